import {Validator} from '@cfworker/json-schema';
import type {FieldSchema} from './field-schema';

/** What is wrong, by JSON Pointer (RFC 6901) into the form's data. */
export type Faults = ReadonlyMap<string, string>;

export const at = (path: string, name: string | number): string =>
  `${path}/${String(name).replaceAll('~', '~0').replaceAll('/', '~1')}`;

const words: Readonly<Record<string, string>> = {
  required: 'Fill this in.',
  minLength: 'Fill this in.',
  minItems: 'Choose or add at least one.',
  maxItems: 'That is one too many.',
  maxLength: 'This is too long.',
  uniqueItems: 'The same stands here twice.',
  const: 'This must be ticked.',
  oneOf: 'Choose one of these.',
  enum: 'Choose one of these.',
  not: 'There is nothing to choose from yet.',
  minimum: 'This is too small.',
  maximum: 'This is too large.',
  format: 'This cannot be read; look at the example.',
  pattern: 'This does not have the form that is asked for.',
};

/** Faults of what was entered, in the order of the form; the server judges again. */
export function faultsOf(schema: FieldSchema, data: unknown): Faults {
  const {errors} = new Validator(schema as object, '2020-12', false).validate(data);
  const found = new Map<string, string>();
  for (const {keyword, instanceLocation, error} of errors) {
    const word = words[keyword];
    if (word === undefined) continue;
    const place = instanceLocation.replace(/^#/, '');
    const missing = keyword === 'required' ? /property "(.*)"\.?$/.exec(error)?.[1] : undefined;
    const pointer = missing === undefined ? place : at(place, missing);
    if (!found.has(pointer)) found.set(pointer, word);
  }
  return found;
}

/** The server's faults, whose pointers begin at the body, as faults of the form that fills `below`. */
export function faultsBelow(
  below: string,
  faults: readonly {readonly pointer: string; readonly detail: string}[],
): Faults {
  return new Map(
    faults.map(({pointer, detail}) => [
      pointer.startsWith(below) ? pointer.slice(below.length) : pointer,
      `This ${detail}.`,
    ]),
  );
}

export const idOf = (path: string): string => `field${path.replaceAll(/[^A-Za-z0-9]/g, '-')}`;
