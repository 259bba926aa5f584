import {mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {Client} from 'pg';
import {PublishedCheckpoints} from '../../../src/audit';
import {CheckpointDirectory} from '../../../src/audit/publish/checkpoint-directory';
import {fsckLogs} from '../../../src/audit/verify/fsck';
import type {FoundInLogs} from '../../../src/audit/verify/verify-database';
import {runCli} from '../../../src/cli/run-cli';
import {KeyEncryptionKey} from '../../../src/platform/crypto/sealing';
import {startTestApp} from '../../support/app';
import type {TestApp} from '../../support/app';
import {aHospital} from '../../support/case-builders';
import {catchUp} from '../../support/desk';
import {until} from '../../support/until';
import {Walker} from '../../support/walk';
import {rollBack} from './roll-back';

const VERIFICATION = '/api/audit/verification';

interface Shown {
  readonly runningSince: string | null;
  readonly last: {readonly outcome: string; readonly first: {readonly kind: string} | null} | null;
}

describe('a check of the log against what was exported', () => {
  let app: TestApp;
  let walker: Walker;
  let root: string;

  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'collegium-exported-'));
    app = await startTestApp({checkpointDirectory: join(root, 'checkpoints')});
    walker = new Walker(app, await aHospital(app));
  });

  afterAll(async () => {
    await app.close();
    rmSync(root, {recursive: true, force: true});
  });

  const organisation = (): string => walker.hospital.organisationId;

  /** Lets all that happened be signed and exported. @returns how many entries that are */
  async function exported(): Promise<number> {
    await catchUp(app);
    const size = async (): Promise<number> => {
      const [row] = await app.database.asSuperuser<{size: string}>(
        'SELECT max(size) AS size FROM audit_checkpoint WHERE organisation_id = $1',
        [organisation()],
      );
      return Number(row?.size);
    };
    await until('the export', async () => {
      const last = await app.app.get(PublishedCheckpoints).directory?.last(organisation());
      return last?.split('\n')[1] === String(await size());
    });
    return size();
  }

  async function fromTheDesk(): Promise<Shown['last']> {
    const client = await walker.as('compliance');
    await client.post(VERIFICATION, {});
    let shown: Shown | undefined;
    await until('the end of the check', async () => {
      shown = (await client.get<Shown>(VERIFICATION)).body;
      return shown.runningSince === null;
    });
    return shown?.last ?? null;
  }

  async function fromTheCommandLine(command: 'fsck' | 'verify'): Promise<{code: number; printed: string}> {
    const printed: string[] = [];
    const code = await runCli(['audit', command], {
      env: {
        DATABASE_URL: app.database.applicationUrl,
        DATABASE_OWNER_URL: app.database.ownerUrl,
        COLLEGIUM_URL: 'https://collegium.example',
        COLLEGIUM_KEY_FILE: app.config.keyFile,
        COLLEGIUM_DATA: join(root, 'data'),
        COLLEGIUM_CHECKPOINTS: app.config.checkpointDirectory ?? '',
      },
      root: join(__dirname, '..', '..', '..'),
      print: (line) => printed.push(line),
      warn: () => undefined,
      readInput: () => Promise.resolve(''),
    });
    return {code, printed: printed.join('\n')};
  }

  it('finds a database whole that is the one of which they were exported', async () => {
    await walker.walkTo('screening');
    await exported();
    expect(await fromTheDesk()).toMatchObject({outcome: 'whole'});
    const {code, printed} = await fromTheCommandLine('fsck');
    expect([code, printed]).toEqual([0, expect.stringMatching(/whole.*agrees with the exported/)]);
  });

  describe('of a server that runs meanwhile,', () => {
    let client: Client;

    beforeEach(async () => {
      client = new Client({connectionString: app.database.superuserUrl});
      await client.connect();
      await client.query("SET session_replication_role = 'replica'");
      await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
    });

    afterEach(() => client.end());

    const directory = (): CheckpointDirectory =>
      new CheckpointDirectory(app.config.checkpointDirectory ?? '');

    const byFsck = async (): Promise<FoundInLogs | null> =>
      (
        await fsckLogs(
          client,
          {key: null, checkpoints: []},
          {key: app.app.get(KeyEncryptionKey), exported: directory()},
        )
      ).first;

    /** Sizes, smallest first. */
    const sizes = async (): Promise<number[]> => {
      const heads = await directory().heads(organisation(), []);
      return heads.map(({size}) => size);
    };

    /** Looks with the lines of the only month's file changed, which it has again afterwards. */
    async function withLines(change: (lines: readonly string[]) => string[]): Promise<FoundInLogs | null> {
      const folder = join(directory().path, organisation(), 'checkpoints');
      const [name = '', ...more] = readdirSync(folder);
      expect(more).toEqual([]);
      const before = readFileSync(join(folder, name), 'utf8');
      writeFileSync(join(folder, name), `${change(before.split('\n').slice(0, -1)).join('\n')}\n`);
      try {
        return await byFsck();
      } finally {
        writeFileSync(join(folder, name), before);
      }
    }

    it('takes what was exported since it began to look for no fault', async () => {
      const before = await exported();
      await client.query('SELECT FROM audit_checkpoint LIMIT 1');
      await walker.walkTo('screening');
      expect(await exported()).toBeGreaterThan(before);
      expect(await byFsck()).toBeNull();
    });

    it('finds an exported line that was altered', async () => {
      await exported();
      const [first = 0] = await sizes();
      expect(
        await withLines(([line = '', ...rest]) => [line.replace('— collegium', '— Collegium'), ...rest]),
      ).toMatchObject({
        ...{index: 0, kind: 'altered'},
        detail: `the checkpoint of ${first} entries is not the one that was exported`,
      });
    });

    it('finds an exported line that cannot be read', async () => {
      await exported();
      const [first = 0] = await sizes();
      const found = await withLines(([line = '', , ...rest]) => [line, 'none', ...rest]);
      expect(found).toMatchObject({
        ...{index: first, kind: 'altered'},
        detail: 'an exported checkpoint cannot be read',
      });
    });

    it('finds an exported line that says more than is there, before others that are', async () => {
      await exported();
      const [first = 0, second = 0] = await sizes();
      const found = await withLines(([line = '', next = '', ...rest]) => [
        line,
        next.replace(`\\n${second}\\n`, '\\n99999999\\n'),
        ...rest,
      ]);
      expect(found).toMatchObject({
        ...{index: first, kind: 'removed'},
        detail: 'the checkpoint of 99999999 entries was exported and is gone',
      });
    });

    it('finds a stored checkpoint that is gone', async () => {
      await exported();
      const [first = 0, second = 0] = await sizes();
      await client.query('DELETE FROM audit_checkpoint WHERE organisation_id = $1 AND size = $2', [
        organisation(),
        second,
      ]);
      expect(await byFsck()).toMatchObject({
        ...{index: first, kind: 'removed'},
        detail: `the checkpoint of ${second} entries was exported and is gone`,
      });
    });
  });

  it('finds one that was rolled back, however whole it is in itself', async () => {
    const before = await exported();
    await walker.walkTo('screening');
    expect(await exported()).toBeGreaterThan(before);
    const client = new Client({connectionString: app.database.superuserUrl});
    await client.connect();
    try {
      await client.query("SET session_replication_role = 'replica'");
      await rollBack({client, organisation: organisation()}, before);
    } finally {
      await client.end();
    }
    for (const command of ['fsck', 'verify'] as const) {
      const {code, printed} = await fromTheCommandLine(command);
      expect([command, code, printed]).toEqual([command, 1, expect.stringContaining('rolled-back')]);
    }
    expect(await fromTheDesk()).toMatchObject({outcome: 'tampered', first: {kind: 'rolled-back'}});
  });
});
