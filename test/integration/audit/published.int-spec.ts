import {
  appendFileSync,
  chmodSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {rotateLogKey, AuditedTransaction} from '../../../src/audit';
import {openCheckpoint, originOf, signCheckpoint} from '../../../src/audit/domain/checkpoint';
import {parsePublishedCheckpoint} from '../../../src/audit/domain/published-line';
import {noteSigner, parseVerifier} from '../../../src/audit/domain/signed-note';
import {LogKeys} from '../../../src/audit/integrate/log-keys';
import {PublishedCheckpoints} from '../../../src/audit/publish/published-checkpoints';
import {PublishedMismatchError} from '../../../src/audit/publish/published-mismatch-error';
import {Publisher} from '../../../src/audit/publish/publisher';
import {readKeys} from '../../../src/audit/queries/read-keys';
import {Concerns} from '../../../src/platform/health/concerns';
import {startTestApp} from '../../support/app';
import type {TestApp} from '../../support/app';
import {connected} from '../../support/database';
import {anOrganisation} from '../identity/people';
import {anIntegrator, happen, settled} from './a-log';

interface Head {
  size: string;
  note: string;
}

describe('exported checkpoints', () => {
  let app: TestApp;
  let root: string;
  let organisation: string;

  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'collegium-checkpoints-'));
    app = await startTestApp({checkpointDirectory: join(root, 'outside', 'of-the-data')});
  });

  beforeEach(async () => {
    organisation = await anOrganisation(app);
    await happen(app, organisation);
    await settled(app, organisation);
  });

  afterAll(async () => {
    await app.close();
    rmSync(root, {recursive: true, force: true});
  });

  const folder = (...names: string[]): string =>
    join(app.config.checkpointDirectory ?? '', organisation, ...names);

  const head = async (): Promise<Head | undefined> => {
    const rows = await app.database.asSuperuser<Head>(
      'SELECT size, note FROM audit_checkpoint WHERE organisation_id = $1 ORDER BY size DESC LIMIT 1',
      [organisation],
    );
    return rows[0];
  };

  const latest = (): string => {
    try {
      return readFileSync(folder('latest'), 'utf8');
    } catch {
      return '';
    }
  };

  /** Until the newest checkpoint is exported: the server's own publisher may hold the lock just now. */
  const exported = async (): Promise<void> => {
    const note = (await head())?.note;
    while (latest() !== note)
      await new Publisher(
        app.connections,
        app.app.get(PublishedCheckpoints),
        app.clock,
        new Concerns(app.clock),
      ).publish();
  };

  const lines = (): string[] =>
    readdirSync(folder('checkpoints')).flatMap((name) =>
      readFileSync(folder('checkpoints', name), 'utf8').trimEnd().split('\n'),
    );

  /** What stops the organisation's tree, once something new is to be taken into it. */
  const whyStopped = async (): Promise<unknown> => {
    await happen(app, organisation);
    for (;;) {
      const {stopped, looked} = await anIntegrator(app).integrate();
      if (looked) return stopped.get(organisation) ?? null;
      const rows = await app.database.asSuperuser(
        `SELECT FROM audit_event e WHERE e.organisation_id = $1
           AND NOT EXISTS (SELECT FROM audit_leaf l WHERE l.event = e.id)`,
        [organisation],
      );
      if (rows.length === 0) return null;
    }
  };

  it('lie outside, each a signed note, the last one by itself, with the keys', async () => {
    await exported();
    await happen(app, organisation);
    await settled(app, organisation);
    await exported();
    const [key = ''] = readFileSync(folder('keys'), 'utf8').split('\n');
    const verifier = parseVerifier(key);
    const notes = lines().map((line) => parsePublishedCheckpoint(line)?.note ?? '');
    expect(notes.length).toBeGreaterThanOrEqual(2);
    expect(new Set(notes).size).toBe(notes.length);
    expect(notes.at(-1)).toBe(latest());
    for (const note of notes) expect(verifier && openCheckpoint(note, verifier).fault).toBeNull();
  });

  it('go on where a crash has stopped them, in the middle of a line or before the last file', async () => {
    await exported();
    const [name = ''] = readdirSync(folder('checkpoints'));
    appendFileSync(folder('checkpoints', name), '{"at":"20');
    rmSync(folder('latest'));
    await happen(app, organisation);
    await settled(app, organisation);
    await exported();
    expect(lines().map(parsePublishedCheckpoint)).not.toContain(null);
  });

  it('have the last one by itself again after a crash between the two, without anything new', async () => {
    await exported();
    const before = latest();
    await happen(app, organisation);
    await settled(app, organisation);
    await exported();
    writeFileSync(folder('latest'), before);
    await exported();
    expect(latest()).toBe((await head())?.note);
  });

  it('are what others are asked to vouch for, and nothing newer', async () => {
    const outside = new PublishedCheckpoints({checkpointDirectory: join(root, `apart-${organisation}`)});
    const concerns = new Concerns(app.clock);
    const heads = async (): Promise<string[]> => {
      const rows = await app.connections.read((tx) => outside.heads(tx));
      return rows.filter((row) => row.organisation_id === organisation).map(({note}) => note);
    };
    expect(await heads()).toEqual([]);
    while ((await heads()).length === 0)
      await new Publisher(app.connections, outside, app.clock, concerns).publish();
    const first = await head();
    expect(await heads()).toEqual([first?.note]);
    await happen(app, organisation);
    await settled(app, organisation);
    expect((await head())?.note).not.toBe(first?.note);
    expect(await heads()).toEqual([first?.note]);
  });

  it('contain every one at which the key changed, however few are exported', async () => {
    await exported();
    const source = app.app.get(LogKeys);
    await rotateLogKey(app.app.get(AuditedTransaction), {organisation, by: 'system'}, source);
    await settled(app, organisation);
    await happen(app, organisation);
    await settled(app, organisation);
    await exported();
    const {handovers, verifiers} = await app.connections.read((tx) => readKeys(tx, organisation));
    expect(handovers).toHaveLength(1);
    const notes = lines().map((line) => parsePublishedCheckpoint(line)?.note);
    expect(notes).toEqual(expect.arrayContaining(handovers.map(({note}) => note)));
    expect(readFileSync(folder('keys'), 'utf8')).toBe(`${verifiers.join('\n')}\n`);
  });

  it('show a database that is older, on which nothing is signed any more', async () => {
    await happen(app, organisation);
    await settled(app, organisation);
    await exported();
    const size = Number((await head())?.size);
    await connected(app.database.superuserUrl, async (client) => {
      await client.query("SET session_replication_role = 'replica'");
      for (const table of ['audit_checkpoint WHERE size = $2', 'audit_leaf WHERE index = $2 - 1'])
        await client.query(`DELETE FROM ${table} AND organisation_id = $1`, [organisation, size]);
    });
    const error = await whyStopped();
    expect(error).toBeInstanceOf(PublishedMismatchError);
    expect(error).toMatchObject({fault: 'rolled_back'});
    expect((error as Error).message).toMatch(/older copy.*Put the newer database back/);
    expect(Number((await head())?.size)).toBeLessThan(size);
    // It is known and explained, and the folder moved away: the log goes on from what there is.
    renameSync(folder(), join(root, organisation));
    expect(await whyStopped()).toBeNull();
  });

  it('show a database that went on from an older copy', async () => {
    await exported();
    const {size = '0'} = (await head()) ?? {};
    const forked = {origin: originOf(organisation), size: Number(size), root: Buffer.alloc(32, 1)};
    const [row] = await app.database.asSuperuser<{sealed_seed: string}>(
      'SELECT sealed_seed FROM audit_key WHERE organisation_id = $1',
      [organisation],
    );
    const {key} = app.app.get(LogKeys);
    const seed = Buffer.from(key.openText(`audit-key/${organisation}`, row?.sealed_seed ?? ''), 'base64');
    const own = noteSigner(forked.origin, seed);
    const stranger = noteSigner(forked.origin, Buffer.alloc(32, 5));
    const [name = ''] = readdirSync(folder('checkpoints'));
    const faults: Record<string, unknown> = {
      forked: signCheckpoint(forked, own),
      unknown_key: signCheckpoint(forked, stranger),
      unreadable: 'nonsense',
    };
    for (const [fault, note] of Object.entries(faults)) {
      writeFileSync(folder('checkpoints', name), `${JSON.stringify({at: '2026', note})}\n`);
      expect(await whyStopped()).toMatchObject({fault});
    }
  });

  it('show at the start what the database no longer knows at all, in words that name the fix', async () => {
    await exported();
    const lost = '99999999-9999-4999-8999-999999999999';
    renameSync(folder(), join(app.config.checkpointDirectory ?? '', lost));
    const concerns = new Concerns(app.clock);
    const publisher = new Publisher(app.connections, app.app.get(PublishedCheckpoints), app.clock, concerns);
    while (concerns.all().length === 0) await publisher.publish();
    const [concern] = concerns.all().filter(({topic}) => topic.endsWith(lost));
    // Nobody is an administrator of an organisation that is not there.
    expect(concern?.organisation).toBeNull();
    expect(concern?.text).toContain('was rolled back');
    expect(concern?.text).toContain('keep that folder as evidence');
  });

  it('hold up nothing while they cannot be written, which is shown', async () => {
    const file = join(root, `in-the-way-${organisation}`);
    writeFileSync(file, '');
    chmodSync(file, 0o600);
    const elsewhere = new PublishedCheckpoints({checkpointDirectory: join(file, 'below')});
    const concerns = new Concerns(app.clock);
    const publisher = new Publisher(app.connections, elsewhere, app.clock, concerns);
    while (concerns.all(organisation).length === 0) await publisher.publish();
    expect(concerns.all(organisation)[0]?.text).toContain('what was missed follows');
    await happen(app, organisation);
    await settled(app, organisation);
    rmSync(file);
    while (concerns.all(organisation).length > 0) await publisher.publish();
    expect(readFileSync(join(file, 'below', organisation, 'latest'), 'utf8')).toBe((await head())?.note);
  });
});
