import {parse} from 'csv-parse/sync';
import {normalEmail, personFaults} from '../../identity';

/** Columns of the file, in any order; the first two must be there. */
export const COLUMNS = ['email', 'name', 'npi', 'specialty', 'department', 'physician', 'active'] as const;
type Column = (typeof COLUMNS)[number];

const REQUIRED: readonly Column[] = ['email', 'name'];
export const MOST_ROWS = 5000;

/** A row as it is to be; a column that the file does not have is left as it is. */
export interface PersonLine {
  /** Line in the file, from 1, the header being the first. */
  readonly line: number;
  readonly email: string;
  readonly displayName: string;
  readonly npi: string | null | undefined;
  readonly specialty: string | null | undefined;
  readonly department: string | null | undefined;
  readonly physician: boolean | undefined;
  readonly active: boolean | undefined;
}

export interface LineFault {
  readonly line: number;
  readonly column: string | null;
  readonly detail: string;
}

export interface ParsedPeople {
  readonly people: readonly PersonLine[];
  readonly faults: readonly LineFault[];
}

type Row = Partial<Record<Column, string>>;

/**
 * Reads a list of people: CSV (RFC 4180) in UTF-8 with a header, comma or semicolon. All faults are told, each with its
 * line.
 */
export function parsePeople(text: string): ParsedPeople {
  const [header = ''] = text.replace(/^\ufeff/, '').split(/\r?\n/, 1);
  const delimiter = header.includes(';') && !header.includes(',') ? ';' : ',';
  const read = records(text, delimiter);
  if ('fault' in read) return {people: [], faults: [{line: 1, column: null, detail: read.fault}]};
  const [first, ...rows] = read.records;
  const columns = (first?.record ?? []).map((name) => name.trim().toLowerCase());
  const faults = headerFaults(columns);
  if (rows.length > MOST_ROWS)
    faults.push({line: 1, column: null, detail: `at most ${MOST_ROWS} people at once`});
  if (faults.length > 0) return {people: [], faults};
  const lines = rows.map(({record, info}) => readRow(columns, record, info.lines));
  const people = lines.map(({person}) => person);
  return {people, faults: [...lines.flatMap((line) => line.faults), ...repeated(people)]};
}

interface Parsed {
  readonly record: readonly string[];
  readonly info: {readonly lines: number};
}

function records(text: string, delimiter: string): {records: readonly Parsed[]} | {fault: string} {
  const options = {bom: true, delimiter, info: true, skip_empty_lines: true, trim: true} as const;
  try {
    return {records: parse(text, options) as unknown as readonly Parsed[]};
  } catch (error) {
    return {fault: error instanceof Error ? error.message : 'is no CSV'};
  }
}

function headerFaults(columns: readonly string[]): LineFault[] {
  const fault = (column: string, detail: string): LineFault => ({line: 1, column, detail});
  return [
    ...REQUIRED.filter((name) => !columns.includes(name)).map((name) => fault(name, 'the column is missing')),
    ...columns
      .filter((name) => !COLUMNS.some((known) => known === name))
      .map((name) => fault(name, `is no column; known are ${COLUMNS.join(', ')}`)),
    ...columns
      .filter((name, index) => columns.indexOf(name) !== index)
      .map((name) => fault(name, 'stands there twice')),
  ];
}

const YES = new Set(['yes', 'true', '1', 'x', 'y']);
const NO = new Set(['no', 'false', '0', 'n', '']);

function readRow(
  columns: readonly string[],
  cells: readonly string[],
  line: number,
): {person: PersonLine; faults: LineFault[]} {
  const row: Row = Object.fromEntries(columns.map((name, index) => [name, cells[index] ?? '']));
  const faults: LineFault[] = [];
  const text = (name: Column): string | null | undefined => (row[name] === '' ? null : row[name]);
  const flag = (name: Column): boolean | undefined => {
    const said = row[name]?.toLowerCase();
    if (said === undefined) return undefined;
    if (!YES.has(said) && !NO.has(said)) faults.push({line, column: name, detail: 'must be yes or no'});
    return YES.has(said);
  };
  const person = {
    line,
    email: normalEmail(row.email ?? ''),
    displayName: row.name ?? '',
    npi: text('npi'),
    specialty: text('specialty'),
    department: text('department'),
    physician: flag('physician'),
    active: row.active === '' ? undefined : flag('active'),
  };
  const inFile = {displayName: 'name', email: 'email', npi: 'npi'} as const;
  for (const {pointer, detail} of personFaults({
    email: person.email,
    displayName: person.displayName,
    npi: person.npi ?? null,
  }))
    faults.push({line, column: inFile[pointer.slice(1) as keyof typeof inFile], detail});
  return {person, faults};
}

function repeated(people: readonly PersonLine[]): LineFault[] {
  const lines = new Map<string, number>();
  return people.flatMap(({email, line}) => {
    const before = lines.get(email);
    if (before === undefined) lines.set(email, line);
    return before === undefined ? [] : [{line, column: 'email', detail: `stands in line ${before} already`}];
  });
}
