import {setTimeout as pause} from 'node:timers/promises';
import {Client} from 'pg';
import {explainFailure, failureCode} from './connection-failure';
import type {ConnectionTarget} from './connection-failure';
import {DatabaseStartError} from './database-start-error';

const oldestMajor = 15;
const connectMilliseconds = 10_000;
const startingUp = '57P03';

interface ServerFacts {
  readonly version: number;
  readonly standby: boolean;
  readonly encoding: string;
}

const factsQuery = `SELECT current_setting('server_version_num')::int AS version,
  pg_is_in_recovery() AS standby, current_setting('server_encoding') AS encoding`;

function openClient(setting: string, url: string): Client {
  try {
    return new Client({connectionString: url, connectionTimeoutMillis: connectMilliseconds});
  } catch (cause) {
    throw new DatabaseStartError(
      `${setting} cannot be used (${failureCode(cause) ?? 'unreadable'}).`,
      'Check its form, and that the certificate files it names exist and can be read.',
      {cause},
    );
  }
}

function judge({version, standby, encoding}: ServerFacts, {setting, database}: ConnectionTarget): void {
  const major = Math.floor(version / 10_000);
  if (major < oldestMajor) {
    throw new DatabaseStartError(
      `The server of ${setting} is PostgreSQL ${major}; Collegium needs ${oldestMajor} or later.`,
      `Upgrade it, or name a newer one in ${setting}.`,
    );
  }
  if (standby) {
    throw new DatabaseStartError(
      `The server of ${setting} is a standby and takes no changes.`,
      `Name the primary server in ${setting}.`,
    );
  }
  if (encoding !== 'UTF8') {
    throw new DatabaseStartError(
      `The database ${database} (${setting}) has the encoding ${encoding}; Collegium needs UTF8.`,
      `Create it anew: CREATE DATABASE ${database} TEMPLATE template0 ENCODING 'UTF8';`,
    );
  }
}

/**
 * Connects once and makes sure that Collegium can work with the server. One that is still starting up is waited for.
 *
 * @param setting name of the setting, for messages
 * @param url its connection string
 * @param patienceSeconds how long to wait for a server that is starting up
 * @throws DatabaseStartError
 */
export async function checkServer(setting: string, url: string, patienceSeconds = 30): Promise<void> {
  const end = performance.now() + patienceSeconds * 1000;
  for (;;) {
    const client = openClient(setting, url);
    const {host, port, user = '', database = ''} = client;
    const target = {setting, host, port, user, database};
    // A connection that breaks while it is being closed says nothing about the server.
    client.on('error', () => undefined);
    try {
      await client.connect();
      const {rows} = await client.query<ServerFacts>(factsQuery);
      if (rows[0] !== undefined) judge(rows[0], target);
      return;
    } catch (error) {
      if (error instanceof DatabaseStartError) throw error;
      if (failureCode(error) !== startingUp || performance.now() > end) throw explainFailure(error, target);
    } finally {
      await client.end();
    }
    await pause(500);
  }
}
