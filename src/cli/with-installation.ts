import type {Config} from '../platform/config/config';
import {loadConfig} from '../platform/config/load-config';
import {dataSource} from '../platform/database/data-source';
import {Database} from '../platform/database/database';
import {checkRestored} from '../platform/database/check-restored';
import {checkSchema, migrate} from '../platform/database/migrate';
import {reachDatabase} from '../platform/database/start-database';
import type {Terminal} from './command';
import {OPERATOR} from '../platform/database/rows/row-scope';

/** An installation's settings and its database, in their current form. */
export interface Installation {
  readonly config: Config;
  /** Connection string of the application's role. */
  readonly applicationUrl: string;
  readonly database: Database;
}

/** Starts or reaches the installation's database, works with it, and leaves it as it was found. */
export async function withInstallation<T>(
  terminal: Terminal,
  work: (installation: Installation) => Promise<T>,
): Promise<T> {
  const config = loadConfig(terminal.env, terminal.root);
  const running = await reachDatabase(config, (line) => {
    terminal.warn(line);
  });
  try {
    const {applicationUrl, ownerUrl} = running;
    if (ownerUrl === null) await checkSchema(applicationUrl);
    else await migrate(ownerUrl, applicationUrl);
    await checkRestored(applicationUrl);
    return await connectedTo(applicationUrl, (database) => work({config, applicationUrl, database}));
  } finally {
    await running.stop();
  }
}

/** @param applicationUrl connection string of the application's role; the schema is current */
export async function connectedTo<T>(
  applicationUrl: string,
  work: (database: Database) => Promise<T>,
): Promise<T> {
  const database = new Database(await dataSource(applicationUrl, 2).initialize(), OPERATOR);
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}
