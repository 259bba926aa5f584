import {KnownTrees, proveLeaf} from '../../src/audit';
import type {Database} from '../../src/platform/database/database';
import {seeded} from '../../test/support/random';
import {median, percentile, round} from './measure';

const PROOFS = 300;

export interface Log {
  readonly organisation: string;
  readonly events: number;
}

/**
 * Milliseconds that the proof of any entry takes, in the order in which proofs are asked for.
 *
 * @param known what is known of the tree before each proof
 */
export async function proofTimes(
  database: Database,
  {organisation, events}: Log,
  known: () => KnownTrees,
): Promise<{readonly p50: number; readonly p95: number}> {
  const pick = seeded(1);
  const times: number[] = [];
  for (let turn = 0; turn < PROOFS; turn += 1) {
    const begun = performance.now();
    const proof = await database.read((tx) => proveLeaf(tx, {organisation, index: pick(events)}, known()));
    times.push(performance.now() - begun);
    if (proof === null) throw new Error('a leaf is not proved');
  }
  // The first ones warm up.
  const settled = times.slice(PROOFS / 10);
  return {p50: round(median(settled)), p95: round(percentile(settled, 0.95))};
}
