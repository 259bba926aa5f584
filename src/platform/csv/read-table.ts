import {parse} from 'csv-parse/sync';

/** What is wrong with a file, and where: the line as an editor counts it, and the column as the file names it. */
export interface LineFault {
  /** From 1, the header being the first. */
  readonly line: number;
  readonly column: string | null;
  readonly detail: string;
}

/** What a file may hold. */
export interface TableShape {
  /** Columns by each heading under which they may stand, in small letters; the first of a column is told to people. */
  readonly headings: ReadonlyMap<string, string>;
  readonly required: readonly string[];
  readonly mostRows: number;
  /** What the rows are, for the words of a fault. */
  readonly things: string;
}

export interface TableRow {
  /** Where the row begins. */
  readonly line: number;
  /** By column; blanks around them are gone. */
  readonly cells: ReadonlyMap<string, string>;
}

export interface Table {
  readonly rows: readonly TableRow[];
  readonly faults: readonly LineFault[];
}

interface Parsed {
  readonly record: readonly string[];
  readonly info: {readonly lines: number; readonly empty_lines: number};
}

/**
 * Reads a table: CSV (RFC 4180) in UTF-8 with a header, comma or semicolon; a line break within a cell becomes one line
 * feed. With a fault in its header or its form it has no rows.
 */
export function readTable(file: string, shape: TableShape): Table {
  // The parser counts a line break of two characters within a cell twice.
  const text = file.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
  const [header = ''] = text.replace(/"[^"]*"/g, '').split('\n', 1);
  const delimiter = header.includes(';') && !header.includes(',') ? ';' : ',';
  const read = records(text, delimiter);
  if ('fault' in read) return {rows: [], faults: [{line: 1, column: null, detail: read.fault}]};
  const [first, ...rest] = read.records;
  const headings = (first?.record ?? []).map((name) => name.trim().toLowerCase());
  const faults = headerFaults(headings, shape);
  if (rest.length > shape.mostRows)
    faults.push({line: 1, column: null, detail: `at most ${shape.mostRows} ${shape.things} at once`});
  if (faults.length > 0) return {rows: [], faults};
  const columns = headings.map((heading) => shape.headings.get(heading) ?? heading);
  const rows = rest.map(({record, info}, index) => ({
    line: beginning(info, read.records[index]?.info ?? info),
    cells: new Map(columns.map((name, place) => [name, record[place] ?? ''])),
  }));
  return {rows, faults: []};
}

/** A row that has line breaks in it ends further down than it begins. */
const beginning = (here: Parsed['info'], before: Parsed['info']): number =>
  before.lines + here.empty_lines - before.empty_lines + 1;

function records(text: string, delimiter: string): {records: readonly Parsed[]} | {fault: string} {
  const options = {delimiter, info: true, skip_empty_lines: true, trim: true} as const;
  try {
    return {records: parse(text, options) as unknown as readonly Parsed[]};
  } catch (error) {
    return {fault: error instanceof Error ? error.message : 'is no CSV'};
  }
}

function headerFaults(headings: readonly string[], {headings: known, required}: TableShape): LineFault[] {
  const fault = (column: string, detail: string): LineFault => ({line: 1, column, detail});
  const columns = headings.map((heading) => known.get(heading) ?? heading);
  const names = [...new Set(known.values())].join(', ');
  return [
    ...required.filter((name) => !columns.includes(name)).map((name) => fault(name, 'the column is missing')),
    ...headings
      .filter((name) => !known.has(name))
      .map((name) => fault(name, `is no column; known are ${names}`)),
    ...headings
      .filter((_, index) => columns.indexOf(columns[index] ?? '') !== index)
      .map((name) => fault(name, 'stands there twice')),
  ];
}

const YES = new Set(['yes', 'true', '1', 'x', 'y']);
const NO = new Set(['no', 'false', '0', 'n', '']);

/** A cell that says yes or no; an empty one says no. @returns null where it says neither */
export function yesOrNo(cell: string): boolean | null {
  const said = cell.toLowerCase();
  if (YES.has(said)) return true;
  return NO.has(said) ? false : null;
}
