import {ReadTransaction} from '../../platform/database/transaction';
import {LeafRange, consistencyRanges, nodeHash, rootOf} from '../domain/merkle';
import {TILE_WIDTH} from '../domain/tile';
import {readTile} from './read-tree';

/**
 * The proof that a tree of one size begins with a smaller one, from the stored tiles: RFC 6962 section 2.1.2.
 *
 * @returns null when something of the stored tree is missing
 * @throws RangeError unless 0 < first <= second
 */
export async function readConsistencyProof(
  tx: ReadTransaction,
  organisation: string,
  {first, second}: {readonly first: number; readonly second: number},
): Promise<Buffer[] | null> {
  const proof: Buffer[] = [];
  for (const range of consistencyRanges(first, second)) {
    const root = await readRoot(tx, organisation, range);
    if (!root) return null;
    proof.push(root);
  }
  return proof;
}

/** Of the subtree over some leaves, which begins at a multiple of the smallest power of two that holds it. */
async function readRoot(
  tx: ReadTransaction,
  organisation: string,
  {begin, end}: LeafRange,
): Promise<Buffer | null> {
  let perfect = 1;
  while (perfect * 2 <= end - begin) perfect *= 2;
  const left = await readPerfect(tx, organisation, {begin, end: begin + perfect});
  if (begin + perfect === end || !left) return left;
  const right = await readRoot(tx, organisation, {begin: begin + perfect, end});
  return right && nodeHash(left, right);
}

/** Of a perfect subtree: its hashes lie side by side in one tile. */
async function readPerfect(
  tx: ReadTransaction,
  organisation: string,
  {begin, end}: LeafRange,
): Promise<Buffer | null> {
  let level = 0;
  while (TILE_WIDTH ** (level + 1) <= end - begin) level += 1;
  const first = begin / TILE_WIDTH ** level;
  const offset = first % TILE_WIDTH;
  const width = offset + (end - begin) / TILE_WIDTH ** level;
  const hashes = await readTile(tx, organisation, {level, index: Math.floor(first / TILE_WIDTH), width});
  return hashes && rootOf(hashes.slice(offset));
}
