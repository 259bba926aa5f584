import type {Client} from 'pg';
import {checkpointBody} from '../../../src/audit/domain/checkpoint';
import type {Tampering} from '../../../src/audit/domain/tampering';
import {rollBack} from './roll-back';

const TABLES = [
  ...['audit_stream', 'audit_leaf', 'audit_event', 'audit_checkpoint', 'audit_payload', 'audit_tile'],
  ...[
    'audit_key',
    'audit_cosignature',
    'audit_timestamp',
    'log_search',
    'log_search_word',
    'log_search_position',
  ],
];

/** `index`: the entries that may be named; null where it is no single one's. */
export interface Expected {
  readonly index: readonly number[] | null;
  readonly kinds: readonly Tampering[] | null;
  /** Whether only who kept checkpoints can see it. */
  readonly byNotes?: true;
}

export interface MutableLeaf {
  readonly index: number;
  readonly id: string;
  readonly stream: string;
  readonly number: string;
}

export interface MutableLog {
  /** Of a superuser, in a transaction, with triggers off. */
  readonly client: Client;
  readonly pick: (limit: number) => number;
  readonly organisation: string;
  readonly leaves: readonly MutableLeaf[];
  /** Every checkpoint in the database. */
  readonly notes: readonly string[];
}

/** Size of the last checkpoint before the one that covers all; after it only the last root vouches for the entries. */
export function lastButOneOf({leaves, notes}: Pick<MutableLog, 'leaves' | 'notes'>): number {
  const sizes = notes.map((note) => checkpointBody(note)?.size ?? 0);
  return Math.max(0, ...sizes.filter((size) => size < leaves.length));
}

/** What a superuser can do to one entry and what hangs on it, each with what is to be found. */
export function databaseMutations({
  client,
  pick,
  organisation,
  leaves,
  notes,
}: MutableLog): Record<string, (leaf: MutableLeaf) => Promise<Expected>> {
  const run = async (text: string, values: readonly unknown[] = []): Promise<void> => {
    await client.query(text, [...values]);
  };
  const key = (leaf: MutableLeaf): unknown[] => [organisation, leaf.stream, leaf.number];
  const ROW = 'organisation_id = $1 AND stream = $2 AND number = $3';
  const altered = (leaf: MutableLeaf): Expected => ({index: [leaf.index], kinds: ['altered']});
  const gone = (leaf: MutableLeaf): Expected => ({
    index: [leaf.index],
    kinds: leaf.index === leaves.length - 1 ? ['truncated'] : ['removed'],
  });
  const flipBytes = async (table: string, column: string, leaf: MutableLeaf): Promise<Expected> => {
    const bit = pick(256);
    await run(
      `UPDATE ${table} SET ${column} = set_bit(${column}, ${bit}, 1 - get_bit(${column}, ${bit})) WHERE ${ROW}`,
      key(leaf),
    );
    return altered(leaf);
  };

  const sizes = notes.flatMap((note) =>
    note.includes(organisation) ? (checkpointBody(note)?.size ?? []) : [],
  );
  const sizeAfter = (leaf: MutableLeaf): number => sizes.find((size) => size > leaf.index) ?? -1;
  /** After the first, which is before the event that announces its key. */
  const sizeBefore = (leaf: MutableLeaf): number =>
    sizes.findLast((size, at) => size <= leaf.index && at > 0) ?? sizes[1] ?? 1;

  async function checkpointBit(leaf: MutableLeaf, change: string): Promise<Expected> {
    await run(`UPDATE audit_checkpoint SET ${change} WHERE organisation_id = $1 AND size = $2`, [
      organisation,
      sizeAfter(leaf),
    ]);
    return {index: null, kinds: ['altered']};
  }

  return {
    'event.previous': async (leaf) => {
      const {kinds} = await flipBytes('audit_event', 'previous', leaf);
      const before = leaves.findLast(({index, stream}) => index < leaf.index && stream === leaf.stream);
      // Where the same checkpoint alone vouches for both, it may as well be the one before that was altered.
      const both = before && sizeAfter(before) === sizeAfter(leaf);
      return {index: both ? [before.index, leaf.index] : [leaf.index], kinds};
    },
    'event.commitment': (leaf) => flipBytes('audit_event', 'commitment', leaf),
    'event.at': async (leaf) => {
      await run(
        `UPDATE audit_event SET at = at + interval '1 ms' * (1 << ${pick(20)}) WHERE ${ROW}`,
        key(leaf),
      );
      return altered(leaf);
    },
    'event.at beyond time': async (leaf) => {
      await run(
        `UPDATE audit_event SET at = ${pick(2) === 0 ? "'infinity'" : "'-infinity'"} WHERE ${ROW}`,
        key(leaf),
      );
      return altered(leaf);
    },
    'event.kind': async (leaf) => {
      await run(
        `UPDATE audit_event SET kind = overlay(kind placing chr(ascii(kind) # 1) from 1) WHERE ${ROW}`,
        key(leaf),
      );
      return altered(leaf);
    },
    'event.stream': async (leaf) => {
      await run(
        `UPDATE audit_event SET stream = overlay(stream placing chr(ascii(right(stream, 1)) # 1) from length(stream)) WHERE ${ROW}`,
        key(leaf),
      );
      return {index: [leaf.index], kinds: null};
    },
    'event.number': async (leaf) => {
      await run(`UPDATE audit_event SET number = number + ${2 ** (10 + pick(20))} WHERE ${ROW}`, key(leaf));
      return {index: [leaf.index], kinds: null};
    },
    'event.organisation': async (leaf) => {
      await run(`UPDATE audit_event SET organisation_id = gen_random_uuid() WHERE ${ROW}`, key(leaf));
      return {index: null, kinds: null};
    },
    'event.id': async (leaf) => {
      await run(`UPDATE audit_event SET id = id + ${2 ** (20 + pick(10))} WHERE ${ROW}`, key(leaf));
      return gone(leaf);
    },
    'payload.salt': (leaf) => flipBytes('audit_payload', 'salt', leaf),
    'payload.event': async (leaf) => {
      await run(
        `UPDATE audit_payload SET event = overlay(event placing chr(ascii(right(event, 1)) # 1) from length(event)) WHERE ${ROW}`,
        key(leaf),
      );
      return altered(leaf);
    },
    'payload removed': async (leaf) => {
      await run(`DELETE FROM audit_payload WHERE ${ROW}`, key(leaf));
      return {index: [leaf.index], kinds: ['removed']};
    },
    'payload moved': async (leaf) => {
      await run(`UPDATE audit_payload SET number = number + 1000000 WHERE ${ROW}`, key(leaf));
      return {index: [leaf.index], kinds: ['removed']};
    },
    'event removed': async (leaf) => {
      await run(`DELETE FROM audit_event WHERE ${ROW}`, key(leaf));
      return gone(leaf);
    },
    'event and leaf removed': async (leaf) => {
      await run('DELETE FROM audit_leaf WHERE event = $1', [leaf.id]);
      await run(`DELETE FROM audit_event WHERE ${ROW}`, key(leaf));
      return gone(leaf);
    },
    'leaf removed': async (leaf) => {
      await run('DELETE FROM audit_leaf WHERE event = $1', [leaf.id]);
      return gone(leaf);
    },
    'leaf.event': async (leaf) => {
      await run(`UPDATE audit_leaf SET event = event + ${2 ** (20 + pick(10))} WHERE event = $1`, [leaf.id]);
      return gone(leaf);
    },
    'leaf.index': async (leaf) => {
      await run(`UPDATE audit_leaf SET index = index + ${2 ** (20 + pick(10))} WHERE event = $1`, [leaf.id]);
      return {index: [leaf.index], kinds: ['removed', 'truncated']};
    },
    'leaves exchanged': async (leaf) => {
      const other = leaves[(leaf.index + 1 + pick(leaves.length - 1)) % leaves.length];
      if (!other) throw new Error('there is no other leaf');
      await run('UPDATE audit_leaf SET event = -1 WHERE event = $1', [leaf.id]);
      await run('UPDATE audit_leaf SET event = $1 WHERE event = $2', [leaf.id, other.id]);
      await run('UPDATE audit_leaf SET event = $1 WHERE event = -1', [other.id]);
      // Where it went to, if nothing vouches for what stands there by itself.
      const unvouched = Math.max(leaf.index, other.index) >= lastButOneOf({leaves, notes});
      return {
        index: [Math.min(leaf.index, other.index)],
        kinds: unvouched ? ['reordered', 'altered'] : ['reordered'],
      };
    },
    'event added': async (leaf) => {
      await run(
        `INSERT INTO audit_event (organisation_id, stream, number, previous, kind, at, commitment)
         SELECT organisation_id, stream, (SELECT max(number) + 1 FROM audit_event x WHERE x.stream = e.stream), commitment, kind, at, previous
         FROM audit_event e WHERE ${ROW}`,
        key(leaf),
      );
      return {index: [leaves.length], kinds: ['inserted', 'altered']};
    },
    'head.hash': async (leaf) => {
      const bit = pick(256);
      await run(
        `UPDATE audit_stream SET hash = set_bit(hash, ${bit}, 1 - get_bit(hash, ${bit})) WHERE organisation_id = $1 AND stream = $2`,
        [organisation, leaf.stream],
      );
      const last = leaves.findLast(({stream}) => stream === leaf.stream);
      return {index: [last?.index ?? -1], kinds: ['altered']};
    },
    'head.number': async (leaf) => {
      await run('UPDATE audit_stream SET number = number + 64 WHERE organisation_id = $1 AND stream = $2', [
        organisation,
        leaf.stream,
      ]);
      return {index: [leaves.length], kinds: ['suppressed']};
    },
    'head removed': async (leaf) => {
      await run('DELETE FROM audit_stream WHERE organisation_id = $1 AND stream = $2', [
        organisation,
        leaf.stream,
      ]);
      const first = leaves.find(({stream}) => stream === leaf.stream);
      return {index: [first?.index ?? -1], kinds: ['inserted']};
    },
    'tile.hashes': async (leaf) => {
      const tile = Math.min(Math.floor(leaf.index / 256), Math.floor(leaves.length / 256) - 1);
      const bit = pick(65_536);
      await run(
        `UPDATE audit_tile SET hashes = set_bit(hashes, ${bit}, 1 - get_bit(hashes, ${bit})) WHERE organisation_id = $1 AND level = 0 AND index = ${tile}`,
        [organisation],
      );
      return {index: [tile * 256 + Math.floor(bit / 256), tile * 256], kinds: ['altered']};
    },
    'tile.root': async (leaf) => {
      const tile = Math.min(Math.floor(leaf.index / 256), Math.floor(leaves.length / 256) - 1);
      const bit = pick(256);
      await run(
        `UPDATE audit_tile SET root = set_bit(root, ${bit}, 1 - get_bit(root, ${bit})) WHERE organisation_id = $1 AND level = 0 AND index = ${tile}`,
        [organisation],
      );
      return {index: [tile * 256], kinds: ['altered']};
    },
    'tile removed': async (leaf) => {
      const tile = Math.min(Math.floor(leaf.index / 256), Math.floor(leaves.length / 256) - 1);
      await run(`DELETE FROM audit_tile WHERE organisation_id = $1 AND level = 0 AND index = ${tile}`, [
        organisation,
      ]);
      // The hashes themselves follow from the entries; the tile above, which has its root, begins with the first entry.
      return {index: [0], kinds: ['altered']};
    },
    'checkpoint.root': (leaf) => checkpointBit(leaf, 'root = set_bit(root, 7, 1 - get_bit(root, 7))'),
    'checkpoint.note': (leaf) =>
      checkpointBit(leaf, `note = overlay(note placing chr(ascii(substr(note, 60, 1)) # 1) from 60)`),
    'checkpoint removed': async (leaf) => {
      const size = sizeAfter(leaf);
      await run('DELETE FROM audit_checkpoint WHERE organisation_id = $1 AND size = $2', [
        organisation,
        size,
      ]);
      return {index: null, kinds: ['removed', 'rolled-back', 'inserted'], byNotes: true};
    },
    'key.verifier': async () => {
      await run(
        `UPDATE audit_key SET verifier = overlay(verifier placing chr(ascii(right(verifier, 2)) # 1) from length(verifier) - 1) WHERE organisation_id = $1`,
        [organisation],
      );
      return {index: [0], kinds: ['re-signed']};
    },
    'everything from a checkpoint on': async (leaf) => {
      const size = sizeBefore(leaf);
      await rollBack({client, organisation}, size);
      return {index: [size], kinds: ['rolled-back'], byNotes: true};
    },
    'every row of the log': async () => {
      for (const table of TABLES)
        await run(`DELETE FROM ${table} WHERE organisation_id = $1`, [organisation]);
      return {index: [0], kinds: ['rolled-back'], byNotes: true};
    },
  };
}
