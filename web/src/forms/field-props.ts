import type {ComponentType} from 'react';
import {inWords} from '../layout/in-words';
import type {Faults} from './faults';
import type {FieldSchema} from './field-schema';

export interface FieldProps {
  readonly schema: FieldSchema;
  /** JSON Pointer of the field. */
  readonly path: string;
  /** Where the schema has no title. */
  readonly name: string;
  readonly value: unknown;
  readonly required: boolean;
  readonly faults: Faults;
  /** What should be thought over; it hinders nothing. */
  readonly warnings: Faults;
  readonly onChange: (value: unknown) => void;
}

/** Of a field that has fields in it: how these are drawn. */
export interface NestingProps extends FieldProps {
  readonly Nested: ComponentType<FieldProps>;
}

/** The label: whoever must not answer is told so, since most must. */
export function labelOf({schema, name, required}: Pick<FieldProps, 'schema' | 'name' | 'required'>): string {
  const label = schema.title ?? inWords(name);
  return required ? label : `${label} (optional)`;
}
