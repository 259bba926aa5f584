import {LogFacts} from './database-log';
import type {Expected, MutableLeaf, MutableLog, Mutation} from './database-log';
import {rollBack} from './roll-back';

const TABLES = [
  ...['audit_stream', 'audit_leaf', 'audit_event', 'audit_checkpoint', 'audit_payload', 'audit_tile'],
  ...['audit_key', 'audit_cosignature', 'audit_timestamp'],
  ...['log_search', 'log_search_word', 'log_search_position'],
];

/** What a superuser can do to rows as a whole: take away, put in, exchange, roll back. Each with what is to be found. */
export function databaseMutations(log: MutableLog): Record<string, Mutation> {
  const {client, pick, organisation, leaves} = log;
  const facts = new LogFacts(log);
  const {size} = facts;
  const run = async (text: string, ...values: readonly unknown[]): Promise<void> => {
    await client.query(text, [...values]);
  };
  const ROW = 'organisation_id = $1 AND stream = $2 AND number = $3';
  const key = ({stream, number}: MutableLeaf): unknown[] => [organisation, stream, number];
  const another = (leaf: MutableLeaf): MutableLeaf => {
    const other = leaves[(leaf.index + 1 + pick(size - 1)) % size];
    if (!other) throw new Error('there is no other leaf');
    return other;
  };
  const removed = ({index}: MutableLeaf): Expected => ({index, kind: 'removed'});

  return {
    'event.at beyond time': async (leaf) => {
      const end = pick(2) === 0 ? "'infinity'" : "'-infinity'";
      await run(`UPDATE audit_event SET at = ${end} WHERE ${ROW}`, ...key(leaf));
      return {index: leaf.index, kind: 'altered'};
    },
    'payload removed': async (leaf) => {
      await run(`DELETE FROM audit_payload WHERE ${ROW}`, ...key(leaf));
      return removed(leaf);
    },
    'payloads exchanged': async (leaf) => {
      const other = another(leaf);
      const move = `UPDATE audit_payload SET organisation_id = $4, stream = $5, number = $6 WHERE ${ROW}`;
      const nowhere = ['99999999-9999-4999-8999-999999999999', 'case/nowhere', '1'];
      await run(move, ...key(leaf), ...nowhere);
      await run(move, ...key(other), ...key(leaf));
      await run(move, ...nowhere, ...key(other));
      return {index: Math.min(leaf.index, other.index), kind: 'reordered'};
    },
    'event removed': async (leaf) => {
      await run(`DELETE FROM audit_event WHERE ${ROW}`, ...key(leaf));
      return facts.gone(leaf);
    },
    'event and leaf removed': async (leaf) => {
      await run('DELETE FROM audit_leaf WHERE event = $1', leaf.id);
      await run(`DELETE FROM audit_event WHERE ${ROW}`, ...key(leaf));
      return facts.gone(leaf);
    },
    'everything of an entry removed': async (leaf) => {
      await run('DELETE FROM audit_leaf WHERE event = $1', leaf.id);
      await run(`DELETE FROM audit_event WHERE ${ROW}`, ...key(leaf));
      await run(`DELETE FROM audit_payload WHERE ${ROW}`, ...key(leaf));
      return facts.gone(leaf);
    },
    'leaf removed': async (leaf) => {
      await run('DELETE FROM audit_leaf WHERE event = $1', leaf.id);
      return facts.gone(leaf);
    },
    'every leaf from one on removed': async ({index}) => {
      await run('DELETE FROM audit_leaf WHERE organisation_id = $1 AND index >= $2', organisation, index);
      return {index, kind: 'truncated'};
    },
    'leaves exchanged': async (leaf) => {
      const other = another(leaf);
      await run('UPDATE audit_leaf SET event = -1 WHERE event = $1', leaf.id);
      await run('UPDATE audit_leaf SET event = $1 WHERE event = $2', leaf.id, other.id);
      await run('UPDATE audit_leaf SET event = $1 WHERE event = -1', other.id);
      return {index: Math.min(leaf.index, other.index), kind: 'reordered'};
    },
    'entry put in': async ({index}) => {
      const far = 2 ** 30;
      const beyond = 'WHERE organisation_id = $1 AND index >= $2';
      await run(`UPDATE audit_leaf SET index = index + ${far} ${beyond}`, organisation, index);
      await run(`UPDATE audit_leaf SET index = index - ${far} + 1 ${beyond}`, organisation, far);
      await run(
        `WITH e AS (
           INSERT INTO audit_event (organisation_id, stream, number, previous, kind, at, commitment)
           VALUES ($1, 'case/99999999-9999-4999-8999-999999999999', 1, decode(repeat('00', 32), 'hex'), 'change',
             now(), sha256(decode(repeat('00', 32), 'hex') || convert_to('{}', 'UTF8')))
           RETURNING organisation_id, stream, number, id
         ), p AS (
           INSERT INTO audit_payload (organisation_id, stream, number, salt, event)
           SELECT organisation_id, stream, number, decode(repeat('00', 32), 'hex'), '{}' FROM e
         )
         INSERT INTO audit_leaf (organisation_id, index, event) SELECT $1, $2, id FROM e`,
        organisation,
        index,
      );
      return {index, kind: 'inserted'};
    },
    'event added': async (leaf) => {
      await run(
        `INSERT INTO audit_event (organisation_id, stream, number, previous, kind, at, commitment)
         SELECT organisation_id, stream, (SELECT max(number) + 1 FROM audit_event x WHERE x.stream = e.stream), commitment, kind, at, previous
         FROM audit_event e WHERE ${ROW}`,
        ...key(leaf),
      );
      return {index: size, kind: 'inserted'};
    },
    'event suppressed before it came into the tree': async ({stream}) => {
      // Its head says that it was there; event and payload are gone.
      await run(
        `UPDATE audit_stream SET number = number + 1, hash = sha256(hash) WHERE organisation_id = $1 AND stream = $2`,
        organisation,
        stream,
      );
      return {index: size, kind: 'suppressed'};
    },
    'head removed': async ({stream}) => {
      await run('DELETE FROM audit_stream WHERE organisation_id = $1 AND stream = $2', organisation, stream);
      return {index: facts.lastOf(stream), kind: 'removed'};
    },
    'tile removed': async (leaf) => {
      const tile = facts.tileOf(leaf);
      await run(
        'DELETE FROM audit_tile WHERE organisation_id = $1 AND level = 0 AND index = $2',
        organisation,
        tile,
      );
      return {index: tile * 256, kind: 'removed'};
    },
    'checkpoint removed': async (leaf) => {
      const of = facts.sizeAfter(leaf);
      await run('DELETE FROM audit_checkpoint WHERE organisation_id = $1 AND size = $2', organisation, of);
      return {index: facts.below(of), kind: 'removed', byNotes: true};
    },
    'window removed': async () => {
      await run('DELETE FROM audit_window');
      return {index: 0, kind: 'removed', organisation: null};
    },
    'everything from a checkpoint on': async (leaf) => {
      const index = facts.sizeBefore(leaf);
      await rollBack({client, organisation}, index);
      return {index, kind: 'rolled-back', byNotes: true};
    },
    'every row of the log': async () => {
      for (const table of TABLES) await run(`DELETE FROM ${table} WHERE organisation_id = $1`, organisation);
      return {index: 0, kind: 'rolled-back', byNotes: true};
    },
  };
}
