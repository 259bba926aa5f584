import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {AuditedTransaction, exportLog, rotateLogKey, streams, verifyBundle} from '../../../src/audit';
import type {AuditEvent} from '../../../src/audit';
import {BUNDLE_FILES} from '../../../src/audit/domain/bundle-files';
import {checkpointBody, openCheckpoint} from '../../../src/audit/domain/checkpoint';
import {followKeys, keyChangeOf, openByHistory} from '../../../src/audit/domain/key-history';
import {parseVerifier} from '../../../src/audit/domain/signed-note';
import type {NoteVerifier} from '../../../src/audit/domain/signed-note';
import {LogKeys} from '../../../src/audit/integrate/log-keys';
import {readKeys} from '../../../src/audit/queries/read-keys';
import type {LogKeyHistory} from '../../../src/audit/queries/read-keys';
import {runCli} from '../../../src/cli/run-cli';
import {startTestApp} from '../../support/app';
import type {TestApp} from '../../support/app';
import {anOrganisation} from '../identity/people';
import {happen, settled} from './a-log';

describe('a change of the key that signs', () => {
  let app: TestApp;
  let organisation: string;

  beforeAll(async () => {
    app = await startTestApp();
    organisation = await anOrganisation(app);
  });

  afterAll(async () => {
    await app.close();
  });

  const history = (): Promise<LogKeyHistory> => app.connections.read((tx) => readKeys(tx, organisation));

  const rotate = (): Promise<string> =>
    rotateLogKey(app.app.get(AuditedTransaction), {organisation, by: 'system'}, app.app.get(LogKeys));

  const notes = async (): Promise<string[]> => {
    const rows = await app.database.asSuperuser<{note: string}>(
      'SELECT note FROM audit_checkpoint WHERE organisation_id = $1 ORDER BY size',
      [organisation],
    );
    return rows.map(({note}) => note);
  };

  const verifierOf = (text = ''): NoteVerifier => {
    const verifier = parseVerifier(text);
    if (!verifier) throw new Error(`no verifier key: ${text}`);
    return verifier;
  };

  const announcements = async (): Promise<{index: string; event: string}[]> =>
    app.database.asSuperuser(
      `SELECT l.index, p.event FROM audit_leaf l JOIN audit_event e ON e.id = l.event
       JOIN audit_payload p ON (p.organisation_id, p.stream, p.number) = (e.organisation_id, e.stream, e.number)
       WHERE e.organisation_id = $1 AND e.stream = $2 AND p.event LIKE '%logKey%' ORDER BY l.index`,
      [organisation, streams.organisation()],
    );

  it('begins with the making of the first key, which is on record', async () => {
    await happen(app, organisation);
    await settled(app, organisation);
    const {verifiers, handovers} = await history();
    expect([verifiers.length, handovers]).toEqual([1, []]);
    const [made] = await announcements();
    expect(made?.event).toContain(JSON.stringify(verifiers[0]));
    expect(made?.event).toContain('"type":"logKeyMade"');
  });

  it('is on record, is vouched for by both keys on one checkpoint, and can be followed from the first', async () => {
    const before = await notes();
    const second = await rotate();
    await happen(app, organisation);
    await settled(app, organisation);
    const third = await rotate();
    const fourth = await rotate();
    await settled(app, organisation);
    await happen(app, organisation);
    await settled(app, organisation);
    const {verifiers, handovers} = await history();
    expect(verifiers.slice(1)).toEqual([second, third, fourth]);
    const changes = (await announcements()).map(({index, event}) =>
      keyChangeOf(JSON.parse(event) as AuditEvent, Number(index)),
    );
    expect(changes.filter((change) => change !== null)).toEqual(handovers.map(({change}) => change));
    const followed = followKeys(verifierOf(verifiers[0]), handovers);
    expect(followed.fault).toBeNull();
    const keys = followed.fault === null ? followed.keys : [];
    const all = await notes();
    expect(all.length).toBeGreaterThan(before.length + 2);
    expect(all.map((note) => openByHistory(note, keys).fault)).toEqual(all.map(() => null));
    // The old key signs the first checkpoint that holds the change, and none after it.
    const first = verifierOf(verifiers[0]);
    const handedOver = checkpointBody(handovers[0]?.note ?? '')?.size ?? 0;
    for (const note of all) {
      const late = (checkpointBody(note)?.size ?? 0) > handedOver;
      expect(openCheckpoint(note, first).fault).toBe(late ? 'unknown_key' : null);
    }
  });

  it('shows in an export that offers a superseded key as its own', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'collegium-keys-'));
    const {verifiers} = await history();
    const key = verifierOf(verifiers[0]);
    await app.connections.read((tx) => exportLog(tx, organisation, folder));
    expect((await verifyBundle(folder, {key, checkpoints: []})).first).toBeNull();
    writeFileSync(join(folder, BUNDLE_FILES.key), `${key.text}\n`);
    expect((await verifyBundle(folder, {key, checkpoints: []})).first).toMatchObject({kind: 'altered'});
    rmSync(folder, {recursive: true});
  });

  it('is asked for on the command line, which prints the new verifier key', async () => {
    const printed: string[] = [];
    const warned: string[] = [];
    const code = await runCli(['audit', 'rotate-key', '--organisation', organisation], {
      env: {
        DATABASE_URL: app.database.applicationUrl,
        COLLEGIUM_DEMO: 'on',
        COLLEGIUM_KEY_FILE: app.config.keyFile,
      },
      root: process.cwd(),
      print: (line) => printed.push(line),
      warn: (line) => warned.push(line),
      readInput: () => Promise.resolve(''),
    });
    expect([code, warned]).toEqual([0, []]);
    expect(printed).toEqual((await history()).verifiers.slice(-1));
  });

  it('needs a key to begin with', async () => {
    const other = '11111111-1111-4111-8111-111111111111';
    const rotating = rotateLogKey(
      app.app.get(AuditedTransaction),
      {organisation: other, by: 'system'},
      app.app.get(LogKeys),
    );
    await expect(rotating).rejects.toThrow('has no key yet');
  });
});
