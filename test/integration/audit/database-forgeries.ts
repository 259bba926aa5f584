import {createHash} from 'node:crypto';
import {originOf, signCheckpoint} from '../../../src/audit/domain/checkpoint';
import {signDestroyed, sumOfDestroyed} from '../../../src/audit/domain/destroyed-keys';
import {GENESIS, commit, entryHash} from '../../../src/audit/domain/entry';
import type {LogEntry} from '../../../src/audit/domain/entry';
import {noteSigner} from '../../../src/audit/domain/signed-note';
import type {NoteSigner} from '../../../src/audit/domain/signed-note';
import type {FullTile} from '../../../src/audit/domain/tile-edge';
import {TileEdge} from '../../../src/audit/domain/tile-edge';
import {entryOf} from '../../../src/audit/persistence/entry-rows';
import type {EntryRow} from '../../../src/audit/persistence/entry-rows';
import {LogFacts} from './database-log';
import type {MutableLeaf, MutableLog, Mutation} from './database-log';
import {rollBack} from './roll-back';

interface Forger extends MutableLog {
  /** With the log's true key. */
  readonly signer: NoteSigner;
}

/** What takes signatures: keys of one's own, and stolen ones. */
export function databaseForgeries(log: MutableLog, signer: NoteSigner): Record<string, Mutation> {
  const {client, organisation} = log;
  const facts = new LogFacts(log);
  const {sizes, size} = facts;
  const forger: Forger = {...log, signer};
  const stranger = noteSigner(originOf(organisation), Buffer.alloc(32, 9));

  return {
    're-signed by another key': async (leaf) => {
      const of = facts.sizeAfter(leaf);
      const {rows} = await client.query<{root: Buffer}>(
        'SELECT root FROM audit_checkpoint WHERE organisation_id = $1 AND size = $2',
        [organisation, of],
      );
      const note = signCheckpoint(
        {origin: originOf(organisation), size: of, root: rows[0]?.root ?? GENESIS},
        stranger,
      );
      await client.query('UPDATE audit_checkpoint SET note = $3 WHERE organisation_id = $1 AND size = $2', [
        ...[organisation, of, note],
      ]);
      const kind = 're-signed';
      // Or all of it, where the true last one was kept.
      return {index: facts.below(of), kind, ...(of === size && {withNotes: {index: of, kind}})};
    },
    'another story from a checkpoint on, signed by the true key': async () => {
      const [from = 1, to = 1] = sizes.slice(-2);
      await rollBack(log, from);
      await tellAnother(forger, {from, to: to + 1});
      return {index: from, kind: 'forked', byNotes: true};
    },
    'an event that the window passes over': async (leaf) => {
      await addEvent(log, leaf.stream);
      const last = '(SELECT max(id) FROM audit_event)';
      await client.query(`UPDATE audit_window SET floor = ${last}, mark = ${last}`);
      return {index: size, kind: 'suppressed'};
    },
    'an entry of a stream left out, all after it signed anew by the true key': async (leaf) => {
      const {left, next} = suppressible(log, leaf);
      await leaveOut(forger, facts, left);
      const kept = facts.below(left.index + 1);
      const index = next.index - 1;
      // Whoever kept a checkpoint that held it sees another story; the log alone, a gap in the stream.
      const contradicted = sizes.some((of) => of > left.index && of < size) && kept < index;
      return {
        index,
        kind: 'suppressed',
        ...(contradicted && {withNotes: {index: kept, kind: 'forked'} as const}),
      };
    },
  };
}

/** Records something as the application does. */
async function addEvent({client, organisation}: MutableLog, stream: string): Promise<void> {
  const {rows} = await client.query<{number: string; hash: Buffer}>(
    'SELECT number, hash FROM audit_stream WHERE organisation_id = $1 AND stream = $2',
    [organisation, stream],
  );
  const [salt, at] = [createHash('sha256').update(stream).digest(), new Date(0)];
  const number = Number(rows[0]?.number ?? 0) + 1;
  const previous = rows[0]?.hash ?? GENESIS;
  const item: LogEntry = {
    ...{organisation, stream, number, previous, kind: 'change', at},
    commitment: commit(salt, '{}'),
  };
  const row = [organisation, stream, number];
  await client.query(
    `INSERT INTO audit_event (organisation_id, stream, number, previous, kind, at, commitment)
     VALUES ($1, $2, $3, $4, 'change', $5, $6)`,
    [...row, previous, at, item.commitment],
  );
  await client.query(
    `INSERT INTO audit_payload (organisation_id, stream, number, salt, event) VALUES ($1, $2, $3, $4, '{}')`,
    [...row, salt],
  );
  await client.query(
    'UPDATE audit_stream SET number = $3, hash = $4 WHERE organisation_id = $1 AND stream = $2',
    [...row, entryHash(item)],
  );
}

/** From a leaf on, the first whose stream goes on in the tree, and where. */
function suppressible(
  {leaves, announced}: MutableLog,
  {index}: MutableLeaf,
): {left: MutableLeaf; next: MutableLeaf} {
  for (const left of [...leaves.slice(index), ...leaves.slice(0, index)]) {
    // Without its key's own event a log would be another fault.
    const next = leaves.find((leaf) => leaf.index > left.index && leaf.stream === left.stream);
    if (next && left.index > announced) return {left, next};
  }
  throw new Error('no stream goes on');
}

/** Takes an entry out of the tree as if it had never been in it: leaves, tiles and checkpoints from there on are new. */
async function leaveOut(
  {client, organisation, signer}: Forger,
  {size}: LogFacts,
  left: MutableLeaf,
): Promise<void> {
  const run = async (text: string, ...values: readonly unknown[]): Promise<void> => {
    await client.query(text, [organisation, ...values]);
  };
  const at = 'WHERE organisation_id = $1 AND stream = $2 AND number = $3';
  await run(`DELETE FROM audit_payload ${at}`, left.stream, left.number);
  await run(`DELETE FROM audit_event ${at}`, left.stream, left.number);
  await run('DELETE FROM audit_leaf WHERE organisation_id = $1 AND index = $2', left.index);
  await run(
    `UPDATE audit_leaf SET index = index + ${2 ** 30} WHERE organisation_id = $1 AND index > $2`,
    left.index,
  );
  await run(
    `UPDATE audit_leaf SET index = index - ${2 ** 30} - 1 WHERE organisation_id = $1 AND index > $2`,
    2 ** 29,
  );
  await run('DELETE FROM audit_tile WHERE organisation_id = $1');
  await run('DELETE FROM audit_cosignature WHERE organisation_id = $1 AND size > $2', left.index);
  await run('DELETE FROM audit_checkpoint WHERE organisation_id = $1 AND size > $2', left.index);
  const {edge, full} = await treeOf(client, organisation);
  for (const tile of full) await addTile(client, organisation, tile);
  await sign({client, organisation, signer}, edge);
  if (edge.size !== size - 1) throw new Error('an entry more or less was left out');
}

type Database = Pick<MutableLog, 'client' | 'organisation'>;

async function treeOf(
  client: Database['client'],
  organisation: string,
): Promise<{edge: TileEdge; full: FullTile[]}> {
  const {rows} = await client.query<EntryRow>(
    `SELECT e.* FROM audit_leaf l JOIN audit_event e ON e.id = l.event WHERE l.organisation_id = $1 ORDER BY l.index`,
    [organisation],
  );
  const edge = new TileEdge();
  const full = rows.flatMap((row) => edge.append(entryHash(entryOf(row))));
  return {edge, full};
}

const addTile = (
  client: Database['client'],
  organisation: string,
  {level, index, hashes, root}: FullTile,
): Promise<unknown> =>
  client.query(
    'INSERT INTO audit_tile (organisation_id, level, index, hashes, root) VALUES ($1, $2, $3, $4, $5)',
    [organisation, level, index, hashes, root],
  );

async function sign(
  {client, organisation, signer}: Database & {readonly signer: NoteSigner},
  edge: TileEdge,
): Promise<void> {
  const head = {origin: originOf(organisation), size: edge.size, root: edge.root()};
  const destroyed = signDestroyed(organisation, {...head, ...sumOfDestroyed([])}, [signer]);
  await client.query(
    `INSERT INTO audit_checkpoint (organisation_id, size, root, note, destroyed, signed_at)
     VALUES ($1, $2, $3, $4, $5, now())`,
    [organisation, head.size, head.root, signCheckpoint(head, signer), destroyed],
  );
}

/** Events of one new stream, leaves, head and a checkpoint: whole, and not what was there. */
async function tellAnother(
  forger: Forger,
  {from, to}: {readonly from: number; readonly to: number},
): Promise<void> {
  const {client, organisation} = forger;
  const {edge} = await treeOf(client, organisation);
  const stream = 'case/99999999-9999-4999-8999-999999999999';
  let hash: Buffer = GENESIS;
  for (let number = 1; from + number <= to; number += 1) {
    const salt = createHash('sha256').update(String(number)).digest();
    const previous = hash;
    const item: LogEntry = {
      organisation,
      stream,
      number,
      previous,
      kind: 'change',
      at: new Date(number),
      commitment: commit(salt, '{}'),
    };
    hash = entryHash(item);
    const place = edge.size;
    const full = edge.append(hash);
    await client.query(
      `WITH e AS (
         INSERT INTO audit_event (organisation_id, stream, number, previous, kind, at, commitment)
         VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id
       ), p AS (INSERT INTO audit_payload (organisation_id, stream, number, salt, event) VALUES ($1, $2, $3, $8, '{}'))
       INSERT INTO audit_leaf (organisation_id, index, event) SELECT $1, $9, id FROM e`,
      [organisation, stream, number, previous, item.kind, item.at, item.commitment, salt, place],
    );
    for (const tile of full) await addTile(client, organisation, tile);
  }
  await client.query(
    'INSERT INTO audit_stream (organisation_id, stream, number, hash) VALUES ($1, $2, $3, $4)',
    [organisation, stream, to - from, hash],
  );
  await sign(forger, edge);
}
