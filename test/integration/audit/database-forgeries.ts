import {createHash} from 'node:crypto';
import {checkpointBody, originOf, signCheckpoint} from '../../../src/audit/domain/checkpoint';
import {signDestroyed, sumOfDestroyed} from '../../../src/audit/domain/destroyed-keys';
import {GENESIS, commit, entryHash} from '../../../src/audit/domain/entry';
import type {LogEntry} from '../../../src/audit/domain/entry';
import {noteSigner} from '../../../src/audit/domain/signed-note';
import type {NoteSigner} from '../../../src/audit/domain/signed-note';
import {TileEdge} from '../../../src/audit/domain/tile-edge';
import {entryOf} from '../../../src/audit/persistence/entry-rows';
import type {EntryRow} from '../../../src/audit/persistence/entry-rows';
import type {Expected, MutableLeaf, MutableLog} from './database-mutations';
import {rollBack} from './roll-back';

type Mutation = (leaf: MutableLeaf) => Promise<Expected>;

/** What takes more than one row: keys of one's own, stolen keys, and rows that go where they do not belong. */
export function databaseForgeries(log: MutableLog, signer: NoteSigner): Record<string, Mutation> {
  const {client, organisation, notes, leaves} = log;
  const stranger = noteSigner(originOf(organisation), Buffer.alloc(32, 9));
  const sizes = notes.flatMap((note) =>
    note.includes(organisation) ? (checkpointBody(note)?.size ?? []) : [],
  );
  const run = async (text: string, ...values: readonly unknown[]): Promise<void> => {
    await client.query(text, [organisation, ...values]);
  };
  const moved =
    (text: string, ...values: readonly ((leaf: MutableLeaf) => unknown)[]): Mutation =>
    async (leaf) => {
      await run(text, ...values.map((value) => value(leaf)));
      return {index: null, kinds: null};
    };
  const tileOf = ({index}: MutableLeaf): number =>
    Math.min(Math.floor(index / 256), Math.floor(leaves.length / 256) - 1);
  const sizeAfter = ({index}: MutableLeaf): number => sizes.find((size) => size > index) ?? -1;
  const elsewhere = 'gen_random_uuid()';
  const tile = 'WHERE organisation_id = $1 AND level = 0 AND index = $2';
  const entry = 'WHERE organisation_id = $1 AND stream = $2 AND number = $3';
  const place = [({stream}: MutableLeaf) => stream, ({number}: MutableLeaf) => number];

  return {
    'leaf.organisation': moved(
      `UPDATE audit_leaf SET organisation_id = ${elsewhere} WHERE organisation_id = $1 AND index = $2`,
      ({index}) => index,
    ),
    'payload.organisation': moved(
      `UPDATE audit_payload SET organisation_id = ${elsewhere} ${entry}`,
      ...place,
    ),
    'payload.stream': moved(`UPDATE audit_payload SET stream = stream || 'x' ${entry}`, ...place),
    'head.organisation': moved(
      `UPDATE audit_stream SET organisation_id = ${elsewhere} WHERE organisation_id = $1 AND stream = $2`,
      ({stream}) => stream,
    ),
    'head.stream': moved(
      "UPDATE audit_stream SET stream = stream || 'x' WHERE organisation_id = $1 AND stream = $2",
      ({stream}) => stream,
    ),
    'tile.organisation': moved(`UPDATE audit_tile SET organisation_id = ${elsewhere} ${tile}`, tileOf),
    'tile.level': moved(`UPDATE audit_tile SET level = level + 8 ${tile}`, tileOf),
    'tile.index': moved(`UPDATE audit_tile SET index = index + 65536 ${tile}`, tileOf),
    'checkpoint.organisation': moved(
      `UPDATE audit_checkpoint SET organisation_id = ${elsewhere} WHERE organisation_id = $1 AND size = $2`,
      sizeAfter,
    ),
    'checkpoint.size': moved(
      'UPDATE audit_checkpoint SET size = size + 1000000 WHERE organisation_id = $1 AND size = $2',
      sizeAfter,
    ),
    'key.organisation': moved(
      `UPDATE audit_key SET organisation_id = ${elsewhere} WHERE organisation_id = $1`,
    ),
    'key.number': moved('UPDATE audit_key SET number = number + 1 WHERE organisation_id = $1'),
    'key.announced': moved('UPDATE audit_key SET announced = announced + 1 WHERE organisation_id = $1'),
    're-signed by another key': async (leaf) => {
      const size = sizeAfter(leaf);
      const {rows} = await client.query<{root: Buffer}>(
        'SELECT root FROM audit_checkpoint WHERE organisation_id = $1 AND size = $2',
        [organisation, size],
      );
      const head = {origin: originOf(organisation), size, root: rows[0]?.root ?? GENESIS};
      const note = signCheckpoint(head, stranger);
      await run('UPDATE audit_checkpoint SET note = $3 WHERE organisation_id = $1 AND size = $2', size, note);
      // What the checkpoint before it holds is vouched for; or all of it, where the true last one was kept.
      return {index: [sizes.findLast((before) => before < size) ?? 0, size], kinds: ['re-signed']};
    },
    'another story from a checkpoint on, signed by the true key': async () => {
      const [from = 1, to = 1] = sizes.slice(-2);
      await rollBack(log, from);
      await tellAnother({...log, signer}, {from, to: to + 1});
      return {index: [from], kinds: ['forked'], byNotes: true};
    },
  };
}

/** Events of one new stream, leaves, head and a checkpoint: whole, and not what was there. */
async function tellAnother(
  {client, organisation, signer}: MutableLog & {readonly signer: NoteSigner},
  {from, to}: {readonly from: number; readonly to: number},
): Promise<void> {
  const {rows} = await client.query<EntryRow>(
    `SELECT e.* FROM audit_leaf l JOIN audit_event e ON e.id = l.event WHERE l.organisation_id = $1 ORDER BY l.index`,
    [organisation],
  );
  const edge = new TileEdge();
  for (const row of rows) edge.append(entryHash(entryOf(row)));
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
    for (const {level, index, hashes, root} of full)
      await client.query(
        'INSERT INTO audit_tile (organisation_id, level, index, hashes, root) VALUES ($1, $2, $3, $4, $5)',
        [organisation, level, index, hashes, root],
      );
  }
  await client.query(
    'INSERT INTO audit_stream (organisation_id, stream, number, hash) VALUES ($1, $2, $3, $4)',
    [organisation, stream, to - from, hash],
  );
  const head = {origin: originOf(organisation), size: edge.size, root: edge.root()};
  const destroyed = signDestroyed(organisation, {...head, ...sumOfDestroyed([])}, [signer]);
  await client.query(
    `INSERT INTO audit_checkpoint (organisation_id, size, root, note, destroyed, signed_at)
     VALUES ($1, $2, $3, $4, $5, now())`,
    [organisation, head.size, head.root, signCheckpoint(head, signer), destroyed],
  );
}
