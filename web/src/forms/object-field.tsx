import {Fieldset, Stack, Text} from '@mantine/core';
import type {ReactNode} from 'react';
import {at} from './faults';
import type {NestingProps} from './field-props';
import {labelOf} from './field-props';
import {fieldsFor, isData} from './field-schema';

/** The fields of an object, one below the other, as one group with a legend. */
export function ObjectField(props: NestingProps): ReactNode {
  const {schema} = props;
  return (
    <Fieldset legend={labelOf(props)} variant="filled">
      {schema.description !== undefined && (
        <Text size="sm" c="dimmed" mb="sm">
          {schema.description}
        </Text>
      )}
      <ObjectFields {...props} />
    </Fieldset>
  );
}

/** The same without a frame: the outermost object of a form. */
export function ObjectFields({
  schema,
  path,
  value,
  faults,
  warnings,
  onChange,
  Nested,
}: NestingProps): ReactNode {
  const data = isData(value) ? value : {};
  const {properties = {}, required = []} = fieldsFor(schema, data);
  return (
    <Stack gap="lg">
      {Object.entries(properties).map(([name, field]) => (
        <Nested
          key={name}
          schema={field}
          path={at(path, name)}
          name={name}
          value={data[name]}
          required={required.includes(name)}
          faults={faults}
          warnings={warnings}
          onChange={(entered) => {
            onChange({...data, [name]: entered});
          }}
        />
      ))}
    </Stack>
  );
}
