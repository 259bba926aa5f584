import {ReadTransaction} from '../../platform/database/transaction';
import {entryHash} from '../domain/entry';
import {TileEdge} from '../domain/tile-edge';
import {entryOf} from '../persistence/entry-rows';
import {findLastCheckpoint, findLeafEntries} from '../persistence/tree-rows';

const BATCH = 4096;

export interface TreeVerification {
  readonly size: number;
  /** Base64, as the checkpoint has it. */
  readonly root: string;
  /** Whether the entries as they are stored still give that root. */
  readonly verified: boolean;
  /** The signed note. */
  readonly checkpoint: string;
}

/** Hashes every entry of an organisation's log again and holds the tree against its last checkpoint; null before the first. */
export async function verifyTree(
  tx: ReadTransaction,
  organisation: string,
): Promise<TreeVerification | null> {
  const last = await tx.row(findLastCheckpoint, [organisation]);
  if (!last) return null;
  const size = Number(last.size);
  const edge = new TileEdge();
  for (let begin = 0; begin < size; begin += BATCH) {
    const rows = await tx.rows(findLeafEntries, [organisation, begin, Math.min(size, begin + BATCH)]);
    for (const row of rows) edge.append(entryHash(entryOf(row)));
  }
  const verified = edge.size === size && edge.root().equals(last.root);
  return {size, root: last.root.toString('base64'), verified, checkpoint: last.note};
}
