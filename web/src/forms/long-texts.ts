import {at} from './faults';
import {choicesOf, fieldsFor, isData, isObject} from './field-schema';
import type {Data, FieldSchema} from './field-schema';
import {labelOf} from './field-props';

/** Texts up to this length are names and numbers, not words of one's own. */
const SHORT = 300;

export interface LongText {
  /** JSON Pointer into the form's data. */
  readonly path: string;
  readonly label: string;
  readonly maxLength: number;
}

/** The fields for words of one's own that a form has now, by where they stand. */
export function longTextsOf(schema: FieldSchema, data: unknown, path = '', above = ''): LongText[] {
  if (isObject(schema)) {
    const entered = isData(data) ? data : {};
    return Object.entries(fieldsFor(schema, entered).properties ?? {}).flatMap(([name, field]) => {
      const label = labelOf({schema: field, name, required: true});
      return longTextsOf(field, entered[name], at(path, name), above === '' ? label : `${above}: ${label}`);
    });
  }
  const {type, format, maxLength = Number.POSITIVE_INFINITY} = schema;
  const long = type === 'string' && format === undefined && maxLength > SHORT && !choicesOf(schema);
  return long ? [{path, label: above, maxLength}] : [];
}

/** The data with a line added to the text at a pointer; the same data where it has no room. */
export function withLine(data: Data, {path, maxLength}: LongText, line: string): Data {
  return (changed(data, namesIn(path), (old) => {
    const text = typeof old === 'string' ? old.trimEnd() : '';
    const longer = text === '' ? line : `${text}\n${line}`;
    return longer.length > maxLength ? old : longer;
  }) ?? data) as Data;
}

/** What is entered besides the texts of a form, as JSON: the same for as long as somebody only writes in them. */
export const besideTexts = (schema: FieldSchema, data: Data): string =>
  JSON.stringify(
    longTextsOf(schema, data).reduce<unknown>(
      (rest, {path}) => changed(rest, namesIn(path), () => undefined),
      data,
    ),
  );

/** The names that lead to what a JSON Pointer points to. */
const namesIn = (path: string): string[] =>
  path
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));

function changed(value: unknown, names: readonly string[], change: (old: unknown) => unknown): unknown {
  const [name, ...rest] = names;
  if (name === undefined) return change(value);
  const data = isData(value) ? value : {};
  return {...data, [name]: changed(data[name], rest, change)};
}
