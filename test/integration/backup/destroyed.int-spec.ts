import {cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {TellDestructions} from '../../../src/compliance';
import {signCheckpoint} from '../../../src/audit/domain/checkpoint';
import {signDestroyed, sumOfDestroyed} from '../../../src/audit/domain/destroyed-keys';
import {noteSigner} from '../../../src/audit/domain/signed-note';
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

describe('a folder from which a destruction is missing', () => {
  const organisation = (): string => vault.hospital.organisationId;
  let other: string;

  beforeAll(async () => {
    const published = new PublishedCheckpoints({checkpointDirectory: folder});
    // The restoration above has cut the folder; it grows again with what is recorded next.
    await vault.walker.refer();
    await until('a checkpoint that tells of the destruction', async () => {
      await catchUp(vault.app);
      return (await published.directory?.last(organisation())) === (await lastSigned(vault));
    });
  });
  beforeEach(() => {
    other = mkdtempSync(join(tmpdir(), 'collegium-copy-'));
    cpSync(folder, other, {recursive: true});
  });
  afterEach(() => {
    rmSync(other, {recursive: true});
  });

  const inOrganisation = (...path: string[]): string => join(other, organisation(), ...path);

  async function restoreWith(...more: string[]) {
    const target = await vault.emptyDatabase();
    const env = {...vault.environment(target), COLLEGIUM_CHECKPOINTS: other};
    const args = ['restore', backup.file, '--keys', backup.keys, '--identity', vault.identity, ...more];
    return {target, ...(await collegium(env, ...args))};
  }

  async function expectNothingRestored(fault: string, ...more: string[]): Promise<void> {
    const {target, code, warned} = await restoreWith(...more);
    expect([code, warned]).toEqual([1, expect.stringContaining(fault)]);
    expect(warned).toContain('Put the folder right from a copy');
    expect(await target.asSuperuser(`SELECT FROM pg_tables WHERE schemaname = 'public'`)).toEqual([]);
  }

  it('is refused where one file is gone; accepted, the key stays out by the signed list, and the log says so anew', async () => {
    rmSync(inOrganisation('destroyed', `${destroyed}.json`));
    await expectNothingRestored(`${destroyed}.json is missing`);
    const {target, code, warned} = await restoreWith(...REASON);
    expect([code, warned]).toEqual([0, expect.stringContaining('known by the signed list alone')]);
    expect(
      await target.asSuperuser('SELECT wrapped IS NULL AS gone FROM case_key WHERE case_id = $1', [
        destroyed,
      ]),
    ).toEqual([{gone: true}]);
    const walker = await vault.serve(target, {checkpointDirectory: other});
    await until('the lost file, told anew', async () => {
      await walker.app.app.get(TellDestructions).tell();
      return (
        readdirSync(inOrganisation()).includes('destroyed') && readdirSync(inOrganisation('destroyed'))[0]
      );
    });
    expect(JSON.parse(readFileSync(inOrganisation('destroyed', `${destroyed}.json`), 'utf8'))).toMatchObject({
      case: destroyed,
      disposal: expect.stringMatching(/^restoration /) as string,
    });
  });

  it('is refused, whatever is accepted, where the list is gone or shorter than was signed', async () => {
    writeFileSync(inOrganisation('destroyed-keys'), '');
    await expectNothingRestored('has a list of destroyed keys that is not the signed one', ...REASON);
    rmSync(inOrganisation('destroyed-keys'));
    rmSync(inOrganisation('destroyed'), {recursive: true});
    await expectNothingRestored('has a list of destroyed keys that is not the signed one', ...REASON);
  });

  it('is refused where the statement is gone, or is that of an earlier checkpoint, from before the destruction', async () => {
    const statements = inOrganisation('statements');
    const [month = ''] = readdirSync(statements).reverse();
    const lines = readFileSync(join(statements, month), 'utf8').split('\n');
    expect(lines.length).toBeGreaterThan(2);
    writeFileSync(join(statements, month), `${lines[0] ?? ''}\n`);
    writeFileSync(inOrganisation('destroyed-keys'), '');
    await expectNothingRestored('has no signed statement of destroyed keys', ...REASON);
    rmSync(statements, {recursive: true});
    await expectNothingRestored('has no signed statement of destroyed keys', ...REASON);
  });

  it('is refused where its checkpoints are gone, or are signed by a key of somebody else, exported beside them', async () => {
    const stranger = noteSigner(`collegium/${organisation()}`, Buffer.alloc(32, 9));
    const head = {size: 3, root: Buffer.alloc(32, 1)};
    const at = '2026-01-01T00:00:00.000Z';
    const note = signCheckpoint({origin: stranger.name, ...head}, stranger);
    const statement = signDestroyed(organisation(), {...head, ...sumOfDestroyed([])}, [stranger]);
    const write = (name: string, line: object): void => {
      rmSync(inOrganisation(name), {recursive: true});
      mkdirSync(inOrganisation(name));
      writeFileSync(inOrganisation(name, '2026-01.ndjson'), `${JSON.stringify(line)}\n`);
    };
    write('checkpoints', {at, note});
    write('statements', {at, statement});
    for (const name of ['destroyed', 'destroyed-keys']) rmSync(inOrganisation(name), {recursive: true});
    writeFileSync(inOrganisation('keys'), `${stranger.text}\n`);
    await expectNothingRestored('ends in a checkpoint that no key of the log has signed', ...REASON);
    rmSync(inOrganisation(), {recursive: true});
    await expectNothingRestored('has no checkpoint', ...REASON);
  });
});

/** The last checkpoint that the log has signed. */
async function lastSigned({app, hospital}: Vault): Promise<string> {
  const [row] = await app.database.asSuperuser<{note: string}>(
    'SELECT note FROM audit_checkpoint WHERE organisation_id = $1 ORDER BY size DESC LIMIT 1',
    [hospital.organisationId],
  );
  return row?.note ?? '';
}
