import {Client} from 'pg';
import {to as copyTo} from 'pg-copy-streams';
import {MIGRATION_TABLE} from '../data-source';
import {SequenceValue, TableShape, columnsOf, sequenceValues, tableShapes} from './table-shape';
import {RowsHiddenError, enterDuty} from '../rows/enter-duty';

/** The state of a database at one moment, while others go on writing. */
export interface Snapshot {
  /** Names of the migrations that made the schema, oldest first. */
  readonly migrations: readonly string[];
  readonly tables: readonly TableShape[];
  readonly sequences: readonly SequenceValue[];
  /** The rows of a table in PostgreSQL's binary copy format, a piece at a time. One table after the other. */
  copyOut(table: TableShape): CopyOut;
}

export interface CopyOut extends AsyncIterable<Buffer> {
  /** To be asked once all pieces were taken. */
  rowCount(): Promise<number>;
}

/**
 * Looks at everything in one REPEATABLE READ transaction.
 *
 * @param url of a role that may read all tables
 */
export async function withSnapshot<T>(url: string, work: (snapshot: Snapshot) => Promise<T>): Promise<T> {
  const client = new Client({connectionString: url, application_name: 'collegium backup'});
  // A connection that breaks fails the statement under way, which says so.
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    await enterDuty(client, 'operator');
    await refuseHidden(client);
    const {rows} = await client.query<{name: string}>(`SELECT name FROM ${MIGRATION_TABLE} ORDER BY id`);
    return await work({
      migrations: rows.map(({name}) => name),
      tables: await tableShapes(client),
      sequences: await sequenceValues(client),
      copyOut: (table) => copyOut(client, table),
    });
  } finally {
    await client.end();
  }
}

/** Rows that a policy hides must make the copy fail, not be missing from it. */
async function refuseHidden(client: Client): Promise<void> {
  const {rows} = await client.query<{name: string}>(
    `SELECT relname::text AS name FROM pg_class c WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace
       AND row_security_active(c.oid) AND NOT EXISTS (SELECT FROM pg_policies p WHERE p.schemaname = 'public'
         AND p.tablename = c.relname AND p.qual = 'true' AND p.roles && ARRAY[current_user, 'public']::name[])`,
  );
  if (rows[0]) throw new RowsHiddenError(rows[0].name);
}

function copyOut(client: Client, table: TableShape): CopyOut {
  const stream = client.query(copyTo(`COPY ${columnsOf(table)} TO STDOUT (FORMAT binary)`));
  return {
    [Symbol.asyncIterator]: () => stream[Symbol.asyncIterator]() as AsyncIterator<Buffer>,
    rowCount: async () => {
      // The server says how many after the last piece; by the answer to another statement it has said so.
      await client.query('SELECT');
      return stream.rowCount;
    },
  };
}
