import {Client} from 'pg';
import {DataSource} from 'typeorm';
import {MIGRATIONS, MIGRATION_TABLE, dataSource} from './data-source';
import {GRANTS} from './migrations/grants';

/** One number for the whole installation: whoever holds it migrates, others wait. */
const MIGRATION_LOCK = 7_266_351;

export class SchemaError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'SchemaError';
  }
}

const known = MIGRATIONS.map((migration) => migration.name);

/**
 * Brings the schema up to date as the owner, under an advisory lock, and grants the application's role its rights.
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
      await source.runMigrations({transaction: 'each'});
      await grant(source, applicationUrl);
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
    const {rows} = await client.query<{present: boolean; database: string}>(
      'SELECT to_regclass($1) IS NOT NULL AS present, current_database() AS database',
      [MIGRATION_TABLE],
    );
    const names = rows[0]?.present
      ? (await client.query<{name: string}>(`SELECT name FROM ${MIGRATION_TABLE}`)).rows.map(({name}) => name)
      : [];
    refuseNewer(names);
    const missing = known.filter((name) => !names.includes(name));
    if (missing.length > 0) throw new SchemaError(ownerNeeded(rows[0]?.database ?? '', missing));
  } finally {
    await client.end();
  }
}

async function applied(source: DataSource): Promise<string[]> {
  const [{present}] = await source.query<[{present: boolean}]>(
    `SELECT to_regclass($1) IS NOT NULL AS present`,
    [MIGRATION_TABLE],
  );
  if (!present) return [];
  return (await source.query<{name: string}[]>(`SELECT name FROM ${MIGRATION_TABLE}`)).map(({name}) => name);
}

function refuseNewer(names: readonly string[]): void {
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0)
    throw new SchemaError(
      `The database was migrated by a newer Collegium (it has ${unknown.join(', ')}). ` +
        'Start that version, or restore a backup made before the update.',
    );
}

async function grant(source: DataSource, applicationUrl: string): Promise<void> {
  const {role, password} = credentials(applicationUrl);
  const [{missing}] = await source.query<[{missing: boolean}]>(
    `SELECT NOT EXISTS (SELECT FROM pg_roles WHERE rolname = $1) AS missing`,
    [role],
  );
  const name = quoted(role);
  if (missing) {
    const secret = password.replaceAll("'", "''");
    await source.query(`CREATE ROLE ${name} LOGIN NOBYPASSRLS ${secret ? `PASSWORD '${secret}'` : ''}`);
  }
  await source.query(GRANTS(name));
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** `URL` refuses the host-less form of a Unix socket, so the two words are read by hand. */
function credentials(url: string): {role: string; password: string} {
  const [, role = '', password = ''] = /^postgres(?:ql)?:\/\/([^:@/?]*)(?::([^@/]*))?@/.exec(url) ?? [];
  return {role: decodeURIComponent(role), password: decodeURIComponent(password)};
}

function ownerNeeded(database: string, missing: readonly string[]): string {
  return [
    `The database lacks ${missing.join(', ')}. Set DATABASE_OWNER_URL to a role that may create tables, and start again.`,
    'To make such a role, as a superuser:',
    `  CREATE ROLE collegium_owner LOGIN CREATEROLE PASSWORD '…';`,
    `  GRANT CONNECT, CREATE ON DATABASE ${quoted(database)} TO collegium_owner;`,
    `  GRANT USAGE, CREATE ON SCHEMA public TO collegium_owner;`,
  ].join('\n');
}
