import {Client} from 'pg';
import {AuditedTransaction, rotateLogKey, verifyDatabase} from '../../../src/audit';
import type {NoteVerifier} from '../../../src/audit';
import {checkpointBody, originOf, signCheckpoint} from '../../../src/audit/domain/checkpoint';
import {noteSigner, signNote} from '../../../src/audit/domain/signed-note';
import type {NoteSigner} from '../../../src/audit/domain/signed-note';
import type {Finding} from '../../../src/audit/domain/tampering';
import {LogKeys} from '../../../src/audit/integrate/log-keys';
import {readKeys} from '../../../src/audit/queries/read-keys';
import {verifyLogs} from '../../../src/audit/verify/verify-database';
import {KeyEncryptionKey} from '../../../src/platform/crypto/sealing';
import {startTestApp} from '../../support/app';
import type {TestApp} from '../../support/app';
import {seeded} from '../../support/random';
import {settled} from './a-log';
import {databaseForgeries} from './database-forgeries';
import {databaseMutations, lastButOneOf} from './database-mutations';
import type {Expected, MutableLeaf} from './database-mutations';
import {recordedLog} from './recorded-log';

const full = process.env['COLLEGIUM_DRILL'] === 'full';
const EVENTS = full ? 5000 : 600;
const MUTATIONS = full ? 510 : 51;

/** Nothing but what was kept elsewhere speaks of these: they leave a log that is whole. */
const INVISIBLE = new Set([
  'everything from a checkpoint on',
  'every row of the log',
  'another story from a checkpoint on, signed by the true key',
]);

describe('a log in the database that a superuser tampers with', () => {
  let app: TestApp;
  let client: Client;
  let organisation: string;
  let leaves: MutableLeaf[];
  let notes: string[];
  let signer: NoteSigner;
  const pick = seeded(11);

  beforeAll(async () => {
    app = await startTestApp();
    organisation = (await recordedLog(app, EVENTS)).organisation;
    leaves = await app.database.asSuperuser<MutableLeaf>(
      `SELECT l.index::int, e.id, e.stream, e.number FROM audit_leaf l JOIN audit_event e ON e.id = l.event
       WHERE l.organisation_id = $1 ORDER BY l.index`,
      [organisation],
    );
    const rows = await app.database.asSuperuser<{note: string}>(
      'SELECT note FROM audit_checkpoint ORDER BY organisation_id, size',
    );
    notes = rows.map(({note}) => note);
    client = new Client({connectionString: app.database.superuserUrl});
    await client.connect();
    const {rows: keys} = await client.query<{sealed_seed: string}>(
      'SELECT sealed_seed FROM audit_key WHERE organisation_id = $1',
      [organisation],
    );
    const seed = app.app
      .get(KeyEncryptionKey)
      .openText(`audit-key/${organisation}`, keys[0]?.sealed_seed ?? '');
    signer = noteSigner(originOf(organisation), Buffer.from(seed, 'base64'));
    await client.query('VACUUM ANALYZE');
    // Leaves and events may be exchanged one by one.
    await client.query("SET session_replication_role = 'replica'");
  }, 600_000);

  afterAll(async () => {
    await client.end();
    await app.close();
  });

  const run = async (text: string, values: readonly unknown[] = []): Promise<void> => {
    await client.query(text, [...values]);
  };

  it('is whole before and after', async () => {
    expect(await verifyDatabase(app.database.applicationUrl, {key: null, checkpoints: notes})).toMatchObject({
      ok: true,
      first: null,
    });
    expect(leaves.length).toBeGreaterThanOrEqual(EVENTS);
  });

  it('is found out, with the first bad entry named', async () => {
    const missed: object[] = [];
    const log = {client, pick, organisation, leaves, notes};
    const lastButOne = lastButOneOf(log);
    const kinds = Object.entries({...databaseMutations(log), ...databaseForgeries(log, signer)});
    for (let trial = 0; trial < MUTATIONS; trial += 1) {
      const [name, mutate] = kinds[trial % kinds.length] ?? [];
      const edges = [0, 1, 255, 256, leaves.length - 2, leaves.length - 1];
      const leaf = leaves[pick(4) === 0 ? (edges[pick(edges.length)] ?? 0) : pick(leaves.length)];
      if (name === undefined || !mutate || !leaf) break;
      // What was rolled back is in the way of those who read.
      if (trial % 100 === 99) await client.query('VACUUM');
      await client.query('BEGIN');
      const expected = await mutate(leaf);
      // What was kept elsewhere must not hide anything either.
      const withNotes = expected.byNotes === true || pick(3) === 0;
      const first = withNotes ? (await verifyLogs(client, {key: null, checkpoints: notes})).first : null;
      const alone = withNotes && !INVISIBLE.has(name) ? null : (await verifyLogs(client)).first;
      await client.query('ROLLBACK');
      if (withNotes && !isFound(first, expected, lastButOne))
        missed.push({name: `${name}, with checkpoints`, leaf, first, expected});
      if (!withNotes && !isFound(alone, expected, lastButOne))
        missed.push({name, leaf, first: alone, expected});
      if (INVISIBLE.has(name) && alone) missed.push({name: `${name}, not as meant`, leaf, first: alone});
    }
    process.stdout.write(`tampering with the database: ${MUTATIONS} mutations of ${leaves.length} events\n`);
    expect(missed).toEqual([]);
    expect((await verifyLogs(client, {key: null, checkpoints: notes})).first).toBeNull();
  }, 1_200_000);

  it('is held against everything that is handed over, what cannot be read and what is of no log here included', async () => {
    const elsewhere = '99999999-9999-4999-8999-999999999999';
    const stranger = noteSigner(originOf(elsewhere), Buffer.alloc(32, 5));
    const head = {origin: originOf(elsewhere), size: 3, root: Buffer.alloc(32)};
    const note = signCheckpoint(head, stranger);
    const another = noteSigner('somebody/else', Buffer.alloc(32, 6));
    const foundWith = async (key: NoteVerifier | null, ...checkpoints: readonly string[]) =>
      (await verifyLogs(client, {key, checkpoints})).first;
    expect(await foundWith(null, notes[0]?.replace('\n', ' ') ?? '')).toMatchObject({
      ...{index: 0, kind: 'altered', organisation: null},
    });
    expect(await foundWith(null, signNote('somebody/else\n3\n', another))).toMatchObject({kind: 'altered'});
    expect(await foundWith(another)).toMatchObject({index: 0, kind: 're-signed', organisation: null});
    expect(await foundWith(stranger)).toMatchObject({index: 0, kind: 're-signed', organisation: elsewhere});
    expect(await foundWith(null, note)).toMatchObject({
      index: 0,
      kind: 'rolled-back',
      organisation: elsewhere,
    });
  });

  it('shows that its first key was forgotten with all that it alone had signed', async () => {
    await rotateLogKey(app.app.get(AuditedTransaction), {organisation, by: 'system'}, app.app.get(LogKeys));
    await settled(app, organisation);
    expect((await verifyLogs(client)).first).toBeNull();
    const {handovers} = await app.connections.read((tx) => readKeys(tx, organisation));
    await client.query('BEGIN');
    const handedOver = checkpointBody(handovers[0]?.note ?? '')?.size;
    await run('DELETE FROM audit_checkpoint WHERE organisation_id = $1 AND size < $2', [
      organisation,
      handedOver,
    ]);
    await run('DELETE FROM audit_key WHERE organisation_id = $1 AND number = 1', [organisation]);
    await run('UPDATE audit_key SET number = 1, announced = NULL WHERE organisation_id = $1', [organisation]);
    const {first} = await verifyLogs(client);
    await client.query('ROLLBACK');
    expect(first).toMatchObject({index: handovers[0]?.change.index, kind: 're-signed'});
  });
});

/**
 * Whether the finding is the expected one. Between the last checkpoint and the one before it nothing but the last root
 * vouches for the entries: there an alteration is found, and said to be somewhere after the one before.
 */
function isFound(first: Finding | null, {index, kinds}: Expected, lastButOne: number): boolean {
  if (first === null) return false;
  const unvouched = index?.some((one) => one >= lastButOne) === true;
  const right = index === null || index.includes(first.index) || (unvouched && first.index === lastButOne);
  return right && (kinds === null || kinds.includes(first.kind));
}
