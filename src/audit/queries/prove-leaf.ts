import {ReadTransaction} from '../../platform/database/transaction';
import {entryBytes} from '../domain/entry';
import {logProofText} from '../domain/log-proof';
import {inclusionRanges} from '../domain/merkle';
import {entryOf} from '../persistence/entry-rows';
import {findLeafOf} from '../persistence/leaf-rows';
import {findLastCheckpoint, findLeafEntries} from '../persistence/tree-rows';
import {KnownTrees} from './known-trees';
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
 * @param known what whoever proves several leaves has read already
 * @returns the text of a `.tlog-proof` file, C2SP tlog-proof; null when there is no such leaf, or the tree is not whole
 */
export async function proveLeaf(
  tx: ReadTransaction,
  {organisation, index}: LeafPlace,
  known?: KnownTrees,
): Promise<string | null> {
  const last = await tx.row(findLastCheckpoint, [organisation]);
  const size = Number(last?.size ?? 0);
  if (!last || index >= size) return null;
  const [row] = await tx.rows(findLeafEntries, [organisation, index, index + 1]);
  const tree = new TileReader(tx, {organisation, size}, known);
  const hashes = await tree.rootsOf(inclusionRanges(index, size));
  return row && hashes
    ? logProofText({entry: entryBytes(entryOf(row)), index, hashes, checkpoint: last.note})
    : null;
}
