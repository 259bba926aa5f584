import {ReadTransaction} from '../../platform/database/transaction';
import {checkpointBody, originOf} from '../domain/checkpoint';
import {KeyTerm, openByHistory} from '../domain/key-history';
import {TreeHead} from '../domain/merkle';
import {Finding} from '../domain/tampering';
import {findMislaidCheckpoints} from '../persistence/check-rows';
import {findCheckpoints} from '../persistence/leaf-rows';
import {readEdge} from '../queries/read-tree';
import {DestroyedCheck} from './destroyed-check';
import {KeptCheckpoints} from './kept-checkpoints';
import {ReadCheckpoint} from './read-checkpoint';

const PAGE = 1000;

/** The checkpoints of a log in the database: its last one, and those before it. */
export interface StoredCheckpoints {
  readonly kept: KeptCheckpoints;
  readonly last: ReadCheckpoint | null;
  /** Of the last one, by its column. */
  readonly size: number;
  /** Sizes of those whose note is what was signed, while the columns beside it say something else. */
  readonly misfiled: readonly number[];
  readonly destroyed: DestroyedCheck;
}

/** @param keys that the log's notes must be signed with */
export async function storedCheckpoints(
  tx: ReadTransaction,
  organisation: string,
  keys: readonly KeyTerm[],
): Promise<StoredCheckpoints> {
  const kept = new KeptCheckpoints();
  const misfiled: number[] = [];
  const destroyed = new DestroyedCheck(organisation, keys);
  let last: ReadCheckpoint | null = null;
  let end = 0;
  for (let after = -1; ;) {
    const rows = await tx.rows(findCheckpoints, [organisation, after, PAGE]);
    for (const {size, root, note, destroyed: said} of rows) {
      after = Number(size);
      const read = readNote(note, keys);
      const wrong = read.fault === null && !agree(read.claim, {size: after, root});
      if (wrong) misfiled.push(read.claim?.size ?? 0);
      if (wrong) continue;
      if (last) kept.add(last);
      destroyed.add({size: after, root}, said);
      last = read;
      end = after;
    }
    if (rows.length < PAGE) break;
  }
  for (const {note} of await tx.rows(findMislaidCheckpoints, [organisation, `${originOf(organisation)}\n`])) {
    const {fault, claim} = readNote(note, keys);
    if (fault === null && claim) misfiled.push(claim.size);
  }
  return {kept, last, size: end, misfiled, destroyed};
}

/** Opens a note with the key that had to sign it. */
export function readNote(note: string, keys: readonly KeyTerm[]): ReadCheckpoint {
  if (keys.length === 0) return {fault: 'unknown_key', claim: checkpointBody(note)};
  const {fault, checkpoint} = openByHistory(note, keys);
  return {fault, claim: checkpoint ?? checkpointBody(note)};
}

const agree = (claim: TreeHead | null, {size, root}: TreeHead): boolean =>
  claim?.size === size && claim.root.equals(root);

/** The columns beside a note must say what it says. */
export function misfiledFinding(stored: StoredCheckpoints): Finding | null {
  if (stored.misfiled.length === 0) return null;
  const size = Math.min(...stored.misfiled);
  const detail = `the checkpoint of ${size} entries is not filed as what it says`;
  return {index: goodBelow(stored, size), kind: 'altered', detail};
}

/** What was signed and kept elsewhere must be here as well; a last one that cannot be read is not gone. */
export function missingFinding(handed: readonly ReadCheckpoint[], stored: StoredCheckpoints): Finding | null {
  const {kept, last, size: end} = stored;
  const known = (size: number): boolean => size >= end || size === last?.claim?.size || kept.has(size);
  const missing = handed.flatMap(({claim}) => (claim && !known(claim.size) ? [claim.size] : []));
  if (missing.length === 0) return null;
  const size = Math.min(...missing);
  const index = goodBelow(stored, size);
  return {index, kind: 'removed', detail: `the checkpoint of ${size} entries is gone`};
}

/**
 * A checkpoint that was kept elsewhere, of more entries than the last one here: where these entries still stand in the
 * tree, nothing was rolled back but the checkpoint taken away.
 */
export async function takenFinding(
  tx: ReadTransaction,
  organisation: string,
  {handed, size}: {readonly handed: readonly ReadCheckpoint[]; readonly size: number},
): Promise<Finding | null> {
  const beyond = handed.flatMap(({fault, claim}) =>
    fault === null && claim && claim.size > size ? [claim] : [],
  );
  for (const claim of beyond) {
    const edge = await readEdge(tx, organisation, claim.size);
    if (edge?.root().equals(claim.root) === true)
      return {
        index: size,
        kind: 'removed',
        detail: `the checkpoint of ${claim.size} entries is gone; its entries are there`,
      };
  }
  return null;
}

const goodBelow = ({kept, last, size: end}: StoredCheckpoints, size: number): number =>
  last?.fault === null && end < size ? end : kept.before(size);
