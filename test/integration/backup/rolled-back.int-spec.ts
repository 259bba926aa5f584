import {existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {AuditedTransaction, INSTALLATION} from '../../../src/audit';
import {signCheckpoint} from '../../../src/audit/domain/checkpoint';
import {noteSigner} from '../../../src/audit/domain/signed-note';
import {Integrator} from '../../../src/audit/integrate/integrator';
import {ExportedCheckpoints, FinishRestoration} from '../../../src/backup';
import {dataSource} from '../../../src/platform/database/data-source';
import {Database} from '../../../src/platform/database/database';
import {SystemClock} from '../../../src/platform/clock/clock';
import {SystemRandomness} from '../../../src/platform/crypto/randomness';
import {KeyEncryptionKey} from '../../../src/platform/crypto/sealing';
import type {TestDatabase} from '../../support/database';
import {Vault} from './vault';

const REASON = 'The disk failed; this backup is the last.';

let vault: Vault;
let organisation: string;

beforeAll(async () => {
  vault = await Vault.open();
  await vault.setEscrow();
  organisation = vault.hospital.organisationId;
});

afterAll(async () => {
  await vault.close();
});

interface Signed {
  organisation_id: string;
  size: string;
  note: string;
}

/** Puts what the running installation signed last into a folder, as another machine would have it. */
async function exportAll(folder: string): Promise<number> {
  const waiting =
    'SELECT FROM audit_event e WHERE NOT EXISTS (SELECT FROM audit_leaf l WHERE l.event = e.id)';
  while ((await vault.app.database.asSuperuser(waiting)).length > 0)
    await vault.app.app.get(Integrator).integrate();
  const rows = await vault.app.database.asSuperuser<Signed>(
    `SELECT DISTINCT ON (organisation_id) organisation_id, size, note FROM audit_checkpoint
     ORDER BY organisation_id, size DESC`,
  );
  for (const {organisation_id, size, note} of rows) put(folder, organisation_id, {size, note});
  return Number(rows.find((row) => row.organisation_id === organisation)?.size);
}

function put(folder: string, of: string, {size, note}: {size: string; note: string}): void {
  mkdirSync(join(folder, of), {recursive: true});
  writeFileSync(join(folder, of, size), note);
}

/** Loads a backup; the command itself knows of no exported checkpoints and stops there. */
async function loaded(backup: {file: string; keys: string}): Promise<TestDatabase> {
  const target = await vault.emptyDatabase();
  expect((await vault.restore(target, backup)).warned).toContain('Nobody can tell what is missing');
  return target;
}

async function finish(target: TestDatabase, folder: string, acceptLoss: string | null) {
  const database = new Database(await dataSource(target.applicationUrl, 2).initialize());
  try {
    const clock = new SystemClock();
    const transactions = new AuditedTransaction(database, clock, new SystemRandomness());
    const exported = new ExportedCheckpoints(folder);
    const order = {url: target.applicationUrl, exported, acceptLoss, by: 'system'};
    return await new FinishRestoration(database, transactions, clock).run(order);
  } finally {
    await database.close();
  }
}

describe('a restored state, held against exported checkpoints,', () => {
  it('needs no acceptance when nothing that was signed is missing', async () => {
    const folder = join(vault.folder, 'whole');
    await exportAll(folder);
    const target = await loaded(await vault.backUp());
    const logs = await finish(target, folder, null);
    expect(logs.map(({judgement}) => judgement.kind)).toEqual(['whole', 'whole']);
    expect(existsSync(join(folder, organisation, 'abandoned'))).toBe(false);
  });

  it('is a roll-back when more was signed since: refused, then accepted with a reason, on record', async () => {
    const folder = join(vault.folder, 'lost');
    const before = await exportAll(folder);
    const backup = await vault.backUp();
    await vault.walker.refer();
    const after = await exportAll(folder);
    expect(after).toBeGreaterThan(before + 1);
    const target = await loaded(backup);

    await expect(finish(target, folder, null)).rejects.toThrow(
      new RegExp(`ROLLED BACK.*${organisation}, ${after} entries were signed`),
    );
    const unfinished = 'SELECT FROM restoration WHERE finished_at IS NULL';
    expect(await target.asSuperuser(unfinished)).toHaveLength(1);

    await finish(target, folder, REASON);
    expect(await target.asSuperuser(unfinished)).toEqual([]);
    const [event] = await target.asSuperuser<{details: {found: unknown; acceptLoss: string}}>(
      `SELECT event::jsonb -> 'details' AS details FROM audit_payload
       WHERE organisation_id = $1 AND event::jsonb ->> 'type' = 'installationRestored'`,
      [organisation],
    );
    const found = {kind: 'lost', lastSize: after, commonSize: before};
    expect(event?.details).toMatchObject({found, acceptLoss: REASON});
    const [restoration = ''] = readdirSync(join(folder, organisation, 'abandoned'));
    const abandoned = join(folder, organisation, 'abandoned', restoration);
    expect(readdirSync(abandoned).sort()).toEqual([String(after), 'acknowledgement.json']);
    expect(JSON.parse(readFileSync(join(abandoned, 'acknowledgement.json'), 'utf8'))).toMatchObject({
      reason: REASON,
    });
    expect(readdirSync(join(folder, organisation))).toContain(String(before));
    expect(readdirSync(join(folder, INSTALLATION)).length).toBeGreaterThan(0);
  });

  it('is another log when it contradicts what it had signed, and no reason is accepted', async () => {
    const folder = join(vault.folder, 'foreign');
    await exportAll(folder);
    const [row] = await vault.app.database.asSuperuser<{sealed_seed: string}>(
      'SELECT sealed_seed FROM audit_key WHERE organisation_id = $1',
      [organisation],
    );
    const seed = vault.app.app
      .get(KeyEncryptionKey)
      .openText(`audit-key/${organisation}`, row?.sealed_seed ?? '');
    const signer = noteSigner(`collegium/${organisation}`, Buffer.from(seed, 'base64'));
    const head = {origin: signer.name, size: 3, root: Buffer.alloc(32, 1)};
    put(folder, organisation, {size: '3', note: signCheckpoint(head, signer)});
    const target = await loaded(await vault.backUp());
    await expect(finish(target, folder, REASON)).rejects.toThrow(
      'is not the one whose checkpoints were exported',
    );
    expect(await target.asSuperuser('SELECT FROM restoration WHERE finished_at IS NULL')).toHaveLength(1);
  });
});
