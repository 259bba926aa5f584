import {join} from 'node:path';
import type {Config} from '../config/config';
import {createApplicationRole} from './application-role';
import {checkServer} from './check-server';
import {findRunningPostgres} from './embedded/find-running-postgres';
import {startEmbeddedPostgres} from './embedded/start-embedded-postgres';

export interface RunningDatabase {
  /** Connection string of the application's role. */
  readonly applicationUrl: string;
  /** Connection string of the role that migrates; `null` when the installation keeps it apart. */
  readonly ownerUrl: string | null;
  /** Stops what was started, after everything that uses it. Safe to call again. */
  stop(): Promise<void>;
}

/**
 * Starts the embedded PostgreSQL under `<data>/postgres`, or makes sure that the server named in the settings can be
 * used: reachable, these roles admitted, version 15 or later, UTF8, no standby.
 *
 * @param log receives a line for what takes time or surprises
 * @throws DatabaseStartError with one message that names the fix
 */
export async function startDatabase(
  {database, dataDirectory}: Pick<Config, 'database' | 'dataDirectory'>,
  log?: (line: string) => void,
): Promise<RunningDatabase> {
  if (database.kind === 'embedded') {
    const server = await startEmbeddedPostgres({directory: join(dataDirectory, 'postgres'), log});
    return {applicationUrl: server.appUrl, ownerUrl: server.ownerUrl, stop: () => server.stop()};
  }
  const {applicationUrl, ownerUrl} = database;
  if (ownerUrl !== null) {
    await checkServer('DATABASE_OWNER_URL', ownerUrl);
    await createApplicationRole(ownerUrl, applicationUrl);
  }
  await checkServer('DATABASE_URL', applicationUrl);
  return {applicationUrl, ownerUrl, stop: () => Promise.resolve()};
}

/** As `startDatabase`, but beside a Collegium that runs on the same data it uses that one's server. */
export async function reachDatabase(
  config: Pick<Config, 'database' | 'dataDirectory'>,
  log?: (line: string) => void,
): Promise<RunningDatabase> {
  const running =
    config.database.kind === 'embedded' ? findRunningPostgres(join(config.dataDirectory, 'postgres')) : null;
  if (running === null) return startDatabase(config, log);
  return {applicationUrl: running.appUrl, ownerUrl: null, stop: () => Promise.resolve()};
}
