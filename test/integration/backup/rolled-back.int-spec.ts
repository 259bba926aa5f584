import {existsSync, readFileSync, readdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {INSTALLATION, verifyDatabase} from '../../../src/audit';
import {checkpointBody, signCheckpoint} from '../../../src/audit/domain/checkpoint';
import {parsePublishedCheckpoint} from '../../../src/audit/domain/published-line';
import {noteSigner} from '../../../src/audit/domain/signed-note';
import {Integrator} from '../../../src/audit/integrate/integrator';
import {PublishedCheckpoints} from '../../../src/audit/publish/published-checkpoints';
import {Publisher} from '../../../src/audit/publish/publisher';
import {KeyEncryptionKey} from '../../../src/platform/crypto/sealing';
import {Concerns} from '../../../src/platform/health/concerns';
import type {TestApp} from '../../support/app';
import type {TestDatabase} from '../../support/database';
import {until} from '../../support/until';
import {Vault, collegium} from './vault';
import type {Told} from './vault';

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

const UNINTEGRATED =
  'SELECT FROM audit_event e WHERE NOT EXISTS (SELECT FROM audit_leaf l WHERE l.event = e.id)';

/** Lets everything be signed, and exports it as the running product does. @returns the size of the hospital's tree */
async function exportAll(checkpointDirectory: string, from: TestApp = vault.app): Promise<number> {
  await until('everything to be in the tree', async () => {
    const {stopped} = await from.app.get(Integrator).integrate();
    expect([...stopped.values()]).toEqual([]);
    return (await from.database.asSuperuser(UNINTEGRATED)).length === 0;
  });
  const published = new PublishedCheckpoints({checkpointDirectory});
  const concerns = new Concerns(from.clock);
  const rows = await from.database.asSuperuser<{size: string}>(
    'SELECT max(size) AS size FROM audit_checkpoint WHERE organisation_id = $1',
    [organisation],
  );
  const size = Number(rows[0]?.size);
  // The server's own publisher may hold the lock just now.
  await until('the export', async () => {
    await new Publisher(from.connections, published, from.clock, concerns).publish();
    return sizes(checkpointDirectory).at(-1) === size;
  });
  expect(concerns.all()).toEqual([]);
  return size;
}

const monthsOf = (folder: string, of: string): string[] => {
  const months = join(folder, of, 'checkpoints');
  return existsSync(months) ? readdirSync(months).map((name) => join(months, name)) : [];
};

const linesPath = (folder: string, of = organisation): string => monthsOf(folder, of).at(-1) ?? '';

const linesIn = (folder: string): string[] =>
  monthsOf(folder, organisation).flatMap((path) => readFileSync(path, 'utf8').split('\n').slice(0, -1));

const sizes = (folder: string): (number | undefined)[] =>
  linesIn(folder).map((line) => checkpointBody(parsePublishedCheckpoint(line)?.note ?? '')?.size);

/** Loads a backup; without COLLEGIUM_CHECKPOINTS the command stops there. */
async function loaded(backup: {file: string; keys: string}): Promise<TestDatabase> {
  const target = await vault.emptyDatabase();
  expect((await vault.restore(target, backup)).warned).toContain('Nobody can tell what is missing');
  return target;
}

const finish = (target: TestDatabase, folder: string, ...more: string[]): Promise<Told> =>
  collegium({...vault.environment(target), COLLEGIUM_CHECKPOINTS: folder}, 'restore', '--finish', ...more);

const unfinished = (target: TestDatabase): Promise<unknown[]> =>
  target.asSuperuser('SELECT FROM restoration WHERE finished_at IS NULL');

/** Collegium, started on what was restored, signs and exports what happens next, on top of what was exported before. */
async function goesOn(target: TestDatabase, folder: string): Promise<void> {
  const before = sizes(folder);
  const walker = await vault.serve(target, {checkpointDirectory: folder});
  await walker.refer();
  const size = await exportAll(folder, walker.app);
  expect(size).toBeGreaterThan(before.at(-1) ?? 0);
  expect(sizes(folder).slice(0, before.length)).toEqual(before);
  expect(readFileSync(join(folder, organisation, 'latest'), 'utf8')).toContain(`\n${size}\n`);
  expect(await verifyDatabase(target.applicationUrl)).toMatchObject({ok: true});
}

describe('a restored state, held against exported checkpoints,', () => {
  it('needs no acceptance when nothing that was signed is missing', async () => {
    const folder = join(vault.folder, 'whole');
    await exportAll(folder);
    const target = await loaded(await vault.backUp());
    expect(await finish(target, folder)).toMatchObject({code: 0});
    expect(existsSync(join(folder, organisation, 'abandoned'))).toBe(false);
    await goesOn(target, folder);
  });

  it('goes on as well when all is there, but the backup was made before the last of it was signed', async () => {
    const folder = join(vault.folder, 'unsigned');
    await exportAll(folder);
    const backup = await vault.backUp();
    await exportAll(folder);
    const target = await loaded(backup);
    expect(await finish(target, folder)).toMatchObject({code: 0});
    await goesOn(target, folder);
  });

  it('is a roll-back when more was signed since: refused, then accepted with a reason, on record, and gone on with', async () => {
    const folder = join(vault.folder, 'lost');
    const before = await exportAll(folder);
    const backup = await vault.backUp();
    await vault.walker.refer();
    const between = await exportAll(folder);
    await vault.walker.refer();
    const after = await exportAll(folder);
    const exported = linesIn(folder);
    const target = await loaded(backup);

    const refused = await finish(target, folder);
    expect(refused.code).toBe(1);
    expect(refused.warned).toMatch(new RegExp(`ROLLED BACK.*${organisation}, ${after} entries were signed`));
    expect(await unfinished(target)).toHaveLength(1);
    expect(linesIn(folder)).toEqual(exported);

    expect(await finish(target, folder, '--accept-loss', REASON)).toMatchObject({code: 0});
    expect(await unfinished(target)).toEqual([]);
    const [event] = await target.asSuperuser<{details: {found: unknown; acceptLoss: string}}>(
      `SELECT event::jsonb -> 'details' AS details FROM audit_payload
       WHERE organisation_id = $1 AND event::jsonb ->> 'type' = 'installationRestored'`,
      [organisation],
    );
    const found = {kind: 'lost', lastSize: after, commonSize: before};
    expect(event?.details).toMatchObject({found, acceptLoss: REASON});
    expect(sizes(folder).at(-1)).toBe(before);
    expect(readFileSync(join(folder, organisation, 'latest'), 'utf8')).toContain(`\n${before}\n`);

    const [restoration = ''] = readdirSync(join(folder, organisation, 'abandoned'));
    const abandoned = join(folder, organisation, 'abandoned', restoration);
    expect(readdirSync(abandoned).sort()).toEqual(['acknowledgement.json', 'checkpoints', 'keys', 'latest']);
    expect(
      readFileSync(
        linesPath(folder).replace(organisation, `${organisation}/abandoned/${restoration}`),
        'utf8',
      ),
    ).toBe(exported.map((line) => `${line}\n`).join(''));
    expect(readFileSync(join(abandoned, 'latest'), 'utf8')).toContain(`\n${after}\n`);
    expect(JSON.parse(readFileSync(join(abandoned, 'acknowledgement.json'), 'utf8'))).toMatchObject({
      reason: REASON,
    });
    await goesOn(target, folder);
    expect(sizes(folder)).not.toContain(between);
  });

  it('is a roll-back as well when it has lost a whole organisation', async () => {
    const folder = join(vault.folder, 'newer');
    await exportAll(folder);
    const backup = await vault.backUp();
    await exportAll(folder);
    const added = await collegium(
      vault.source,
      ...['organisation', 'add', '--name', 'Newer Hospital', '--time-zone', 'Europe/Vienna'],
    );
    expect(added).toMatchObject({code: 0});
    const [newer] = await vault.app.database.asSuperuser<{id: string}>(
      `SELECT id FROM organisation WHERE name = 'Newer Hospital'`,
    );
    await vault.walker.refer();
    await exportAll(folder);
    const target = await loaded(backup);
    expect((await finish(target, folder)).warned).toMatch(new RegExp(`ROLLED BACK.*${newer?.id ?? 'none'}`));
    expect(await finish(target, folder, '--accept-loss', REASON)).toMatchObject({code: 0});
    await goesOn(target, folder);
  });

  it('is another log when it contradicts any that it had signed, whatever was exported since; no reason is accepted', async () => {
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
    const note = signCheckpoint({origin: signer.name, size: 3, root: Buffer.alloc(32, 1)}, signer);
    const altered = JSON.stringify({at: '2026-01-01T00:00:00.000Z', note});
    writeFileSync(linesPath(folder), [altered, ...linesIn(folder), ''].join('\n'));
    const target = await loaded(await vault.backUp());
    const {code, warned} = await finish(target, folder, '--accept-loss', REASON);
    expect({code, warned}).toMatchObject({
      code: 1,
      warned: expect.stringContaining('is not the one whose checkpoints were exported') as string,
    });
    expect(await unfinished(target)).toHaveLength(1);
  });

  it('is compared with nothing, and refused, while a line cannot be read or the folder is not there', async () => {
    const folder = join(vault.folder, 'unreadable');
    await exportAll(folder);
    writeFileSync(linesPath(folder, INSTALLATION), '{"at":"2026-01-01T00:00:00.000Z"}\n');
    const target = await loaded(await vault.backUp());
    const {code, warned} = await finish(target, folder, '--accept-loss', REASON);
    expect({code, warned}).toMatchObject({
      code: 1,
      warned: expect.stringContaining('cannot be compared') as string,
    });
    const nowhere = await finish(target, join(vault.folder, 'unmounted'), '--accept-loss', REASON);
    expect(nowhere).toMatchObject({code: 1, warned: expect.stringContaining('which is not there') as string});
    expect(await unfinished(target)).toHaveLength(1);
  });
});
