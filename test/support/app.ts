import {randomBytes} from 'node:crypto';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {NestFastifyApplication} from '@nestjs/platform-fastify';
import {createApp} from '../../src/create-app';
import type {Config} from '../../src/platform/config/config';
import type {Randomness} from '../../src/platform/crypto/randomness';
import {Database} from '../../src/platform/database/database';
import {OPERATOR} from '../../src/platform/database/rows/row-scope';
import {listen} from '../../src/platform/http/listen';
import {TestClient} from './client';
import {createTestDatabase} from './database';
import type {TestDatabase} from './database';
import {FakeClock} from './fake-clock';

/** A whole application on a database of its own, served over HTTP. */
export interface TestApp {
  readonly app: NestFastifyApplication;
  readonly baseUrl: string;
  readonly port: number;
  readonly clock: FakeClock;
  readonly config: Config;
  readonly database: TestDatabase;
  /** The application's own connections. */
  readonly connections: Database;
  /** A browser without cookies. */
  client(): TestClient;
  /** Ends the application and leaves its database, to be copied. */
  stop(): Promise<void>;
  close(): Promise<void>;
}

interface Beginning {
  readonly database?: TestDatabase;
  readonly clock?: FakeClock;
  readonly randomness?: Randomness;
}

/**
 * @param settings what differs from a demonstration installation without limits of rate
 * @param beginning what differs from a new database, with a clock and chance of its own
 */
export async function startTestApp(
  settings: Partial<Config> = {},
  beginning: Beginning = {},
): Promise<TestApp> {
  const directory = mkdtempSync(join(tmpdir(), 'collegium-app-'));
  const keyFile = join(directory, 'kek');
  writeFileSync(keyFile, randomBytes(32).toString('base64'), {mode: 0o600});
  const database = beginning.database ?? (await createTestDatabase());
  const {clock = new FakeClock(), randomness} = beginning;
  const config: Config = {
    port: 0,
    hosts: ['127.0.0.1'],
    demonstration: true,
    seed: false,
    dataDirectory: directory,
    database: {kind: 'server', applicationUrl: database.applicationUrl, ownerUrl: database.ownerUrl},
    publicUrl: null,
    trustProxy: null,
    rateLimit: false,
    smtp: null,
    keyFile,
    keyGiven: null,
    logLevel: 'silent',
    checkpointDirectory: null,
    witnesses: [],
    timestamps: null,
    singleSignOn: null,
    ...settings,
  };
  const tidy = async (): Promise<void> => {
    await database.drop();
    rmSync(directory, {recursive: true, force: true});
  };
  const {app, port} = await served(config, database.applicationUrl, {
    clock,
    ...(randomness && {randomness}),
  }).catch(async (error: unknown) => {
    await tidy();
    throw error;
  });
  let stopped: Promise<void> | null = null;
  const stop = (): Promise<void> => (stopped ??= app.close());
  const baseUrl = `http://127.0.0.1:${port}`;
  return {
    app,
    baseUrl,
    port,
    clock,
    config,
    database,
    connections: app.get(Database),
    client: () => new TestClient(baseUrl),
    stop,
    close: async () => {
      await stop();
      await tidy();
    },
  };
}

async function served(
  config: Config,
  applicationUrl: string,
  ports: {readonly clock: FakeClock; readonly randomness?: Randomness},
): Promise<{app: NestFastifyApplication; port: number}> {
  const app = await createApp(config, {applicationUrl}, {...ports, outside: OPERATOR});
  try {
    return {app, port: await listen(app, config.hosts, 0)};
  } catch (error) {
    await app.close();
    throw error;
  }
}
