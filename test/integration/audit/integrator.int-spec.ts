import {randomUUID} from 'node:crypto';
import {AuditedTransaction, PublishedCheckpoints, catchUp, streams} from '../../../src/audit';
import type {AuditRecord} from '../../../src/audit';
import {openCheckpoint} from '../../../src/audit/domain/checkpoint';
import {entryHash} from '../../../src/audit/domain/entry';
import {consistencyFault, consistencyRanges, rootOf} from '../../../src/audit/domain/merkle';
import {parseVerifier} from '../../../src/audit/domain/signed-note';
import {LogKeys} from '../../../src/audit/integrate/log-keys';
import {TreeMismatchError} from '../../../src/audit/integrate/tree-mismatch-error';
import {entryOf} from '../../../src/audit/persistence/entry-rows';
import type {EntryRow} from '../../../src/audit/persistence/entry-rows';
import {KeyEncryptionKey} from '../../../src/platform/crypto/sealing';
import {Concerns} from '../../../src/platform/health/concerns';
import {startTestApp} from '../../support/app';
import type {TestApp} from '../../support/app';
import {connected, connectedWithin} from '../../support/database';
import {anOrganisation} from '../identity/people';
import {anIntegrator, happen} from './a-log';

const record = (stream: string): AuditRecord => ({
  stream,
  kind: 'change',
  event: {type: 'tried', action: 'U', outcome: '0', who: 'system', as: [], on: null, details: {}},
});

interface LeafRow extends EntryRow {
  index: string;
}

class RolledBackError extends Error {}

describe('the integrator', () => {
  let app: TestApp;
  let organisation: string;
  let transactions: AuditedTransaction;

  beforeAll(async () => {
    app = await startTestApp();
    organisation = await anOrganisation(app);
    transactions = app.app.get(AuditedTransaction);
  });

  afterAll(async () => {
    await app.close();
  });

  const pending = async (): Promise<number> => {
    const [row] = await app.database.asSuperuser<{count: string}>(
      'SELECT count(*) FROM audit_event e WHERE NOT EXISTS (SELECT FROM audit_leaf l WHERE l.event = e.id)',
    );
    return Number(row?.count);
  };

  /** The server's own integrator may hold the lock just now. */
  const settled = async (): Promise<void> => {
    while ((await pending()) > 0) await anIntegrator(app).integrate();
  };

  const leaves = (): Promise<LeafRow[]> =>
    app.database.asSuperuser<LeafRow>(
      `SELECT l.index, e.* FROM audit_leaf l JOIN audit_event e ON e.id = l.event
       WHERE l.organisation_id = $1 ORDER BY l.index`,
      [organisation],
    );

  const checkpoints = (): Promise<{size: string; root: Buffer; note: string; verifier: string}[]> =>
    app.database.asSuperuser(
      `SELECT size, root, note, (SELECT verifier FROM audit_key k WHERE k.organisation_id = c.organisation_id) AS verifier
       FROM audit_checkpoint c WHERE organisation_id = $1 ORDER BY size`,
      [organisation],
    );

  /** Several streams a transaction, in any order, some of them rolled back. */
  const write = async (writer: number, count: number): Promise<void> => {
    for (let turn = 0; turn < count; turn += 1) {
      const names = [`case/${(writer * 7 + turn) % 5}`, streams.organisation(), `case/${turn % 3}`];
      const writing = transactions.run(organisation, async (tx) => {
        await tx.rows({access: 'read', name: 'test_now', text: 'SELECT pg_current_xact_id()::text AS now'});
        return {
          result: null,
          records: [record(names[0] ?? ''), record(names[1] ?? ''), record(names[2] ?? '')],
        };
      });
      await writing;
      const lost = app.connections.write(async (tx) => {
        await tx.write({
          access: 'write',
          name: 'test_lost_id',
          text: `SELECT nextval(pg_get_serial_sequence('audit_event', 'id'))`,
        });
        throw new RolledBackError();
      });
      await expect(lost).rejects.toThrow(RolledBackError);
    }
  };

  const expectSound = async (): Promise<void> => {
    const rows = await leaves();
    expect(rows.map(({index}) => Number(index))).toEqual(rows.map((_, index) => index));
    const [{count} = {count: ''}] = await app.database.asSuperuser<{count: string}>(
      'SELECT count(*) FROM audit_event WHERE organisation_id = $1',
      [organisation],
    );
    expect(rows).toHaveLength(Number(count));
    const last = new Map<string, number>();
    const disordered = rows.filter(({stream, number}) => {
      const before = last.get(stream) ?? 0;
      last.set(stream, Number(number));
      return Number(number) !== before + 1;
    });
    expect(disordered).toEqual([]);
    const hashes = rows.map((row) => entryHash(entryOf(row)));
    const all = await checkpoints();
    let earlier: {size: number; root: Buffer} | null = null;
    for (const {size, root, note, verifier} of all) {
      const head = {size: Number(size), root};
      const key = parseVerifier(verifier);
      expect(key && openCheckpoint(note, key).checkpoint).toMatchObject(head);
      expect(rootOf(hashes.slice(0, head.size)).equals(root)).toBe(true);
      if (earlier) {
        const ranges = consistencyRanges(earlier.size, head.size);
        const proof = ranges.map(({begin, end}) => rootOf(hashes.slice(begin, end)));
        expect(consistencyFault(earlier, head, proof)).toBeNull();
      }
      earlier = head;
    }
    expect(earlier?.size).toBe(rows.length);
  };

  it('gives every committed event one leaf, while many write, some roll back, and two integrate', async () => {
    const writers = Promise.all(Array.from({length: 8}, (_, writer) => write(writer, 20)));
    let writing = true;
    const done = writers.finally(() => (writing = false));
    const integrate = async (): Promise<void> => {
      const integrator = anIntegrator(app);
      while (writing) await integrator.integrate();
    };
    await Promise.all([done, integrate(), integrate()]);
    await settled();
    await expectSound();
    expect((await leaves()).length).toBeGreaterThan(256);
    expect((await checkpoints()).length).toBeGreaterThan(2);
  });

  it('does not miss an event that commits after one with a larger id, however late', async () => {
    await connectedWithin(app.database.applicationUrl, organisation, async (late) => {
      await late.query('BEGIN');
      await late.query(
        `INSERT INTO audit_event (organisation_id, stream, number, previous, kind, at, commitment)
         VALUES ($1, 'case/late', 1, $2, 'change', now(), $2)`,
        [organisation, Buffer.alloc(32)],
      );
      for (let turn = 0; turn < 4; turn += 1) {
        await transactions.run(organisation, () =>
          Promise.resolve({result: null, records: [record('case/early')]}),
        );
        await settled();
      }
      await late.query('COMMIT');
    });
    expect(await pending()).toBe(1);
    await settled();
    await expectSound();
  });

  it('lets go of what lies behind it', async () => {
    for (let turn = 0; turn < 3; turn += 1) {
      await transactions.run(organisation, () =>
        Promise.resolve({result: null, records: [record('case/early')]}),
      );
      await settled();
    }
    const [row] = await app.database.asSuperuser<{behind: string}>(
      'SELECT (SELECT max(id) FROM audit_event) - floor AS behind FROM audit_window',
    );
    expect(Number(row?.behind)).toBeLessThan(10);
  });

  it('leaves nothing half done when its connection is killed in the middle', async () => {
    await transactions.run(organisation, () =>
      Promise.resolve({result: null, records: [record('case/killed')]}),
    );
    const before = await checkpoints();
    await connected(app.database.superuserUrl, async (blocker) => {
      await blocker.query('BEGIN');
      await blocker.query('LOCK TABLE audit_checkpoint IN EXCLUSIVE MODE');
      const killed = anIntegrator(app)
        .integrate()
        .catch((error: unknown) => error);
      let victims = 0;
      while (victims === 0) {
        const rows = await app.database.asSuperuser(
          `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
           WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%audit_checkpoint%'`,
        );
        victims = rows.length;
      }
      await blocker.query('ROLLBACK');
      await killed;
    });
    await settled();
    await expectSound();
    expect((await checkpoints()).length).toBeGreaterThan(before.length);
  });

  it('adds nothing to a tree that is no longer the one that was signed, and goes on with the others', async () => {
    const other = await anOrganisation(app);
    await settled();
    await connected(app.database.superuserUrl, async (client) => {
      await client.query("SET session_replication_role = 'replica'");
      const flip = `UPDATE audit_event SET at = at + interval '1 ms' WHERE id =
        (SELECT event FROM audit_leaf WHERE organisation_id = '${organisation}' ORDER BY index DESC LIMIT 1)`;
      await client.query(flip);
      const [before] = (await checkpoints()).slice(-1);
      await transactions.run(organisation, () =>
        Promise.resolve({result: null, records: [record('case/after')]}),
      );
      await transactions.run(other, () =>
        Promise.resolve({result: null, records: [record('case/unharmed')]}),
      );
      let stopped: unknown;
      while (stopped === undefined || (await pending()) > 1)
        stopped = (await anIntegrator(app).integrate()).stopped.get(organisation) ?? stopped;
      expect(stopped).toBeInstanceOf(TreeMismatchError);
      expect((await checkpoints()).at(-1)).toEqual(before);
      expect(app.app.get(Concerns).all(other)).toEqual([]);
      await client.query(flip.replace('+ interval', '- interval'));
    });
    await settled();
    await expectSound();
  });

  it('comes to an end beside a tree that has stopped, however much that one is behind', async () => {
    const other = await anOrganisation(app);
    await happen(app, other);
    await settled();
    await connected(app.database.superuserUrl, async (client) => {
      await client.query("SET session_replication_role = 'replica'");
      const flip = `UPDATE audit_checkpoint SET root = set_bit(root, 0, 1 - get_bit(root, 0)) WHERE organisation_id = '${other}'`;
      await client.query(flip);
      await client.query(
        `INSERT INTO audit_event (organisation_id, stream, number, previous, kind, at, commitment)
         SELECT $1, 'case/behind', n, sha256(n::text::bytea), 'change', now(), sha256('x') FROM generate_series(1, 8200) n`,
        [other],
      );
      await transactions.run(organisation, () =>
        Promise.resolve({result: null, records: [record('case/beside')]}),
      );
      const {key, clock, randomness} = app.app.get(LogKeys);
      const source = {key, clock, randomness, published: app.app.get(PublishedCheckpoints)};
      await catchUp(app.connections, organisation, source);
      await expect(catchUp(app.connections, other, source)).rejects.toThrow('does not grow');
      expect(await pending()).toBeGreaterThanOrEqual(8200);
      await client.query("DELETE FROM audit_event WHERE stream = 'case/behind'");
      await client.query(flip);
    });
    await settled();
  });

  it('keeps the seed of its key sealed', async () => {
    const [row] = await app.database.asSuperuser<{sealed_seed: string}>(
      'SELECT sealed_seed FROM audit_key WHERE organisation_id = $1',
      [organisation],
    );
    const key = app.app.get(KeyEncryptionKey);
    const sealed = row?.sealed_seed ?? '';
    expect(Buffer.from(key.openText(`audit-key/${organisation}`, sealed), 'base64')).toHaveLength(32);
    expect(() => key.openText(`audit-key/${randomUUID()}`, sealed)).toThrow();
  });
});
