import {mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {TellDestructions} from '../../../src/compliance';
import {PublishedCheckpoints, parseVerifier, verifyProof} from '../../../src/audit';
import {Concerns} from '../../../src/platform/health/concerns';
import {catchUp} from '../../support/desk';
import {RetentionDrive} from '../../support/retention';
import {until} from '../../support/until';
import {Vault, collegium} from './vault';
import type {BackupPair} from './vault';

const REASON = ['--accept-loss', 'A drill: the disposal came after the backup.'];

let folder: string;
let vault: Vault;
let destroyed: string;
let kept: string;
let backup: BackupPair;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'collegium-outside-'));
  vault = await Vault.open({checkpointDirectory: folder});
  await vault.setEscrow();
  const {walker} = vault;
  vault.app.clock.advance({hours: -24 * 366 * 7});
  destroyed = await walker.walkTo('screening');
  await walker.do('coordinator', destroyed, 'closeWithoutReview');
  vault.app.clock.advance({hours: 24 * 366 * 7});
  kept = await walker.walkTo('screening');
  backup = await vault.backUp();
  const drive = new RetentionDrive(walker);
  expect((await drive.enter('content')).status).toBe(201);
  const path = await drive.approved();
  expect((await drive.post('compliance', `${path}/execute`)).body).toEqual({executed: 1, kept: 0});
});

afterAll(async () => {
  await vault.close();
  rmSync(folder, {recursive: true});
});

const told = (): string => join(folder, vault.hospital.organisationId, 'destroyed');

const contentOf = async (walker: Vault['walker'], id: string): Promise<number> =>
  (await walker.see('coordinator', id)).content.length;

describe('a destroyed key', () => {
  it('is told beside the checkpoints by the time that the disposal is answered', () => {
    expect(readdirSync(told())).toEqual([`${destroyed}.json`]);
  });

  it('is told again with the proof of its entry, which the exported key verifies', async () => {
    await catchUp(vault.app);
    const file = await until('the proof', async () => {
      await vault.app.app.get(TellDestructions).tell();
      const read = JSON.parse(readFileSync(join(told(), `${destroyed}.json`), 'utf8')) as {
        proof: string | null;
        entry: {number: number};
      };
      return read.proof === null ? null : {...read, proof: read.proof};
    });
    const keys = await until('the exported keys', () => {
      const path = join(folder, vault.hospital.organisationId);
      return Promise.resolve(
        readdirSync(path).includes('keys') && readFileSync(join(path, 'keys'), 'utf8').trim(),
      );
    });
    const key = parseVerifier(keys);
    if (!key) throw new Error('no key was exported');
    expect(verifyProof(file.proof, [key])).toMatchObject({fault: null});
  });

  it('is told anew when the file was damaged or lost, and what is in the way is a concern until it is gone', async () => {
    const concerns = new Concerns(vault.app.clock);
    const published = new PublishedCheckpoints({checkpointDirectory: folder});
    const tell = (): Promise<void> => new TellDestructions(vault.app.connections, published, concerns).tell();
    const path = join(told(), `${destroyed}.json`);
    const before = readFileSync(path, 'utf8');
    writeFileSync(path, before.slice(0, 100));
    await tell();
    expect(readFileSync(path, 'utf8')).toBe(before);
    rmSync(told(), {recursive: true});
    writeFileSync(told(), 'in the way');
    await tell();
    expect(concerns.all()).toMatchObject([
      {text: expect.stringContaining('destroyed keys are not told') as string},
    ]);
    rmSync(told());
    await tell();
    expect(readFileSync(path, 'utf8')).toBe(before);
    expect(concerns.all()).toEqual([]);
  });
});

describe('a backup that was made before a destruction', () => {
  it('is restored without the key, and the content stays closed; other cases open', async () => {
    const target = await vault.emptyDatabase();
    const {code, printed, warned} = await vault.restore(target, backup, ...REASON);
    expect([code, warned]).toEqual([0, '']);
    expect(printed).toContain(
      '1 cases stay destroyed; 1 of their keys were in the key backup and were refused.',
    );
    const keys = await target.asSuperuser<{id: string; gone: boolean}>(
      'SELECT case_id AS id, wrapped IS NULL AS gone FROM case_key',
    );
    expect(new Map(keys.map(({id, gone}) => [id, gone]))).toEqual(
      new Map([
        [destroyed, true],
        [kept, false],
      ]),
    );
    const walker = await vault.serve(target, {checkpointDirectory: null});
    expect(await contentOf(walker, kept)).toBeGreaterThan(0);
    expect(await contentOf(walker, destroyed)).toBe(0);
  });

  it('brings no key back while one file that tells of a destruction cannot be understood', async () => {
    const target = await vault.emptyDatabase();
    const path = join(told(), `${destroyed}.json`);
    const before = readFileSync(path, 'utf8');
    const other = mkdtempSync(join(tmpdir(), 'collegium-copy-'));
    mkdirSync(join(other, vault.hospital.organisationId, 'destroyed'), {recursive: true});
    writeFileSync(
      join(other, vault.hospital.organisationId, 'destroyed', `${destroyed}.json`),
      before.replace(destroyed, kept),
    );
    const env = {...vault.environment(target), COLLEGIUM_CHECKPOINTS: other};
    const args = ['restore', backup.file, '--keys', backup.keys, '--identity', vault.identity, ...REASON];
    const {code, warned} = await collegium(env, ...args);
    expect([code, warned]).toEqual([1, expect.stringContaining('nobody can tell which key was destroyed')]);
    expect(await target.asSuperuser(`SELECT FROM pg_tables WHERE schemaname = 'public'`)).toEqual([]);
    rmSync(other, {recursive: true});
  });
});
