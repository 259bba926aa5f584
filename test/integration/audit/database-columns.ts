import {splitNote} from '../../../src/audit/domain/signed-note';
import {checkpointBody, originOf} from '../../../src/audit/domain/checkpoint';
import {LogFacts} from './database-log';
import type {Expected, MutableLeaf, MutableLog, Mutation} from './database-log';
import {columnFlip} from './flip-column';
import type {Place} from './flip-column';

/** A column that the drill does not flip, and why. */
export interface Apart {
  readonly why: string;
}

/**
 * A bit flipped in each column of every table of the log, by `table.column`. What no proof covers says so, and by what it is
 * found out; `isBeside` names what only `audit fsck` looks at.
 */
export function columnMutations(log: MutableLog): Record<string, Mutation | Apart> {
  const {client, pick, organisation} = log;
  const facts = new LogFacts(log);
  const {size} = facts;
  const column = columnFlip(log);
  const inLog: Place = {where: 'organisation_id = $1', values: [organisation]};
  const own = (leaf: MutableLeaf): Expected => ({index: leaf.index, kind: 'altered'});
  /** A column of an event or its payload. */
  const ofEntry =
    (table: string, name: string, found = own): Mutation =>
    async (leaf) => {
      await column(table, name, {
        where: 'organisation_id = $1 AND stream = $2 AND number = $3',
        values: [organisation, leaf.stream, leaf.number],
      });
      return found(leaf);
    };
  const ofLeaf =
    (name: string): Mutation =>
    async (leaf) => {
      await column('audit_leaf', name, {where: 'event = $1', values: [leaf.id]});
      return facts.gone(leaf);
    };
  const ofStream =
    (name: string, kind: Expected['kind']): Mutation =>
    async ({stream}) => {
      await column('audit_stream', name, {
        where: 'organisation_id = $1 AND stream = $2',
        values: [organisation, stream],
      });
      return {index: facts.lastOf(stream), kind};
    };
  const ofTile =
    (name: string, found: (tile: number, bit: number) => Expected): Mutation =>
    async (leaf) => {
      const tile = facts.tileOf(leaf);
      const {bit} = await column('audit_tile', name, {
        where: 'organisation_id = $1 AND level = 0 AND index = $2',
        values: [organisation, tile],
      });
      return found(tile, bit);
    };
  const tileGone = (tile: number): Expected => ({index: tile * 256, kind: 'removed'});
  const ofCheckpoint =
    (name: string, found: (of: number, value: unknown) => Expected): Mutation =>
    async (leaf) => {
      const of = facts.sizeAfter(leaf);
      const {value} = await column('audit_checkpoint', name, {
        where: 'organisation_id = $1 AND size = $2',
        values: [organisation, of],
      });
      return found(of, value);
    };
  const misfiled = (of: number): Expected => ({index: facts.below(of), kind: 'altered'});
  const ofKey =
    (name: string, found: Expected): Mutation =>
    async () => {
      await column('audit_key', name, inLog);
      return found;
    };
  /** A note that names another key than its log's looks as if that key had signed it. */
  const noteAltered = (of: number, value: unknown): Expected => {
    const text = String(value);
    const signed = splitNote(text)?.signatures.some(({name}) => name === originOf(organisation));
    const named = splitNote(log.notes.find((note) => checkpointBody(note)?.size === of) ?? '');
    const ours = named?.signatures[0]?.bytes.subarray(0, 4);
    const isOurs =
      signed &&
      splitNote(text)
        ?.signatures[0]?.bytes.subarray(0, 4)
        .equals(ours ?? Buffer.alloc(0));
    const kind = isOurs === true || checkpointBody(text) === null ? 'altered' : 're-signed';
    return {index: facts.below(of), kind, ...(of === size && {withNotes: {index: of, kind}})};
  };
  const unknown: Expected = {index: 0, kind: 're-signed'};
  const keyAltered: Expected = {index: log.announced, kind: 'altered'};
  const ofWitness =
    (name: string, found?: (value: unknown) => Expected): Mutation =>
    async () => {
      const {value} = await column('audit_cosignature', name, inLog);
      return found?.(value) ?? {index: log.cosigned - 1, kind: 'altered'};
    };
  /** Of the entry, or of the next that has such a row. */
  const ofIndex =
    (table: string, name: string, kind: Expected['kind'] = 'altered'): Mutation =>
    async ({index}) => {
      const {rows} = await client.query<{leaf: string}>(
        `SELECT leaf FROM ${table} WHERE organisation_id = $1 ORDER BY leaf < $2, leaf LIMIT 1`,
        [organisation, index],
      );
      const leaf = Number(rows[0]?.leaf);
      await column(table, name, {where: 'organisation_id = $1 AND leaf = $2', values: [organisation, leaf]});
      return {index: leaf, kind};
    };
  const ofPlace =
    (change: string): Mutation =>
    async () => {
      await client.query(`UPDATE audit_window SET ${change}`);
      return {index: 0, kind: 'altered', organisation: null};
    };
  const stamps = {why: 'takes an authority: stamps.int-spec.ts flips each column of a stamp'};

  return {
    'audit_event.id': ofEntry('audit_event', 'id', (leaf) => facts.gone(leaf)),
    'audit_event.organisation_id': ofEntry('audit_event', 'organisation_id'),
    'audit_event.stream': ofEntry('audit_event', 'stream'),
    'audit_event.number': ofEntry('audit_event', 'number'),
    'audit_event.previous': ofEntry('audit_event', 'previous'),
    'audit_event.kind': ofEntry('audit_event', 'kind'),
    'audit_event.at': ofEntry('audit_event', 'at'),
    'audit_event.commitment': ofEntry('audit_event', 'commitment'),
    'audit_payload.organisation_id': ofEntry('audit_payload', 'organisation_id'),
    'audit_payload.stream': ofEntry('audit_payload', 'stream'),
    'audit_payload.number': ofEntry('audit_payload', 'number'),
    'audit_payload.salt': ofEntry('audit_payload', 'salt'),
    'audit_payload.event': ofEntry('audit_payload', 'event'),
    'audit_leaf.organisation_id': ofLeaf('organisation_id'),
    'audit_leaf.index': ofLeaf('index'),
    'audit_leaf.event': ofLeaf('event'),
    'audit_stream.organisation_id': ofStream('organisation_id', 'removed'),
    'audit_stream.stream': ofStream('stream', 'removed'),
    'audit_stream.number': ofStream('number', 'altered'),
    'audit_stream.hash': ofStream('hash', 'altered'),
    'audit_tile.organisation_id': ofTile('organisation_id', tileGone),
    'audit_tile.level': ofTile('level', tileGone),
    'audit_tile.index': ofTile('index', tileGone),
    'audit_tile.hashes': ofTile('hashes', (tile, bit) => ({
      index: tile * 256 + Math.floor(bit / 256),
      kind: 'altered',
    })),
    'audit_tile.root': ofTile('root', (tile) => ({index: tile * 256, kind: 'altered'})),
    'audit_checkpoint.organisation_id': ofCheckpoint('organisation_id', misfiled),
    'audit_checkpoint.size': ofCheckpoint('size', misfiled),
    'audit_checkpoint.root': ofCheckpoint('root', misfiled),
    'audit_checkpoint.note': ofCheckpoint('note', noteAltered),
    'audit_checkpoint.destroyed': ofCheckpoint('destroyed', (of) => ({index: of - 1, kind: 'altered'})),
    'audit_checkpoint.signed_at': ofCheckpoint('signed_at', (of) => ({index: of - 1, kind: 'altered'})),
    'audit_key.organisation_id': ofKey('organisation_id', unknown),
    'audit_key.number': ofKey('number', keyAltered),
    'audit_key.verifier': ofKey('verifier', unknown),
    'audit_key.announced': ofKey('announced', keyAltered),
    'audit_key.made_at': ofKey('made_at', keyAltered),
    'audit_key.sealed_seed': ofKey('sealed_seed', keyAltered),
    'audit_cosignature.organisation_id': ofWitness('organisation_id', (elsewhere) => ({
      index: log.cosigned - 1,
      kind: 'altered',
      organisation: String(elsewhere),
    })),
    // Nothing but the column says of which checkpoint it is.
    'audit_cosignature.size': ofWitness('size', (other) => ({index: Number(other) - 1, kind: 'altered'})),
    'audit_cosignature.witness': ofWitness('witness'),
    'audit_cosignature.signature': ofWitness('signature'),
    'audit_cosignature.received_at': ofWitness('received_at'),
    'audit_timestamp.organisation_id': stamps,
    'audit_timestamp.size': stamps,
    'audit_timestamp.response': stamps,
    'audit_timestamp.stamped_at': stamps,
    'audit_timestamp.received_at': stamps,
    'audit_window.one': {why: 'has one value: the database refuses any other'},
    'audit_window.floor': ofPlace(`floor = floor + (1::bigint << ${24 + pick(30)})`),
    'audit_window.mark': ofPlace(`mark = mark # (1::bigint << ${24 + pick(30)})`),
    'audit_window.mark_at': {
      why: 'is read for nothing but how long to wait; what is passed over for it is found out as suppressed',
    },
    'log_search.organisation_id': ofIndex('log_search', 'organisation_id', 'removed'),
    'log_search.leaf': ofIndex('log_search', 'leaf', 'removed'),
    'log_search.at': ofIndex('log_search', 'at'),
    'log_search.kind': ofIndex('log_search', 'kind'),
    'log_search.type': ofIndex('log_search', 'type'),
    'log_search.action': ofIndex('log_search', 'action'),
    'log_search.outcome': ofIndex('log_search', 'outcome'),
    'log_search.who': ofIndex('log_search', 'who'),
    'log_search.address': ofIndex('log_search', 'address'),
    'log_search.roles': ofIndex('log_search', 'roles'),
    'log_search_word.organisation_id': ofIndex('log_search_word', 'organisation_id'),
    'log_search_word.key': ofIndex('log_search_word', 'key'),
    'log_search_word.at': ofIndex('log_search_word', 'at'),
    'log_search_word.leaf': ofIndex('log_search_word', 'leaf'),
    'log_search_position.organisation_id': async () => {
      await column('log_search_position', 'organisation_id', inLog);
      return {index: 0, kind: 'altered'};
    },
    'log_search_position.next': async () => {
      const {value} = await column('log_search_position', 'next', inLog);
      return {index: Math.min(size, Number(value)), kind: 'altered'};
    },
  };
}

/** What `audit verify` does not look at, since it is no evidence: `audit fsck` does. */
export const isBeside = (name: string): boolean =>
  /^(log_search|audit_window|window|audit_key\.sealed_seed|audit_checkpoint\.signed_at)/.test(name);
