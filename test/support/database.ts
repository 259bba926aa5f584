import {randomBytes} from 'node:crypto';
import {Client, Pool} from 'pg';

interface ServerUrls {
  readonly ownerUrl: string;
  readonly applicationUrl: string;
  readonly superuserUrl: string;
}

const template = 'collegium';

/** A database of one suite alone, cloned from the migrated one. */
export interface TestDatabase extends ServerUrls {
  readonly name: string;
  /** Runs one statement as the superuser, whom no right and, with `SET session_replication_role`, no trigger stops. */
  asSuperuser<Row extends object>(text: string, values?: readonly unknown[]): Promise<Row[]>;
  drop(): Promise<void>;
}

function serverUrls(): ServerUrls {
  const text = process.env['COLLEGIUM_TEST_SERVER'];
  if (text === undefined)
    throw new Error('the test server is not running: jest runs it for the project "integration"');
  return JSON.parse(text) as ServerUrls;
}

/** The same server, another database. */
export const within = (url: string, name: string): string => url.replace(/@\/[a-z]+\?/, `@/${name}?`);

/** Connects, works, and disconnects. */
export async function connected<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({connectionString: url});
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** The same as somebody who has named an organisation, whose rows row security then shows. */
export const connectedWithin = <T>(
  url: string,
  organisation: string,
  work: (client: Client) => Promise<T>,
): Promise<T> =>
  connected(url, async (client) => {
    await client.query(`SELECT set_config('collegium.organisation', $1, false)`, [organisation]);
    return work(client);
  });

export const createTestDatabase = (): Promise<TestDatabase> => databaseFrom(template);

/** Without a table: what a new server has. */
export const emptyTestDatabase = (): Promise<TestDatabase> => databaseFrom('template0');

/** Connections of the superuser, by the name of the database: beginning one takes longer than most statements do. */
const pools = new Map<string, Pool>();

/** Leaves a database, as it must be before it is copied. */
async function leave(name: string): Promise<void> {
  const pool = pools.get(name);
  pools.delete(name);
  await pool?.end();
}

function poolOf({name, url}: {name: string; url: string}): Pool {
  const there = pools.get(name);
  if (there) return there;
  const pool = new Pool({connectionString: url, allowExitOnIdle: true});
  // A test that ends every connection of a database ends idle ones too: the pool begins others.
  pool.on('error', () => undefined);
  pools.set(name, pool);
  return pool;
}

/** One statement, as in a session of its own. */
async function alone<Row extends object>(
  pool: Pool,
  text: string,
  values: readonly unknown[],
): Promise<Row[]> {
  const client = await pool.connect();
  try {
    const {rows} = await client.query<Row>(text, [...values]);
    await client.query('DISCARD ALL');
    client.release();
    return rows;
  } catch (error) {
    client.release(true);
    throw error;
  }
}

/** @param origin name of a database to which nobody but its superuser is connected */
export async function databaseFrom(origin: string): Promise<TestDatabase> {
  const server = serverUrls();
  await leave(origin);
  const name = `suite_${randomBytes(6)
    .toString('hex')
    .replace(/\d/g, (digit) => 'ghijklmnop'[Number(digit)] ?? '')}`;
  await connected(server.superuserUrl, (client) =>
    client.query(`CREATE DATABASE ${name} TEMPLATE ${origin} OWNER collegium_owner`),
  );
  const superuserUrl = within(server.superuserUrl, name);
  return {
    name,
    ownerUrl: within(server.ownerUrl, name),
    applicationUrl: within(server.applicationUrl, name),
    superuserUrl,
    asSuperuser: <Row extends object>(text: string, values: readonly unknown[] = []) =>
      alone<Row>(poolOf({name, url: superuserUrl}), text, values),
    drop: async () => {
      await leave(name);
      await connected(server.superuserUrl, (client) => client.query(`DROP DATABASE ${name} WITH (FORCE)`));
    },
  };
}
