import {ClientBase, escapeIdentifier} from 'pg';

/** A table and those of its columns that are stored, in their order. */
export interface TableShape {
  readonly name: string;
  readonly columns: readonly string[];
}

/** The last number that an identity column or sequence gave out. */
export interface SequenceValue {
  readonly name: string;
  /** Decimal, since it may exceed 2^53. */
  readonly last: string;
}

const tables = `
  SELECT c.relname AS name, array_agg(a.attname::text ORDER BY a.attnum) AS columns
  FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
    AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
  GROUP BY c.relname ORDER BY c.relname COLLATE "C"`;

/** The tables of the schema `public`. */
export async function tableShapes(client: ClientBase): Promise<TableShape[]> {
  return (await client.query<{name: string; columns: string[]}>(tables)).rows;
}

/** Sequences that have given out something. */
export async function sequenceValues(client: ClientBase): Promise<SequenceValue[]> {
  const {rows} = await client.query<SequenceValue>(
    `SELECT sequencename AS name, last_value::text AS last FROM pg_sequences
     WHERE schemaname = 'public' AND last_value IS NOT NULL ORDER BY sequencename COLLATE "C"`,
  );
  return rows;
}

/** `table (column, …)`, as COPY and INSERT take it. */
export const columnsOf = ({name, columns}: TableShape): string =>
  `${escapeIdentifier(name)} (${columns.map((column) => escapeIdentifier(column)).join(', ')})`;
