import {readTable} from '../../platform/csv/read-table';
import type {LineFault, TableRow} from '../../platform/csv/read-table';
import {JsonSchema} from '../../workflow';
import {ChoiceLists, formFaults} from './form-check';
import {
  PeopleNamed,
  ReferralColumn,
  inFileWords,
  readCell,
  referralColumns,
  referralShape,
} from './referral-columns';

/** A row of the file as it is understood. */
export interface ReferralLine {
  /** Where the row begins, from 1, the header being the first. */
  readonly line: number;
  /** What is referred, as the programme's form has it. */
  readonly data: Readonly<Record<string, unknown>>;
  /** The same in words, by column. */
  readonly words: ReadonlyMap<string, string>;
}

export interface ParsedReferrals {
  readonly columns: readonly ReferralColumn[];
  readonly lines: readonly ReferralLine[];
  readonly faults: readonly LineFault[];
}

export interface ReferralFile {
  readonly form: JsonSchema;
  readonly csv: string;
}

/** Everything in the file that may name a person, in small letters. */
export function namesIn({form, csv}: ReferralFile): string[] {
  const columns = referralColumns(form).filter(
    ({field}) => (field['x-choices'] ?? field.items?.['x-choices']) !== undefined,
  );
  const {rows} = readTable(csv, referralShape(form));
  const cells = rows.flatMap(({cells: row}) => columns.map(({name}) => row.get(name) ?? ''));
  const names = cells.flatMap((cell) => [cell, ...cell.split('|')]).map((name) => name.trim().toLowerCase());
  return [...new Set(names)].filter((name) => name !== '');
}

/**
 * Reads a list of referrals to one programme: CSV as `readTable` takes it, its columns those of the programme's form, each row
 * valid by that form. All faults are told, each with its line and column.
 */
export function parseReferrals(
  {form, csv}: ReferralFile,
  {choices, people}: {choices: ChoiceLists; people: PeopleNamed},
): ParsedReferrals {
  const all = referralColumns(form);
  const {rows, faults} = readTable(csv, referralShape(form));
  const given = all.filter(({name, field}) => field.default !== undefined || rows[0]?.cells.has(name));
  const read = rows.map((row) => readRow(row, {form, columns: given, choices, people}));
  const lines = read.map(({line}) => line);
  return {
    columns: given,
    lines,
    faults: [
      ...(faults.length === 0 && rows.length === 0 ? [EMPTY] : faults),
      ...read.flatMap((one) => one.faults),
      ...repeated(lines),
    ],
  };
}

const EMPTY: LineFault = {line: 1, column: null, detail: 'has no row below its header'};

interface RowReader {
  readonly form: JsonSchema;
  readonly columns: readonly ReferralColumn[];
  readonly choices: ChoiceLists;
  readonly people: PeopleNamed;
}

function readRow(
  {line, cells}: TableRow,
  {form, columns, choices, people}: RowReader,
): {line: ReferralLine; faults: LineFault[]} {
  const faults: LineFault[] = [];
  const data: Record<string, unknown> = {};
  const words = new Map<string, string>();
  for (const column of columns) {
    const read = readCell(column, cells.get(column.name) ?? '', {choices, people});
    if (read === null) continue;
    if ('fault' in read) faults.push({line, column: column.name, detail: read.fault});
    else {
      data[column.name] = read.value;
      words.set(column.name, read.words);
    }
  }
  const told = new Set(faults.map(({column}) => column));
  for (const {pointer, detail} of formFaults(form, data, choices)) {
    const name = pointer.split('/')[2] ?? '';
    const column = columns.find((one) => one.name === name);
    if (!told.has(name))
      faults.push({line, column: name, detail: column ? inFileWords(column, detail) : detail});
    told.add(name);
  }
  return {line: {line, data, words}, faults};
}

/** One event twice in one file is a slip of the hand; a second case of it would be looked into twice. */
function repeated(lines: readonly ReferralLine[]): LineFault[] {
  const seen = new Map<string, number>();
  return lines.flatMap(({line, data}) => {
    const said = JSON.stringify(Object.entries(data).sort(([a], [b]) => (a < b ? -1 : 1)));
    const before = seen.get(said);
    if (before === undefined) seen.set(said, line);
    return before === undefined ? [] : [{line, column: null, detail: `says the same as line ${before}`}];
  });
}
