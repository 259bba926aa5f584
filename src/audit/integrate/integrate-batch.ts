import {WriteTransaction} from '../../platform/database/transaction';
import {underSavepoint} from '../../platform/jobs/under-savepoint';
import {originOf, signCheckpoint} from '../domain/checkpoint';
import {CommitWindow, advanceWindow} from '../domain/commit-window';
import {DestroyedSum, openDestroyed, signDestroyed, sumOfDestroyed} from '../domain/destroyed-keys';
import {entryHash} from '../domain/entry';
import {NoteSigner} from '../domain/signed-note';
import {TileEdge} from '../domain/tile-edge';
import {destroyedKeys} from '../persistence/destroyed-rows';
import {entryOf} from '../persistence/entry-rows';
import {
  CheckpointRow,
  NewEntryRow,
  addCheckpoint,
  addLeaves,
  addTiles,
  findLastCheckpoint,
  findNewEntries,
  findWindow,
  moveWindow,
  takeTransactionId,
  tryLock,
} from '../persistence/tree-rows';
import {readEdge} from '../queries/read-tree';
import {PublishedCheckpoints} from '../publish/published-checkpoints';
import {KeySource, signersFor} from './signing-key';
import {TreeMismatchError} from './tree-mismatch-error';

/** One number for the whole installation: whoever holds it integrates, others leave it to them. */
const INTEGRATION_LOCK = 7_266_352;
const BATCH = 8192;

export interface GrowthSource extends KeySource {
  readonly published: PublishedCheckpoints;
}

export interface Integrated {
  /** Leaves added. */
  readonly added: number;
  /** The largest id that was looked at where there may be more; null where there is not. */
  readonly more: bigint | null;
  /** Organisations whose tree could not grow, each with the reason. */
  readonly stopped: ReadonlyMap<string, unknown>;
  /** False when another process holds the lock: nothing is known then. */
  readonly looked: boolean;
}

/**
 * Takes committed events that are in no tree yet into the tree of their organisation and signs its new checkpoint, all
 * in the caller's transaction. Every event that is visible is taken, in the order of ids: an event is numbered while
 * its stream is locked, so that order is also the order of each stream, and whoever sees an event sees those before it.
 * A tree that cannot grow holds up no other.
 *
 * @param leaving organisations whose events are to be left for later
 */
export async function integrateBatch(
  tx: WriteTransaction,
  leaving: ReadonlySet<string>,
  source: GrowthSource,
): Promise<Integrated> {
  const lock = await tx.row(tryLock, [INTEGRATION_LOCK]);
  const nothing = {added: 0, more: null, stopped: new Map<string, unknown>()};
  if (lock?.locked !== true) return {...nothing, looked: false};
  const window = await readWindow(tx);
  const rows = await tx.rows(findNewEntries, [String(window.floor), BATCH, [...leaving]]);
  const [first] = rows;
  if (!first) return {...nothing, looked: true};
  const own = await tx.row(takeTransactionId);
  const stopped = new Map<string, unknown>();
  let added = 0;
  for (const [organisation, entries] of byOrganisation(rows)) {
    const outcome = await underSavepoint(tx, () => grow(tx, organisation, entries, source));
    if (outcome.done) added += entries.length;
    else stopped.set(organisation, outcome.error);
  }
  // What was left for later must stay above the floor.
  if (leaving.size + stopped.size === 0) {
    const next = advanceWindow(window, {
      ids: rows.map(({id}) => BigInt(id)),
      cut: rows.length === BATCH,
      oldestRunning: BigInt(first.oldest_running),
      next: BigInt(own?.id ?? 0),
    });
    await tx.write(moveWindow, [String(next.floor), String(next.mark), String(next.markAt)]);
  }
  const more = rows.length === BATCH ? BigInt(rows.at(-1)?.id ?? 0) : null;
  return {added, more, stopped, looked: true};
}

async function grow(
  tx: WriteTransaction,
  organisation: string,
  rows: readonly NewEntryRow[],
  source: GrowthSource,
): Promise<void> {
  await source.published.check(tx, organisation);
  const last = await tx.row(findLastCheckpoint, [organisation]);
  const edge = await verifiedEdge(tx, organisation, last);
  const begin = edge.size;
  const tiles = rows.flatMap((row) => edge.append(entryHash(entryOf(row))));
  await tx.write(addLeaves, [organisation, begin, rows.map(({id}) => id)]);
  if (tiles.length > 0)
    await tx.write(addTiles, [
      organisation,
      tiles.map(({level}) => level),
      tiles.map(({index}) => index),
      tiles.map(({hashes}) => hashes),
      tiles.map(({root}) => root),
    ]);
  const signers = await signersFor(tx, organisation, {from: begin, to: edge.size}, source);
  const head = {origin: originOf(organisation), size: edge.size, root: edge.root()};
  const note = signCheckpoint(head, ...signers);
  const carried = rows.some(({kind}) => kind === 'disposal') ? null : carriedSum(organisation, last, signers);
  const sum = carried ?? sumOfDestroyed(await destroyedKeys(tx, organisation, edge.size));
  const destroyed = signDestroyed(organisation, {...head, ...sum}, signers);
  await tx.write(addCheckpoint, [organisation, head.size, head.root, note, destroyed, source.clock.now()]);
}

/** What the last checkpoint's own note says of destroyed keys, if one of those who sign now has signed it. */
function carriedSum(
  organisation: string,
  last: CheckpointRow | null,
  signers: readonly NoteSigner[],
): DestroyedSum | null {
  const note = last?.destroyed ?? '';
  const said = signers.flatMap((signer) => openDestroyed(organisation, note, signer) ?? []).at(0);
  if (!said || said.size !== Number(last?.size) || last?.root.equals(said.root) !== true) return null;
  return {count: said.count, digest: said.digest};
}

/** The tree as stored, if it still is what was signed last: the next checkpoint must never vouch for an altered one. */
async function verifiedEdge(
  tx: WriteTransaction,
  organisation: string,
  last: CheckpointRow | null,
): Promise<TileEdge> {
  if (!last) return new TileEdge();
  const size = Number(last.size);
  const edge = await readEdge(tx, organisation, size);
  if (!edge?.root().equals(last.root)) throw new TreeMismatchError(organisation, size);
  return edge;
}

async function readWindow(tx: WriteTransaction): Promise<CommitWindow> {
  const row = await tx.row(findWindow);
  if (!row) throw new Error('the window of the log is gone');
  return {floor: BigInt(row.floor), mark: BigInt(row.mark), markAt: BigInt(row.mark_at)};
}

function byOrganisation(rows: readonly NewEntryRow[]): Map<string, NewEntryRow[]> {
  const groups = new Map<string, NewEntryRow[]>();
  for (const row of rows) {
    const group = groups.get(row.organisation_id);
    if (group) group.push(row);
    else groups.set(row.organisation_id, [row]);
  }
  return groups;
}
