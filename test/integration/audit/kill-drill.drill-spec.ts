import {spawn} from 'node:child_process';
import type {ChildProcess} from 'node:child_process';
import {randomBytes, randomUUID} from 'node:crypto';
import {once} from 'node:events';
import {mkdtempSync, readFileSync, readdirSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {AuditedTransaction, verifyDatabase} from '../../../src/audit';
import type {AuditRecord} from '../../../src/audit';
import {checkpointBody} from '../../../src/audit/domain/checkpoint';
import {entryHash} from '../../../src/audit/domain/entry';
import {followKeys, openByHistory} from '../../../src/audit/domain/key-history';
import {parsePublishedCheckpoint} from '../../../src/audit/domain/published-line';
import {parseVerifier} from '../../../src/audit/domain/signed-note';
import {TileEdge} from '../../../src/audit/domain/tile-edge';
import {Integrator} from '../../../src/audit/integrate/integrator';
import {LogKeys} from '../../../src/audit/integrate/log-keys';
import {entryOf} from '../../../src/audit/persistence/entry-rows';
import type {EntryRow} from '../../../src/audit/persistence/entry-rows';
import {appendRecords} from '../../../src/audit/persistence/append-records';
import {PublishedCheckpoints} from '../../../src/audit/publish/published-checkpoints';
import {Publisher} from '../../../src/audit/publish/publisher';
import {readKeys} from '../../../src/audit/queries/read-keys';
import {SystemClock} from '../../../src/platform/clock/clock';
import {SystemRandomness} from '../../../src/platform/crypto/randomness';
import {KeyEncryptionKey} from '../../../src/platform/crypto/sealing';
import {dataSource} from '../../../src/platform/database/data-source';
import {Database} from '../../../src/platform/database/database';
import {startEmbeddedPostgres} from '../../../src/platform/database/embedded/start-embedded-postgres';
import {migrate} from '../../../src/platform/database/migrate';
import {Concerns} from '../../../src/platform/health/concerns';
import {connected} from '../../support/database';
import {seededShare} from '../../support/random';
import {OPERATOR} from '../../../src/platform/database/rows/row-scope';

const FULL = process.env['COLLEGIUM_DRILL'] === 'full';
/** How often PostgreSQL is killed, and how many transactions it acknowledges in between. */
const LIVES = FULL ? 20 : 2;
const LIFE = FULL ? 500 : 300;
const WRITERS = 32;
const INTEGRATORS = 3;
const SEED = 4711;

const organisation = randomUUID();
const random = seededShare(SEED);
const clock = new SystemClock();
const randomness = new SystemRandomness();
const kek = randomBytes(32);

// Servers and processes are started and killed, on machines that may be busy.
jest.setTimeout(FULL ? 1_200_000 : 240_000);

/** What the writers were told, by the mark that each event carries. */
const acknowledged = new Set<string>();
const rolledBack = new Set<string>();

/** Whether PostgreSQL is meant to live. */
let alive = false;

class RolledBackError extends Error {}

let home: string;
const directory = (): string => join(home, 'postgres');
const exported = (): string => join(home, 'checkpoints');

beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'collegium-kill-'));
});

afterAll(() => {
  rmSync(home, {recursive: true, force: true});
});

const recordOf = (stream: string, mark: string): AuditRecord => ({
  stream,
  kind: 'change',
  event: {type: 'tried', action: 'U', outcome: '0', who: 'system', as: [], on: null, details: {mark}},
});

/** Whoever waits for so many acknowledged transactions. */
const awaited = new Map<number, () => void>();

const reached = async (count: number): Promise<void> => {
  if (acknowledged.size >= count) return;
  await new Promise<void>((resolve) => awaited.set(count, resolve));
};

/** Writes to several streams at once, a quarter of the time in vain, until the database is gone. */
async function write(database: Database): Promise<void> {
  const transactions = new AuditedTransaction(database, clock, randomness);
  for (;;) {
    const mark = randomUUID();
    const vain = random() < 0.25;
    const names = [`case/${Math.floor(random() * 40)}`, `case-access/${Math.floor(random() * 40)}`] as const;
    try {
      await transactions.run(organisation, async (tx) => {
        await tx.rows({access: 'read', name: 'drill_id', text: 'SELECT pg_current_xact_id()::text AS id'});
        return {result: null, records: [recordOf(names[0], mark), recordOf(names[1], mark)]};
      });
      acknowledged.add(mark);
      awaited.get(acknowledged.size)?.();
      if (vain) await writeInVain(database, names[0]);
    } catch (error) {
      // Nobody was told whether it is stored. The database is gone, and this writer with it.
      if (alive) throw error;
      return;
    }
  }
}

/** Rolled back after the record, as a constraint at the commit would do it: row, payload, head and all. */
async function writeInVain(database: Database, stream: string): Promise<void> {
  const mark = randomUUID();
  rolledBack.add(mark);
  const vain = database.write(async (tx) => {
    await appendRecords(tx, organisation, [recordOf(stream, mark)], {clock, randomness});
    throw new RolledBackError();
  });
  await vain.catch((error: unknown) => {
    if (!(error instanceof RolledBackError)) throw error;
  });
}

const said: string[] = [];

function anIntegrator(url: string): ChildProcess {
  const child = spawn(
    process.execPath,
    [join(__dirname, 'integrate-in-child.cjs'), url, kek.toString('base64'), exported()],
    {stdio: ['ignore', 'pipe', 'ignore']},
  );
  child.stdout.on('data', (text: Buffer) => said.push(text.toString()));
  return child;
}

async function killed(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

/** One life of PostgreSQL: 32 writers, and integrators that begin at once and are killed one after the other. */
async function live(): Promise<void> {
  const server = await startEmbeddedPostgres({directory: directory()});
  await migrate(server.ownerUrl, server.appUrl);
  const source = await dataSource(server.appUrl, WRITERS).initialize();
  const database = new Database(source, OPERATOR);
  const integrators = Array.from({length: INTEGRATORS}, () => anIntegrator(server.appUrl));
  await Promise.all(integrators.map((child) => once(child.stdout ?? child, 'data')));
  alive = true;
  const writers = Promise.all(Array.from({length: WRITERS}, () => write(database)));
  const begun = acknowledged.size;
  const points = integrators.map(() => begun + Math.ceil(random() * LIFE)).sort((one, other) => one - other);
  for (const [turn, victim] of integrators.slice(1).entries()) {
    await Promise.race([reached(points[turn] ?? 0), writers]);
    await killed(victim);
  }
  await Promise.race([reached(begun + LIFE), writers]);
  alive = false;
  process.kill(server.pid, 'SIGKILL');
  await writers;
  await Promise.all(integrators.slice(0, 1).map(killed));
  await source.destroy();
  await server.stop();
}

interface LeafRow extends EntryRow {
  index: string;
  event: string;
}

it('loses nothing, doubles nothing and contradicts nothing, whatever is killed', async () => {
  for (let life = 0; life < LIVES; life += 1) await live();
  const server = await startEmbeddedPostgres({directory: directory()});
  const source = await dataSource(server.appUrl, 4).initialize();
  const database = new Database(source, OPERATOR);
  try {
    const keys = new LogKeys(new KeyEncryptionKey(kek, randomness), clock, randomness);
    const published = new PublishedCheckpoints({checkpointDirectory: exported()});
    const concerns = new Concerns(clock);
    const integrator = new Integrator(database, keys, published, concerns);
    // The last key event needs a second look.
    for (let look = 0; look < 2; look += 1) expect((await integrator.integrate()).stopped.size).toBe(0);
    await new Publisher(database, published, clock, concerns).publish();
    expect(concerns.all()).toEqual([]);
    expect(said.join('')).not.toMatch(/stopped|concern/);

    const {rows} = await connected(server.superuserUrl.replace('/postgres?', '/collegium?'), (client) =>
      client.query<LeafRow>(
        `SELECT l.index, e.organisation_id, e.stream, e.number, e.previous, e.kind, e.at, e.commitment, p.event
         FROM audit_event e LEFT JOIN audit_payload p USING (organisation_id, stream, number)
           LEFT JOIN audit_leaf l ON l.event = e.id
         WHERE e.organisation_id = $1 ORDER BY l.index`,
        [organisation],
      ),
    );
    const marks = new Map<string, number>();
    const last = new Map<string, number>();
    for (const [index, row] of rows.entries()) {
      expect(Number(row.index)).toBe(index);
      expect(Number(row.number)).toBe((last.get(row.stream) ?? 0) + 1);
      last.set(row.stream, Number(row.number));
      const mark = /"mark":"([^"]+)"/.exec(row.event)?.[1];
      if (mark !== undefined) marks.set(mark, (marks.get(mark) ?? 0) + 1);
    }
    expect([...acknowledged].filter((mark) => marks.get(mark) !== 2)).toEqual([]);
    expect([...marks].filter(([mark, count]) => count !== 2 || rolledBack.has(mark))).toEqual([]);
    expect((await verifyDatabase(server.appUrl)).first).toBeNull();

    const {verifiers, handovers} = await database.read((tx) => readKeys(tx, organisation));
    const first = parseVerifier(verifiers[0] ?? '');
    const followed = first && followKeys(first, handovers);
    const terms = followed?.fault === null ? followed.keys : [];
    const notes = readdirSync(join(exported(), organisation, 'checkpoints'))
      .sort()
      .flatMap((name) =>
        readFileSync(join(exported(), organisation, 'checkpoints', name), 'utf8')
          .trimEnd()
          .split('\n'),
      )
      .map((line) => parsePublishedCheckpoint(line)?.note ?? '');
    const edge = new TileEdge();
    for (const note of notes) {
      const size = checkpointBody(note)?.size ?? 0;
      expect(size).toBeGreaterThan(edge.size);
      for (const row of rows.slice(edge.size, size)) edge.append(entryHash(entryOf(row)));
      expect(openByHistory(note, terms).checkpoint?.root).toEqual(edge.root());
    }
    expect(edge.size).toBe(rows.length);
    expect(acknowledged.size).toBeGreaterThanOrEqual(LIVES * LIFE);
    process.stdout.write(
      `kill drill: ${LIVES} kills of PostgreSQL and ${LIVES * INTEGRATORS} of integrators, ${WRITERS} writers, ` +
        `${acknowledged.size} transactions acknowledged, ${rolledBack.size} rolled back, ` +
        `${rows.length} leaves, ${notes.length} exported checkpoints\n`,
    );
  } finally {
    await source.destroy();
    await server.stop();
  }
});
