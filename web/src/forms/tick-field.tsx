import {Alert, Checkbox} from '@mantine/core';
import type {ReactNode} from 'react';
import {idOf} from './faults';
import {labelOf} from './field-props';
import type {FieldProps} from './field-props';

/** Yes, or a statement to be agreed to. */
export function TickField(props: FieldProps): ReactNode {
  const {schema, path, value, faults, onChange} = props;
  return (
    <Checkbox
      id={idOf(path)}
      label={labelOf({...props, required: true})}
      description={schema.description}
      error={faults.get(path)}
      checked={value === true}
      onChange={(event) => {
        onChange(event.currentTarget.checked);
      }}
    />
  );
}

/** A choice for which there is nobody and nothing at present. */
export function NothingToChoose(props: FieldProps): ReactNode {
  return (
    <Alert color="amber" title={labelOf({...props, required: true})} id={idOf(props.path)} tabIndex={-1}>
      There is nothing to choose from yet, so this cannot be done now.
    </Alert>
  );
}
