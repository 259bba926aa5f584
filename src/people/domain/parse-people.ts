import {normalEmail, personFaults} from '../../identity';
import {readTable, yesOrNo} from '../../platform/csv/read-table';
import type {LineFault, TableRow, TableShape} from '../../platform/csv/read-table';

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

export interface ParsedPeople {
  readonly people: readonly PersonLine[];
  readonly faults: readonly LineFault[];
}

const shape: TableShape = {
  headings: new Map(COLUMNS.map((name) => [name, name])),
  required: REQUIRED,
  mostRows: MOST_ROWS,
  things: 'people',
};

/** Reads a list of people; see `readTable`. All faults are told, each with its line. */
export function parsePeople(text: string): ParsedPeople {
  const {rows, faults} = readTable(text, shape);
  const lines = rows.map(readRow);
  const people = lines.map(({person}) => person);
  return {people, faults: [...faults, ...lines.flatMap((line) => line.faults), ...repeated(people)]};
}

function readRow({line, cells}: TableRow): {person: PersonLine; faults: LineFault[]} {
  const row = (name: Column): string | undefined => cells.get(name);
  const faults: LineFault[] = [];
  const text = (name: Column): string | null | undefined => (row(name) === '' ? null : row(name));
  const flag = (name: Column): boolean | undefined => {
    const cell = row(name);
    if (cell === undefined) return undefined;
    const said = yesOrNo(cell);
    if (said === null) faults.push({line, column: name, detail: 'must be yes or no'});
    return said ?? false;
  };
  const person = {
    line,
    email: normalEmail(row('email') ?? ''),
    displayName: row('name') ?? '',
    npi: text('npi'),
    specialty: text('specialty'),
    department: text('department'),
    physician: flag('physician'),
    active: row('active') === '' ? undefined : flag('active'),
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
