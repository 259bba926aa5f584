import {ReadTransaction} from '../../platform/database/transaction';
import {checkpointBody} from '../domain/checkpoint';
import {entryBytes} from '../domain/entry';
import {inclusionRanges} from '../domain/merkle';
import {entryOf} from '../persistence/entry-rows';
import {findEntriesAt} from '../persistence/leaf-rows';
import {KnownTrees} from './known-trees';
import {TileReader} from './tile-reader';

/** That a leaf is in the tree of a checkpoint, as it stands in a line of an export. */
export interface LeafProof {
  /** Canonical bytes of the entry, RFC 8785, with its commitment. */
  readonly entry: string;
  /** Inclusion proof, RFC 6962 section 2.1.1, base64. */
  readonly hashes: readonly string[];
}

/**
 * Proves leaves in the tree of one checkpoint of the log.
 *
 * @param known what whoever proves many of them, page by page, has read already
 * @returns by index; those that the checkpoint does not hold are left out, and those whose tree is not whole
 */
export async function proveLeaves(
  tx: ReadTransaction,
  {organisation, checkpoint, leaves}: {organisation: string; checkpoint: string; leaves: readonly number[]},
  known?: KnownTrees,
): Promise<ReadonlyMap<number, LeafProof>> {
  const size = checkpointBody(checkpoint)?.size ?? 0;
  const tree = new TileReader(tx, {organisation, size}, known);
  const proofs = new Map<number, LeafProof>();
  for (const row of await tx.rows(findEntriesAt, [organisation, leaves.filter((leaf) => leaf < size)])) {
    const hashes = await tree.rootsOf(inclusionRanges(Number(row.index), size));
    if (hashes)
      proofs.set(Number(row.index), {
        entry: entryBytes(entryOf(row)).toString(),
        hashes: hashes.map((hash) => hash.toString('base64')),
      });
  }
  return proofs;
}
