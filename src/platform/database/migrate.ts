import {Client} from 'pg';
import {DataSource} from 'typeorm';
import {quoted, roleIn} from './role-name';
import {dutyRole} from './rows/begin-scoped';
import {Duty} from './rows/row-scope';
import {applyRowSecurity, liftRowSecurity} from './rows/row-security';
import {failureCode} from './connection-failure';
import {KNOWN_MIGRATIONS, MIGRATION_TABLE, dataSource} from './data-source';
import {DUTY_GRANTS, GRANTS} from './migrations/grants';

/** One number for the whole installation: whoever holds it migrates, others wait. */
export const MIGRATION_LOCK = 7_266_351;

export class SchemaError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'SchemaError';
  }
}

/**
 * Brings the schema up to date as the owner, under an advisory lock, and grants the application's role, which exists, its rights.
 *
 * @throws SchemaError when the schema is newer than this program
 */
export async function migrate(ownerUrl: string, applicationUrl: string): Promise<void> {
  const source = await dataSource(ownerUrl, 2).initialize();
  try {
    const lock = source.createQueryRunner();
    try {
      await lock.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
      refuseNewer(await applied(source));
      if (await source.showMigrations()) await liftRowSecurity(lock);
      await source.runMigrations({transaction: 'each'}).catch(explainDenied(source));
      await grant(source, applicationUrl);
      await applyRowSecurity(lock, roleIn(applicationUrl).role);
    } finally {
      await lock.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]);
      await lock.release();
    }
  } finally {
    await source.destroy();
  }
}

/**
 * Checks, as the application's role alone, that the schema is there and current.
 *
 * @throws SchemaError naming what is missing and the SQL to run
 */
export async function checkSchema(applicationUrl: string): Promise<void> {
  const client = new Client({connectionString: applicationUrl});
  await client.connect();
  try {
    const {rows} = await client.query<{present: boolean; readable: boolean; database: string}>(
      `SELECT to_regclass($1) IS NOT NULL AS present, current_database() AS database,
         coalesce(has_table_privilege(to_regclass($1), 'SELECT'), false) AS readable`,
      [MIGRATION_TABLE],
    );
    const {present = false, readable = false, database = ''} = rows[0] ?? {};
    if (present && !readable) throw new SchemaError(rightsNeeded(roleIn(applicationUrl).role));
    const names = present
      ? (await client.query<{name: string}>(`SELECT name FROM ${MIGRATION_TABLE}`)).rows.map(({name}) => name)
      : [];
    refuseNewer(names);
    const missing = KNOWN_MIGRATIONS.filter((name) => !names.includes(name));
    if (missing.length > 0) throw new SchemaError(ownerNeeded(database, missing));
  } finally {
    await client.end();
  }
}

const rightsNeeded = (role: string): string =>
  `The role ${role} (DATABASE_URL) has no rights on the tables, which were made for another role.\n` +
  'Start once with DATABASE_OWNER_URL as well: that grants them.';

async function applied(source: DataSource): Promise<string[]> {
  const [{present}] = await source.query<[{present: boolean}]>(
    `SELECT to_regclass($1) IS NOT NULL AS present`,
    [MIGRATION_TABLE],
  );
  if (!present) return [];
  return (await source.query<{name: string}[]>(`SELECT name FROM ${MIGRATION_TABLE}`)).map(({name}) => name);
}

function refuseNewer(names: readonly string[]): void {
  const unknown = names.filter((name) => !KNOWN_MIGRATIONS.includes(name));
  if (unknown.length > 0)
    throw new SchemaError(
      `The database was migrated by a newer Collegium (it has ${unknown.join(', ')}). ` +
        'Start that version, or restore a backup made before the update.',
    );
}

async function grant(source: DataSource, applicationUrl: string): Promise<void> {
  const {role} = roleIn(applicationUrl);
  const duty = (one: Duty): string => quoted(dutyRole(role, one));
  const everything = (['person', 'runner', 'operator'] as const).map(duty).join(', ');
  await source.query(GRANTS(everything));
  await source.query(DUTY_GRANTS({door: duty('door'), integrator: duty('integrator')}));
}

/** PostgreSQL refuses the owner's role a table or a schema: SQLSTATE 42501. */
function explainDenied(source: DataSource): (error: unknown) => never {
  return (error) => {
    if (failureCode(error) !== '42501') throw error;
    const problem = 'The role of DATABASE_OWNER_URL may not create or change what the schema needs.';
    throw new SchemaError([problem, ...ownerSql(source.driver.database ?? '')].join('\n'));
  };
}

function ownerNeeded(database: string, missing: readonly string[]): string {
  return [
    `The database lacks ${missing.join(', ')}. Set DATABASE_OWNER_URL to a role that may create tables, and start again.`,
    ...ownerSql(database),
  ].join('\n');
}

const ownerSql = (database: string): string[] => [
  'To make such a role, as a superuser connected to that database:',
  `  CREATE ROLE collegium_owner LOGIN CREATEROLE PASSWORD '…';`,
  `  GRANT CONNECT, CREATE ON DATABASE ${quoted(database)} TO collegium_owner;`,
  `  GRANT USAGE, CREATE ON SCHEMA public TO collegium_owner;`,
];
