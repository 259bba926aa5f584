import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {randomBytes} from 'node:crypto';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {createInterface} from 'node:readline';
import type {Config} from '../../src/platform/config/config';
import {startEmbeddedPostgres} from '../../src/platform/database/embedded/start-embedded-postgres';
import type {EmbeddedPostgres} from '../../src/platform/database/embedded/start-embedded-postgres';
import {migrate} from '../../src/platform/database/migrate';
import {seedIfEmpty} from '../../src/seed';

/** A durable database of its own with the demonstration organisation, and a server on it when one is asked for. */
export interface Installation {
  readonly postgres: EmbeddedPostgres;
  readonly config: Config;
  /** Starts the built server in a process of its own. */
  serve(nodeOptions?: readonly string[]): Promise<Served>;
  close(): Promise<void>;
}

export interface Served {
  readonly baseUrl: string;
  stop(): Promise<void>;
}

const root = join(__dirname, '..', '..');

export async function installation(): Promise<Installation> {
  const directory = mkdtempSync(join(tmpdir(), 'collegium-bench-'));
  const keyFile = join(directory, 'kek');
  writeFileSync(keyFile, randomBytes(32).toString('base64'), {mode: 0o600});
  const postgres = await startEmbeddedPostgres({directory: join(directory, 'postgres')});
  const config: Config = {
    port: 0,
    hosts: ['127.0.0.1'],
    demonstration: true,
    seed: true,
    dataDirectory: directory,
    database: {kind: 'server', applicationUrl: postgres.appUrl, ownerUrl: postgres.ownerUrl},
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
  };
  await migrate(postgres.ownerUrl, postgres.appUrl);
  await seedIfEmpty(config, {applicationUrl: postgres.appUrl}, () => undefined);
  return {
    postgres,
    config,
    serve: (nodeOptions = []) => serve(nodeOptions, {postgres, keyFile, directory}),
    close: async () => {
      await postgres.stop();
      rmSync(directory, {recursive: true, force: true});
    },
  };
}

interface Place {
  readonly postgres: EmbeddedPostgres;
  readonly keyFile: string;
  readonly directory: string;
}

const serve = (nodeOptions: readonly string[], {postgres, keyFile, directory}: Place): Promise<Served> =>
  startServer(nodeOptions, {
    DATABASE_URL: postgres.appUrl,
    DATABASE_OWNER_URL: postgres.ownerUrl,
    COLLEGIUM_DEMO: 'on',
    COLLEGIUM_DATA: directory,
    COLLEGIUM_KEY_FILE: keyFile,
  });

/** Starts the built server in a process of its own, on a free port and without limits of rate. */
export async function startServer(
  nodeOptions: readonly string[],
  settings: Readonly<NodeJS.ProcessEnv>,
): Promise<Served> {
  const child = spawn(process.execPath, [...nodeOptions, join(root, 'dist', 'main.js')], {
    cwd: settings['COLLEGIUM_DATA'],
    env: {
      ...process.env,
      PORT: '0',
      COLLEGIUM_RATE_LIMIT: 'off',
      COLLEGIUM_LOG_LEVEL: 'error',
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const ended = once(child, 'exit');
  for await (const line of createInterface({input: child.stdout})) {
    const port = /^Collegium is ready at http:\/\/localhost:(\d+)$/.exec(line)?.[1];
    if (port === undefined) continue;
    child.stdout.resume();
    return {
      baseUrl: `http://127.0.0.1:${port}`,
      stop: async () => {
        child.kill('SIGTERM');
        await ended;
      },
    };
  }
  throw new Error('the server did not start; npm start says why');
}
