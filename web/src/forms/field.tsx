import type {ReactNode} from 'react';
import {ArrayField} from './array-field';
import {ChoiceField, ChoicesField} from './choice-field';
import {choicesOf, isObject} from './field-schema';
import {ObjectField} from './object-field';
import type {FieldProps} from './field-props';
import {DateTimeField, TextField} from './text-field';
import {NothingToChoose, TickField} from './tick-field';

/** One field of a form, whatever its schema asks for. */
export function Field(props: FieldProps): ReactNode {
  const {schema} = props;
  if (schema.not && Object.keys(schema.not).length === 0) return <NothingToChoose {...props} />;
  if (choicesOf(schema)) return <ChoiceField {...props} />;
  if (isObject(schema)) return <ObjectField {...props} Nested={Field} />;
  if (schema.type === 'array')
    return choicesOf(schema.items ?? {}) ? (
      <ChoicesField {...props} />
    ) : (
      <ArrayField {...props} Nested={Field} />
    );
  if (schema.type === 'boolean' || schema.const === true) return <TickField {...props} />;
  if (schema.format === 'date-time') return <DateTimeField {...props} />;
  return <TextField {...props} />;
}
