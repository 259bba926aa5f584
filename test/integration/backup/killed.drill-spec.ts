import {spawn} from 'node:child_process';
import type {ChildProcess} from 'node:child_process';
import {once} from 'node:events';
import {mkdtempSync, readdirSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {BACKUP_MAC, BackUp, BackupReader, checkFiles} from '../../../src/backup';
import {AuditedTransaction} from '../../../src/audit';
import {SystemClock} from '../../../src/platform/clock/clock';
import {readKeyFile} from '../../../src/platform/config/key-encryption-key';
import {SystemRandomness} from '../../../src/platform/crypto/randomness';
import {KeyEncryptionKey} from '../../../src/platform/crypto/sealing';
import {checkKey} from '../../../src/platform/database/check-key';
import {tableShapes} from '../../../src/platform/database/copy/table-shape';
import {KNOWN_MIGRATIONS, dataSource} from '../../../src/platform/database/data-source';
import {Database} from '../../../src/platform/database/database';
import {connected} from '../../support/database';
import type {TestDatabase} from '../../support/database';
import {until} from '../../support/until';
import {installProgram} from '../start/start-program';
import {Vault} from './vault';

const ACCEPT = ['--accept-loss', 'A drill; nothing has been exported.'];
let vault: Vault;
let folder: string;
let cli: string;

beforeAll(async () => {
  vault = await Vault.open();
  await vault.setEscrow();
  await vault.walker.refer();
  // Enough to be in the middle of.
  await vault.app.database.asSuperuser(
    `INSERT INTO key_backup (id, path, made_at, expires_at)
     SELECT gen_random_uuid(), repeat(md5(n::text), 30000), now(), now() + interval '1 year' FROM generate_series(1, 50) n`,
  );
  folder = mkdtempSync(join(tmpdir(), 'collegium-killed-'));
  cli = join(dirname(installProgram(folder)), 'cli.js');
});

afterAll(async () => {
  await vault.close();
  rmSync(folder, {recursive: true, force: true});
});

const start = (database: TestDatabase, ...args: string[]): ChildProcess => {
  const {PATH = '', HOME = ''} = process.env;
  return spawn(process.execPath, [cli, ...args], {
    env: {PATH, HOME, ...vault.environment(database)},
    stdio: 'ignore',
  });
};

async function kill(child: ChildProcess): Promise<void> {
  const ended = once(child, 'close');
  child.kill('SIGKILL');
  expect(await ended).toEqual([null, 'SIGKILL']);
}

describe('kill -9', () => {
  it('in the middle of a backup leaves no file under its name, and the next one is made', async () => {
    const {file, keys} = vault.names();
    const child = start(vault.app.database, 'backup', file, '--keys', keys);
    await until('the file that is being written', () => {
      expect(child.exitCode).toBeNull();
      return Promise.resolve(readdirSync(dirname(file)).some((name) => name.endsWith('.part')));
    });
    await kill(child);
    const left = [...readdirSync(dirname(file)), ...readdirSync(dirname(keys))];
    expect(left.filter((name) => !name.endsWith('.part'))).toEqual([]);
    expect(left.length).toBeGreaterThan(0);
    const target = await vault.emptyDatabase();
    expect(await vault.restore(target, await vault.backUp(), ...ACCEPT)).toMatchObject({code: 0});
  });

  it('in the middle of a restoration leaves no table, and the next one is whole', async () => {
    const backup = await vault.backUp();
    const target = await vault.emptyDatabase();
    const args = ['restore', backup.file, '--keys', backup.keys, '--identity', vault.identity, ...ACCEPT];
    const child = start(target, ...args);
    const copies = `SELECT pid FROM pg_stat_activity WHERE datname = current_database()
      AND application_name = 'collegium' AND query LIKE 'COPY%'`;
    const [{pid} = {pid: 0}] = await until('the restoration to copy', async () => {
      expect(child.exitCode).toBeNull();
      const found = await target.asSuperuser<{pid: number}>(copies);
      return found.length > 0 && found;
    });
    await kill(child);
    await until('the server to notice', async () => {
      const held = await target.asSuperuser('SELECT FROM pg_stat_activity WHERE pid = $1', [pid]);
      return held.length === 0;
    });
    expect(await connected(target.superuserUrl, tableShapes)).toEqual([]);
    expect(await vault.restore(target, backup, ...ACCEPT)).toMatchObject({code: 0, warned: ''});
  });
});

describe('what is restored', () => {
  it('is no key whose time is over', async () => {
    const {file, keys} = await vault.backUp('--keys-days', '1');
    const key = new KeyEncryptionKey(readKeyFile(vault.app.config.keyFile), new SystemRandomness());
    const open = (path: string) =>
      BackupReader.open(path, [vault.pair.identity], (text) => key.digest(BACKUP_MAC, text));
    const files = {main: await open(file), keys: await open(keys)};
    const made = Date.parse(files.main.header.madeAt);
    const after = (hours: number) => (): void => {
      checkFiles(files, key.marker, new Date(made + hours * 3_600_000));
    };
    expect(after(23)).not.toThrow();
    expect(after(24)).toThrow('The key backup expired at');
    await files.main.close();
    await files.keys.close();
  });

  it('may come of an older schema, and is brought to the present one', async () => {
    const old = await vault.emptyDatabase();
    const older = KNOWN_MIGRATIONS.filter((name) => Number(/(\d\d)$/.exec(name)?.[1]) <= 40);
    expect(older.length).toBeLessThan(KNOWN_MIGRATIONS.length);
    const source = await dataSource(old.superuserUrl, 2, older).initialize();
    await source.runMigrations({transaction: 'each'});
    const database = new Database(source);
    await checkKey(vault.app.config, old.superuserUrl);
    const [clock, randomness] = [new SystemClock(), new SystemRandomness()];
    const key = new KeyEncryptionKey(readKeyFile(vault.app.config.keyFile), randomness);
    await old.asSuperuser('INSERT INTO backup_escrow (recipient, held_by, set_at) VALUES ($1, $2, now())', [
      vault.pair.recipient,
      'The notary',
    ]);
    const transactions = new AuditedTransaction(database, clock, randomness);
    const {file, keys} = vault.names();
    const order = {url: old.superuserUrl, file, keys: {file: keys, days: 7}, by: 'system'};
    await new BackUp(database, transactions, clock, randomness, key).run(order);
    await database.close();
    const target = await vault.emptyDatabase();
    expect(await vault.restore(target, {file, keys}, ...ACCEPT)).toMatchObject({code: 0, warned: ''});
    const names = await target.asSuperuser<{name: string}>('SELECT name FROM schema_migration ORDER BY id');
    expect(names.map(({name}) => name).sort()).toEqual([...KNOWN_MIGRATIONS].sort());
  });
});
