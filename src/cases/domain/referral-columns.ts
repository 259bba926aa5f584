import {yesOrNo} from '../../platform/csv/read-table';
import type {TableShape} from '../../platform/csv/read-table';
import {JsonSchema} from '../../workflow';
import {ChoiceLists} from './form-check';

export const MOST_ROWS = 500;
/** Stands between several values in one cell. */
const BETWEEN = '|';

interface FieldSchema {
  readonly title?: string;
  readonly type?: string;
  readonly format?: string;
  readonly maxLength?: number;
  readonly oneOf?: readonly {readonly const: unknown; readonly title?: string}[];
  readonly items?: FieldSchema;
  readonly default?: unknown;
  readonly 'x-choices'?: string;
}

/** A column of a file of referrals: a field of the programme's form. */
export interface ReferralColumn {
  readonly name: string;
  readonly title: string;
  /** Whether every row must say it; one with a value beforehand need not. */
  readonly required: boolean;
  readonly field: FieldSchema;
}

/** Ids of people by their addresses and by their names, both in small letters; several may have one name. */
export type PeopleNamed = ReadonlyMap<string, readonly string[]>;

export interface CellReader {
  readonly choices: ChoiceLists;
  readonly people: PeopleNamed;
}

/** What a cell says: its value for the form, and in words; or what is wrong with it. */
export type CellRead = {readonly value: unknown; readonly words: string} | {readonly fault: string};

/** The fields of a referral's form that one cell can hold. */
export function referralColumns(form: JsonSchema): ReferralColumn[] {
  const fields = Object.entries((form['properties'] ?? {}) as Readonly<Record<string, FieldSchema>>);
  const required = new Set((form['required'] ?? []) as readonly string[]);
  return fields
    .filter(([, field]) => isPlain(field) || (field.items !== undefined && isPlain(field.items)))
    .map(([name, field]) => ({
      name,
      title: field.title ?? name,
      required: required.has(name) && field.default === undefined,
      field,
    }));
}

const isPlain = ({type}: FieldSchema): boolean => type !== 'object' && type !== 'array';

/** A column may be called as the form's field is, or by its title. */
export function referralShape(form: JsonSchema): TableShape {
  const columns = referralColumns(form);
  return {
    headings: new Map(
      columns.flatMap(({name, title}) => [
        [name.toLowerCase(), name],
        [title.toLowerCase(), name],
      ]),
    ),
    required: columns.filter(({required}) => required).map(({name}) => name),
    mostRows: MOST_ROWS,
    things: 'referrals',
  };
}

/** What a cell is to hold, for somebody who fills in a table. */
export function cellWords({oneOf, items, type, format, maxLength, ...field}: FieldSchema): string {
  if (items) return `${cellWords(items)}; several with ${BETWEEN} between them`;
  if (field['x-choices'] !== undefined) return 'an e-mail address, or a name as the directory has it';
  if (oneOf)
    return `one of ${oneOf.map(({const: value, title = ''}) => `${String(value)} (${title})`).join(', ')}`;
  if (type === 'boolean') return 'yes or no';
  if (type === 'integer' || type === 'number') return 'a number such as 12';
  if (format === 'date') return 'a date such as 2026-03-31';
  if (format === 'date-time') return 'a time such as 2026-03-31T14:30:00Z';
  return maxLength === undefined ? 'text' : `text of at most ${maxLength} letters`;
}

/** @returns null for an empty cell of a field that has no value beforehand */
export function readCell({field}: ReferralColumn, cell: string, reader: CellReader): CellRead | null {
  if (cell === '') {
    const {default: value} = field;
    return value === undefined ? null : {value, words: wordsOf(field, value)};
  }
  if (field.items === undefined) return readOne(field, cell, reader);
  const {items} = field;
  const read = cell.split(BETWEEN).map((part) => readOne(items, part.trim(), reader));
  const fault = read.find((part) => 'fault' in part);
  if (fault) return fault;
  const values = read.filter((part) => 'value' in part);
  return {value: values.map(({value}) => value), words: values.map(({words}) => words).join(', ')};
}

function readOne(field: FieldSchema, cell: string, reader: CellReader): CellRead {
  const {'x-choices': list, oneOf, type} = field;
  if (list !== undefined) return chosen(reader, list, cell);
  const said = cell.toLowerCase();
  const option = oneOf?.find(
    ({const: value, title}) => String(value).toLowerCase() === said || title?.toLowerCase() === said,
  );
  if (option) return {value: option.const, words: option.title ?? cell};
  const value = type === 'boolean' ? yesOrNo(cell) : isNumber(field) ? numberIn(cell) : oneOf ? null : cell;
  return value === null ? {fault: `must be ${cellWords(field)}`} : {value, words: cell};
}

const isNumber = ({type}: FieldSchema): boolean => type === 'integer' || type === 'number';

const numberIn = (cell: string): number | null => (/^-?\d+(\.\d+)?$/.test(cell) ? Number(cell) : null);

/** A choice is named by its id, by its title, or, being a person, by their address or their name. */
function chosen({choices, people}: CellReader, list: string, cell: string): CellRead {
  const said = cell.toLowerCase();
  const named = new Set(people.get(said));
  const options = (choices.get(list) ?? []).filter(
    ({const: id, title}) => id === cell || title.toLowerCase() === said || named.has(id),
  );
  const [option, another] = options;
  if (another) return {fault: 'is the name of several: write the e-mail address'};
  return option
    ? {value: option.const, words: option.title}
    : {fault: 'is nobody who can be chosen: write the e-mail address, or the name as the directory has it'};
}

const wordsOf = ({oneOf}: FieldSchema, value: unknown): string =>
  oneOf?.find((option) => option.const === value)?.title ?? String(value);

/** What of a fault found by the form is worth other words to somebody who fills in a table. */
export function inFileWords({field}: ReferralColumn, detail: string): string {
  if (detail === 'is required') return 'must not be empty';
  return field.format === undefined ? detail : `must be ${cellWords(field)}`;
}
