import {PoolClient, QueryResultRow, escapeIdentifier, escapeLiteral} from 'pg';
import {from as copyFrom} from 'pg-copy-streams';
import {pipeline} from 'node:stream/promises';
import {MigrationExecutor, QueryRunner} from 'typeorm';
import {MIGRATION_TABLE, dataSource} from '../data-source';
import {MIGRATION_LOCK} from '../migrate';
import {SequenceValue, TableShape, columnsOf, tableShapes} from './table-shape';

/** What was there before stays as it is: there is something in the database. */
export class DatabaseNotEmptyError extends Error {
  constructor(tables: readonly string[]) {
    super(
      `The database is not empty: it has ${tables.length} tables, ${tables[0] ?? ''} for one.\n` +
        'Restore into a new database, or for the embedded one into a new folder (COLLEGIUM_DATA).',
    );
    this.name = 'DatabaseNotEmptyError';
  }
}

/** A schema without rows, in a transaction that has not committed yet. */
export interface LoadTarget {
  readonly tables: readonly TableShape[];
  /** @returns rows taken in */
  copyIn(table: TableShape, content: AsyncIterable<Uint8Array>): Promise<number>;
  /** A table of the same columns that lives until the transaction ends; it holds what is to be joined first. */
  stage(table: TableShape, name: string): Promise<TableShape>;
  setSequence(value: SequenceValue): Promise<void>;
  rows<Row extends QueryResultRow>(text: string): Promise<Row[]>;
  /** @returns rows affected */
  run(text: string, values?: readonly unknown[]): Promise<number>;
}

/**
 * Makes the schema as the named migrations left it, lets `fill` bring in the rows, and commits everything at once:
 * whatever fails or is killed leaves the database without a table, as it was. Triggers are off and foreign keys away
 * while rows come in; both are back, and the keys checked, before the commit.
 *
 * @param ownerUrl connection string of the role that will own the tables
 * @throws DatabaseNotEmptyError
 */
export async function loadDatabase<T>(
  ownerUrl: string,
  migrations: readonly string[],
  fill: (target: LoadTarget) => Promise<T>,
): Promise<T> {
  const source = await dataSource(ownerUrl, 1, migrations).initialize();
  const runner = source.createQueryRunner();
  try {
    const client = (await runner.connect()) as PoolClient;
    await client.query('BEGIN');
    try {
      await client.query('SELECT pg_advisory_xact_lock($1)', [MIGRATION_LOCK]);
      await refuseFilled(client);
      const result = await fillSchema(runner, client, fill);
      await client.query('COMMIT');
      return result;
    } catch (error) {
      await client.query('ROLLBACK');
      throw error;
    }
  } finally {
    await runner.release();
    await source.destroy();
  }
}

async function refuseFilled(client: PoolClient): Promise<void> {
  const tables = await tableShapes(client);
  if (tables.length > 0) throw new DatabaseNotEmptyError(tables.map(({name}) => name));
}

async function fillSchema<T>(
  runner: QueryRunner,
  client: PoolClient,
  fill: (target: LoadTarget) => Promise<T>,
): Promise<T> {
  const executor = new MigrationExecutor(runner.dataSource, runner);
  executor.transaction = 'none';
  await executor.executePendingMigrations();
  const tables = (await tableShapes(client)).filter(({name}) => name !== MIGRATION_TABLE);
  const keys = await foreignKeys(client);
  for (const {table, name} of keys) await client.query(`ALTER TABLE ${table} DROP CONSTRAINT ${name}`);
  for (const {name} of tables) {
    await client.query(`ALTER TABLE ${escapeIdentifier(name)} DISABLE TRIGGER USER`);
    // What the migrations put there stands in the backup as it was by then.
    await client.query(`DELETE FROM ${escapeIdentifier(name)}`);
  }
  const result = await fill(targetOn(client, tables));
  for (const {table, name, definition} of keys)
    await client.query(`ALTER TABLE ${table} ADD CONSTRAINT ${name} ${definition}`);
  for (const {name} of tables) {
    await client.query(`ALTER TABLE ${escapeIdentifier(name)} ENABLE TRIGGER USER`);
    await client.query(`ANALYZE ${escapeIdentifier(name)}`);
  }
  return result;
}

interface ForeignKeyRow {
  table: string;
  name: string;
  definition: string;
}

async function foreignKeys(client: PoolClient): Promise<ForeignKeyRow[]> {
  const {rows} = await client.query<ForeignKeyRow>(
    `SELECT conrelid::regclass::text AS table, quote_ident(conname) AS name, pg_get_constraintdef(oid) AS definition
     FROM pg_constraint WHERE contype = 'f' AND connamespace = 'public'::regnamespace AND conparentid = 0`,
  );
  return rows;
}

const targetOn = (client: PoolClient, tables: readonly TableShape[]): LoadTarget => ({
  tables,
  copyIn: async (table, content) => {
    const stream = client.query(copyFrom(`COPY ${columnsOf(table)} FROM STDIN (FORMAT binary)`));
    await pipeline(content, stream);
    return stream.rowCount;
  },
  stage: async ({name: like, columns}, name) => {
    const list = columns.map((column) => escapeIdentifier(column)).join(', ');
    await client.query(
      `CREATE TABLE ${escapeIdentifier(name)} AS SELECT ${list} FROM ${escapeIdentifier(like)} WITH NO DATA`,
    );
    return {name, columns};
  },
  setSequence: async ({name, last}) => {
    await client.query(`SELECT setval(${escapeLiteral(escapeIdentifier(name))}, $1)`, [last]);
  },
  rows: async <Row extends QueryResultRow>(text: string) => (await client.query<Row>(text)).rows,
  run: async (text, values = []) => (await client.query(text, [...values])).rowCount ?? 0,
});
