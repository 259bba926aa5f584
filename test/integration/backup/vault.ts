import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {runCli} from '../../../src/cli/run-cli';
import {createApp} from '../../../src/create-app';
import type {Config} from '../../../src/platform/config/config';
import {newKeyPair} from '../../../src/platform/crypto/escrowed-file';
import type {KeyPair} from '../../../src/platform/crypto/escrowed-file';
import {checkKey} from '../../../src/platform/database/check-key';
import {Database} from '../../../src/platform/database/database';
import {listen} from '../../../src/platform/http/listen';
import {startTestApp} from '../../support/app';
import type {TestApp} from '../../support/app';
import {aHospital} from '../../support/case-builders';
import type {Hospital} from '../../support/case-builders';
import {TestClient} from '../../support/client';
import {emptyTestDatabase} from '../../support/database';
import type {TestDatabase} from '../../support/database';
import {Walker} from '../../support/walk';
import {OPERATOR} from '../../../src/platform/database/rows/row-scope';

const root = join(__dirname, '..', '..', '..');

export interface Told {
  readonly code: number;
  readonly printed: string;
  readonly warned: string;
}

export interface BackupPair {
  readonly file: string;
  readonly keys: string;
}

/** The command line with an environment of its own. */
export async function collegium(env: NodeJS.ProcessEnv, ...args: string[]): Promise<Told> {
  const printed: string[] = [];
  const warned: string[] = [];
  const code = await runCli(args, {
    env,
    root,
    print: (line) => printed.push(line),
    warn: (line) => warned.push(line),
    readInput: () => Promise.resolve(''),
  });
  return {code, printed: printed.join('\n'), warned: warned.join('\n')};
}

/** A running installation with people, and empty databases to restore its backups into. */
export class Vault {
  readonly folder = mkdtempSync(join(tmpdir(), 'collegium-vault-'));
  /** File with the identity that opens the backups. */
  readonly identity = join(this.folder, 'identity');
  readonly #closing: (() => Promise<void>)[] = [];
  #count = 0;

  private constructor(
    readonly app: TestApp,
    readonly hospital: Hospital,
    readonly walker: Walker,
    readonly pair: KeyPair,
  ) {}

  /** @param settings of the installation that is backed up */
  static async open(settings: Partial<Config> = {}): Promise<Vault> {
    const app = await startTestApp(settings);
    app.clock.set(new Date());
    const hospital = await aHospital(app);
    const vault = new Vault(app, hospital, new Walker(app, hospital), await newKeyPair());
    await checkKey(app.config, app.database.applicationUrl);
    writeFileSync(vault.identity, `# public key: ${vault.pair.recipient}\n${vault.pair.identity}\n`);
    for (const name of ['main', 'keys']) mkdirSync(join(vault.folder, name));
    return vault;
  }

  async close(): Promise<void> {
    for (const close of this.#closing.reverse()) await close();
    await this.app.close();
    rmSync(this.folder, {recursive: true, force: true});
  }

  /** The environment of the installation that is backed up. */
  get source(): NodeJS.ProcessEnv {
    return this.environment(this.app.database);
  }

  environment(database: TestDatabase): NodeJS.ProcessEnv {
    const {checkpointDirectory} = this.app.config;
    return {
      ...(checkpointDirectory !== null && {COLLEGIUM_CHECKPOINTS: checkpointDirectory}),
      DATABASE_URL: database.applicationUrl,
      DATABASE_OWNER_URL: database.ownerUrl,
      COLLEGIUM_URL: 'https://collegium.example',
      COLLEGIUM_KEY_FILE: this.app.config.keyFile,
      COLLEGIUM_DATA: join(this.folder, 'data'),
    };
  }

  async setEscrow(): Promise<void> {
    const {code, warned} = await collegium(
      this.source,
      ...['backup', 'escrow', '--recipient', this.pair.recipient, '--held-by', 'The notary'],
    );
    if (code !== 0) throw new Error(warned);
  }

  /** Names of the two files of a backup that is still to be made. */
  names(): BackupPair {
    this.#count += 1;
    return {
      file: join(this.folder, 'main', `${this.#count}.backup`),
      keys: join(this.folder, 'keys', `${this.#count}.keys`),
    };
  }

  async backUp(...more: string[]): Promise<BackupPair> {
    const {file, keys} = this.names();
    const {code, warned} = await collegium(this.source, 'backup', file, '--keys', keys, ...more);
    if (code !== 0) throw new Error(warned);
    return {file, keys};
  }

  async emptyDatabase(): Promise<TestDatabase> {
    const database = await emptyTestDatabase();
    this.#closing.push(() => database.drop());
    return database;
  }

  restore(database: TestDatabase, {file, keys}: BackupPair, ...more: string[]): Promise<Told> {
    const args = ['restore', file, '--keys', keys, '--identity', this.identity, ...more];
    return collegium(this.environment(database), ...args);
  }

  /** Starts the application on what was restored, at the time of the one that was backed up. */
  async serve(database: TestDatabase, settings: Partial<Config> = {}): Promise<Walker> {
    const {clock} = this.app;
    const config = {...this.app.config, ...settings};
    const app = await createApp(config, database, {clock, outside: OPERATOR});
    this.#closing.push(() => app.close());
    const port = await listen(app, config.hosts, 0);
    const baseUrl = `http://127.0.0.1:${port}`;
    const connections = app.get(Database);
    const client = (): TestClient => new TestClient(baseUrl);
    return new Walker(
      {...this.app, config, app, port, baseUrl, database, connections, client},
      this.hospital,
    );
  }
}
