import {KnownTrees, LeafProof, proveLeaves} from '../../audit';
import {ReadTransaction} from '../../platform/database/transaction';
import {EventItem} from '../domain/event-item';

/** An event with the proof that its entry is in the log. */
export type ProvedItem = EventItem & {readonly proof: LeafProof};

export interface ProvedLog {
  readonly organisation: string;
  readonly checkpoint: string | null;
  readonly known: KnownTrees;
}

/** The events with their proofs, those left out that the checkpoint does not hold yet. */
export async function proved(
  tx: ReadTransaction,
  {organisation, checkpoint, known}: ProvedLog,
  items: readonly EventItem[],
): Promise<readonly ProvedItem[]> {
  if (checkpoint === null) return [];
  const proofs = await proveLeaves(
    tx,
    {organisation, checkpoint, leaves: items.map(({leaf}) => leaf)},
    known,
  );
  return items.flatMap((item) => {
    const proof = proofs.get(item.leaf);
    return proof ? [{...item, proof}] : [];
  });
}
