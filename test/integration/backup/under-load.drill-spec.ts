import {copyFileSync, mkdirSync, mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {AuditedTransaction, verifyDatabase} from '../../../src/audit';
import type {AuditRecord} from '../../../src/audit';
import {BACKUP_MAC, BackupReader, loadBackup} from '../../../src/backup';
import {KeyEncryptionKey} from '../../../src/platform/crypto/sealing';
import {tableShapes} from '../../../src/platform/database/copy/table-shape';
import {connected} from '../../support/database';
import {until} from '../../support/until';
import {Vault, collegium} from './vault';

const ACCEPT = ['--accept-loss', 'A drill; nothing has been exported.'];
const WRITERS = 4;

let vault: Vault;

beforeAll(async () => {
  vault = await Vault.open();
  await vault.setEscrow();
});

afterAll(async () => {
  await vault.close();
});

const record = (stream: string, turn: number): AuditRecord => ({
  stream,
  kind: 'change',
  event: {type: 'tried', action: 'U', outcome: '0', who: 'system', as: [], on: null, details: {turn}},
});

describe('a backup made while people write', () => {
  it('has every event that was acknowledged before it began, and whole chains', async () => {
    const transactions = vault.app.app.get(AuditedTransaction);
    const {organisationId} = vault.hospital;
    const acknowledged = new Array<number>(WRITERS).fill(0);
    let going = true;
    const writing = acknowledged.map(async (_, writer) => {
      while (going) {
        const next = (acknowledged[writer] ?? 0) + 1;
        const records = [record(`case/writer-${writer}`, next)] as const;
        await transactions.run(organisationId, () => Promise.resolve({result: null, records}));
        acknowledged[writer] = next;
      }
    });
    const failed = Promise.all(writing).then(() => false);
    await until('five events of each writer', async () => {
      await Promise.race([failed, Promise.resolve()]);
      return acknowledged.every((count) => count >= 5);
    });
    const before = [...acknowledged];
    const backup = await vault.backUp();
    going = false;
    await Promise.all(writing);
    expect(acknowledged.every((count, writer) => count > (before[writer] ?? 0))).toBe(true);

    const target = await vault.emptyDatabase();
    expect(await vault.restore(target, backup, ...ACCEPT)).toMatchObject({code: 0});
    expect(await verifyDatabase(target.applicationUrl)).toMatchObject({ok: true});
    const heads = await target.asSuperuser<{number: string}>(
      `SELECT number FROM audit_stream WHERE stream LIKE 'case/writer-%' ORDER BY stream`,
    );
    const lost = heads.filter(({number}, writer) => Number(number) < (before[writer] ?? 0));
    expect([heads.length, lost]).toEqual([WRITERS, []]);
  });
});

describe('restoring', () => {
  it('can begin again after its connection was cut in the middle: nothing is left behind', async () => {
    const backup = await vault.backUp();
    const target = await vault.emptyDatabase();
    const restoring = vault.restore(target, backup, ...ACCEPT);
    const cut = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = current_database() AND application_name = 'collegium' AND query LIKE 'COPY%'`;
    await until('a connection that copies', async () => (await target.asSuperuser(cut)).length > 0);
    expect((await restoring).code).toBe(1);
    expect(await connected(target.superuserUrl, tableShapes)).toEqual([]);
    expect(await vault.restore(target, backup, ...ACCEPT)).toMatchObject({code: 0, warned: ''});
  });

  it('refuses keys that were destroyed, whatever the key backup has', async () => {
    const seen = await vault.walker.refer();
    const kept = await vault.walker.refer();
    const {file, keys} = await vault.backUp();
    const target = await vault.emptyDatabase();
    const key = vault.app.app.get(KeyEncryptionKey);
    const open = (path: string) =>
      BackupReader.open(path, [vault.pair.identity], (text) => key.digest(BACKUP_MAC, text));
    const at = new Date('2026-03-05T10:00:00.000Z');
    const destroyed = [{organisation: vault.hospital.organisationId, caseId: seen.id, at}];
    const files = {main: await open(file), keys: await open(keys)};
    const loaded = await loadBackup(target.ownerUrl, files, {
      destroyed: () => Promise.resolve(destroyed),
      now: new Date(),
    });
    expect(loaded.keysRefused).toBe(1);
    const rows = await target.asSuperuser(
      'SELECT case_id, wrapped IS NULL AS gone, destroyed_at FROM case_key WHERE case_id = ANY ($1)',
      [[seen.id, kept.id]],
    );
    expect(rows).toHaveLength(2);
    expect(rows).toContainEqual({case_id: seen.id, gone: true, destroyed_at: at});
    expect(rows).toContainEqual({case_id: kept.id, gone: false, destroyed_at: null});
  });
});

describe('the embedded database', () => {
  it('takes a backup of another cluster, in a folder that has nothing but the key file', async () => {
    const data = mkdtempSync(join(tmpdir(), 'collegium-restored-'));
    try {
      const backup = await vault.backUp();
      const env = {COLLEGIUM_DATA: data, COLLEGIUM_DEMO: 'off'};
      const args = ['restore', backup.file, '--keys', backup.keys, '--identity', vault.identity, ...ACCEPT];
      expect((await collegium(env, ...args)).warned).toContain('Put the key of the installation');
      mkdirSync(join(data, 'keys'));
      copyFileSync(vault.app.config.keyFile, join(data, 'keys', 'kek'));
      const told = await collegium(env, ...args);
      expect([told.code, told.printed]).toEqual([0, expect.stringContaining('Restored.')]);
      expect(await collegium(env, 'audit', 'verify')).toMatchObject({code: 0});
    } finally {
      rmSync(data, {recursive: true, force: true});
    }
  });
});
