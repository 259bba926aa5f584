import {ReadTransaction} from '../../platform/database/transaction';
import {entryBytes} from '../domain/entry';
import {logProofText} from '../domain/log-proof';
import {inclusionRanges} from '../domain/merkle';
import {entryOf} from '../persistence/entry-rows';
import {findLeafOf} from '../persistence/leaf-rows';
import {findLastCheckpoint, findLeafEntries} from '../persistence/tree-rows';
import {TileReader} from './tile-reader';

export interface LeafPlace {
  readonly organisation: string;
  readonly index: number;
}

/** The leaf of an event, by its stream and number; null when it is in no tree (yet). */
export async function findLeaf(
  tx: ReadTransaction,
  {organisation, stream, number}: {organisation: string; stream: string; number: number},
): Promise<number | null> {
  const row = await tx.row(findLeafOf, [organisation, stream, number]);
  return row && Number(row.index);
}

/**
 * Proves that a leaf is in the tree of the latest checkpoint, from a handful of tiles.
 *
 * @returns the text of a `.tlog-proof` file, C2SP tlog-proof; null when there is no such leaf, or the tree is not whole
 */
export async function proveLeaf(
  tx: ReadTransaction,
  {organisation, index}: LeafPlace,
): Promise<string | null> {
  const last = await tx.row(findLastCheckpoint, [organisation]);
  const size = Number(last?.size ?? 0);
  if (!last || index >= size) return null;
  const [row] = await tx.rows(findLeafEntries, [organisation, index, index + 1]);
  const tree = new TileReader(tx, organisation, size);
  const hashes: Buffer[] = [];
  for (const range of inclusionRanges(index, size)) {
    const hash = await tree.rootOf(range);
    if (!hash) return null;
    hashes.push(hash);
  }
  return row ? logProofText({entry: entryBytes(entryOf(row)), index, hashes, checkpoint: last.note}) : null;
}
