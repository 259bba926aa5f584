import {ReadTransaction} from '../../platform/database/transaction';
import {HASH_BYTES, rootOf} from '../domain/merkle';
import {commit, entryHash, GENESIS} from '../domain/entry';
import {Finding} from '../domain/tampering';
import {TILE_WIDTH, hashesIn, tileWidth} from '../domain/tile';
import {entryOf} from '../persistence/entry-rows';
import {hashesBelow} from '../queries/read-tree';
import {
  HeadlessRow,
  PendingRow,
  TipRow,
  countPending,
  findAnnouncement,
  findDisorder,
  findEmptyLeaf,
  findHeadless,
  findKeyRows,
  findLeafBeyond,
  findPassedOver,
  findPendingEntries,
  findStrayPayload,
  findTiles,
  findTips,
} from '../persistence/check-rows';

const PAGE = 2000;

interface Log {
  readonly organisation: string;
  readonly size: number;
  /** Whether the entries are the signed ones. */
  readonly whole: boolean;
  /** Whether stored tiles are to be read beside the path that serves them. */
  readonly tiles: boolean;
  /** Where an entry would stand that came after those that wait for the tree. */
  readonly end: number;
}

/** What only the rows show: leaves, heads, events in no tree yet, tiles and keys that do not belong together. */
export async function checkRows(tx: ReadTransaction, checked: Omit<Log, 'end'>): Promise<(Finding | null)[]> {
  const {organisation, size} = checked;
  const end = size + Number((await tx.row(countPending, [organisation]))?.pending ?? 0);
  const log = {...checked, end};
  const [beyond, disorder, empty] = [
    await tx.row(findLeafBeyond, [organisation, size]),
    await tx.row(findDisorder, [organisation]),
    await tx.row(findEmptyLeaf, [organisation]),
  ];
  const [passed, stray, headless] = [
    await tx.row(findPassedOver, [organisation]),
    await tx.row(findStrayPayload, [organisation]),
    await tx.row(findHeadless, [organisation]),
  ];
  return [
    beyond && {
      index: Number(beyond.index),
      kind: 'inserted',
      detail: 'a leaf beyond the size that was signed',
    },
    disorder && disorderFinding(Number(disorder.index), beyond !== null),
    empty && {index: Number(empty.index), kind: 'removed', detail: 'the leaf has no event'},
    passed && {index: size, kind: 'suppressed', detail: `${named(passed)} was left out of the tree`},
    stray && {
      index: end,
      kind: 'inserted',
      detail: `something is recorded for ${named(stray)}, which is not there`,
    },
    headless && headlessFinding(headless, log),
    await tipFinding(tx, log),
    await pendingFinding(tx, log),
    log.tiles ? await tileFinding(tx, log) : null,
    await keyFinding(tx, log),
  ];
}

const named = ({stream, number}: {stream: string; number: string}): string =>
  `entry ${number} of stream ${stream}`;

/** @param more whether there are more leaves than were signed: then the one out of order was put in */
const disorderFinding = (index: number, more: boolean): Finding =>
  more
    ? {index, kind: 'inserted', detail: 'a later event stands before the one that was signed here'}
    : {index, kind: 'reordered', detail: 'leaves are not in the order of their events'};

/** Entries without a head: where they are the signed ones it is the head that is gone, with what it said of the last. */
function headlessFinding(row: HeadlessRow, {size, end, whole}: Log): Finding {
  const last = row.last === null ? end : Number(row.last);
  return whole && last < size
    ? {index: last, kind: 'removed', detail: `the head of stream ${row.stream} is gone`}
    : {
        index: row.index === null ? end : Number(row.index),
        kind: 'inserted',
        detail: `${named(row)} is in a stream that was never opened`,
      };
}

/** Each stream must end in the entry that its head says. */
async function tipFinding(tx: ReadTransaction, {organisation, end}: Log): Promise<Finding | null> {
  let first: Finding | null = null;
  let after = '';
  for (;;) {
    const rows = await tx.rows(findTips, [organisation, after, PAGE]);
    for (const row of rows) {
      const finding = headFinding(row, end);
      if (finding && (!first || finding.index < first.index)) first = finding;
    }
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) return first;
    after = last.stream;
  }
}

function headFinding({stream, head_number, head_hash, index, ...entry}: TipRow, end: number): Finding | null {
  const head = Number(head_number);
  const place = index === null ? end : Number(index);
  const {organisation_id, number, previous, kind, at, commitment} = entry;
  if (!organisation_id || !number || !previous || !kind || !at || !commitment)
    return head === 0
      ? null
      : {index: end, kind: 'suppressed', detail: `stream ${stream} is gone; it had ${head} entries`};
  const hash = entryHash(entryOf({organisation_id, stream, number, previous, kind, at, commitment}));
  const isLast = head_hash?.equals(hash) === true;
  if (isLast && head !== Number(number))
    return {
      index: place,
      kind: 'altered',
      detail: `the head of stream ${stream} has another number than its entry`,
    };
  if (head > Number(number))
    return {
      index: end,
      kind: 'suppressed',
      detail: `entry ${Number(number) + 1} of stream ${stream} is gone`,
    };
  if (head < Number(number))
    return {index: place, kind: 'inserted', detail: `entry ${number} of stream ${stream} is beyond its head`};
  return isLast
    ? null
    : {
        index: place,
        kind: 'altered',
        detail: `entry ${number} is not the one that stream ${stream} ended in`,
      };
}

/** Events that wait for the tree must follow the chains, and their payloads must open them. */
async function pendingFinding(tx: ReadTransaction, {organisation, size}: Log): Promise<Finding | null> {
  let [after, index] = ['0', size];
  for (;;) {
    const rows = await tx.rows(findPendingEntries, [organisation, after, PAGE]);
    for (const row of rows) {
      const finding = waitingFinding(row, index);
      if (finding) return finding;
      index += 1;
    }
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) return null;
    after = last.id;
  }
}

function waitingFinding(row: PendingRow, index: number): Finding | null {
  const {organisation_id, stream, number, salt, event} = row;
  const first = Number(number) === 1;
  if (row.head_number !== null && Number(number) > Number(row.head_number))
    return {index, kind: 'inserted', detail: `${named(row)} is beyond the head of its stream`};
  const before =
    row.before_number !== null &&
    row.before_previous &&
    row.before_kind &&
    row.before_at &&
    row.before_commitment
      ? entryHash(
          entryOf({
            organisation_id,
            stream,
            number: row.before_number,
            previous: row.before_previous,
            kind: row.before_kind,
            at: row.before_at,
            commitment: row.before_commitment,
          }),
        )
      : null;
  if (!first && !before)
    return {index, kind: 'removed', detail: `entry ${Number(number) - 1} of stream ${stream} is missing`};
  if (!row.previous.equals(before ?? GENESIS))
    return {
      index,
      kind: 'altered',
      detail: `the entry before ${named(row)} is not the one that it was chained to`,
    };
  if (!salt || event === null) return {index, kind: 'removed', detail: `what ${named(row)} records is gone`};
  return commit(salt, event).equals(row.commitment)
    ? null
    : {index, kind: 'altered', detail: `what ${named(row)} records is not what was committed to`};
}

/** Stored tiles must be full, in the tree, and have the root of their hashes. */
async function tileFinding(tx: ReadTransaction, {organisation, size}: Log): Promise<Finding | null> {
  let [level, index] = [-1, '-1'];
  for (;;) {
    const rows = await tx.rows(findTiles, [organisation, level, index, PAGE / 20]);
    for (const tile of rows) {
      const begin = Number(tile.index) * TILE_WIDTH ** (tile.level + 1);
      const detail = `tile ${tile.level}/${tile.index}`;
      if (tileWidth(size, tile.level, Number(tile.index)) < TILE_WIDTH)
        return {index: Math.min(begin, size), kind: 'inserted', detail: `${detail} is beyond the tree`};
      const hashes = hashesIn(tile.hashes) ?? [];
      if (tile.hashes.length !== TILE_WIDTH * HASH_BYTES || !rootOf(hashes).equals(tile.root)) {
        const place = {level: tile.level, index: Number(tile.index), width: TILE_WIDTH};
        const below = await hashesBelow(tx, organisation, place);
        const bad = hashes.findIndex((hash, at) => below[at]?.equals(hash) !== true);
        const index = begin + Math.max(0, bad) * TILE_WIDTH ** tile.level;
        return {index, kind: 'altered', detail: `${detail} does not have its root`};
      }
    }
    const last = rows.at(-1);
    if (!last || rows.length < PAGE / 20) return null;
    [level, index] = [last.level, last.index];
  }
}

/** Every key must be announced by the event that it names. */
async function keyFinding(tx: ReadTransaction, {organisation, end}: Log): Promise<Finding | null> {
  const rows = await tx.rows(findKeyRows, [organisation]);
  const bad = rows.find(
    ({number, verifier, announced, event}, at) =>
      number !== at + 1 || (announced !== null && !(event ?? '').includes(JSON.stringify(verifier))),
  );
  if (!bad) return null;
  const told = await tx.row(findAnnouncement, [organisation, JSON.stringify(bad.verifier)]);
  const index = told ? Number(told.index) : end;
  return {index, kind: 'altered', detail: `key ${bad.number} is not the one that the log announced`};
}
