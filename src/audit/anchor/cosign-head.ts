import {Database} from '../../platform/database/database';
import {HeadRow} from '../persistence/tree-rows';
import {findLastCosigned} from '../persistence/anchor-rows';
import {readConsistencyProof} from '../queries/read-proof';
import {Cosignature} from '../domain/cosignature';
import {KnownWitness, WitnessReply, askWitness} from './ask-witness';

/** A witness does not cosign; the message says why and what to do. */
class NotCosignedError extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'NotCosignedError';
  }
}

/**
 * Has a witness cosign the last checkpoint of a tree.
 *
 * @returns null when it has done so before
 * @throws NotCosignedError, and what the connection says when there is none
 */
export async function cosignHead(
  database: Database,
  {head, witness}: {readonly head: HeadRow; readonly witness: KnownWitness},
  signal: AbortSignal,
): Promise<Cosignature | null> {
  const size = Number(head.size);
  const known = await database.read((tx) =>
    tx.row(findLastCosigned, [head.organisation_id, witness.verifier.text]),
  );
  const before = Number(known?.size ?? 0);
  if (before === size) return null;
  const ask = async (old: number): Promise<WitnessReply> => {
    const proof = await proofBetween(database, head, old);
    return askWitness(witness, {old, proof, note: head.note}, signal);
  };
  let reply = await ask(Math.min(before, size));
  // Another process may have been faster, or this database forgot.
  if (reply.kind === 'conflict' && reply.size <= size) reply = await ask(reply.size);
  if (reply.kind === 'cosigned') return reply.cosignature;
  if (reply.kind === 'refused') throw new NotCosignedError(reply.reason);
  throw new NotCosignedError(
    reply.size > size
      ? `it has cosigned ${reply.size} entries, and this database has ${size}: it was rolled back. Put the newer database back`
      : `it has cosigned another log of ${reply.size} entries: this database was forked. Put the right database back`,
  );
}

async function proofBetween(database: Database, head: HeadRow, first: number): Promise<Buffer[]> {
  const second = Number(head.size);
  if (first === 0 || first === second) return [];
  const proof = await database.read((tx) => readConsistencyProof(tx, head.organisation_id, {first, second}));
  if (!proof) throw new NotCosignedError('the stored tree has gaps; run: collegium audit verify');
  return proof;
}
