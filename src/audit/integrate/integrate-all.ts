import {Database} from '../../platform/database/database';
import {findLastId} from '../persistence/tree-rows';
import {GrowthSource, Integrated, integrateBatch} from './integrate-batch';
import {INTEGRATOR} from '../../platform/database/rows/row-scope';

/**
 * Takes in everything that is recorded now, a batch a transaction, unless another process does. It comes to an end
 * however much is recorded meanwhile, and whatever tree does not grow.
 *
 * @param leaving organisations whose trees are to be left alone
 */
export async function integrateAll(
  database: Database,
  source: GrowthSource,
  {leaving = new Set(), signal}: {readonly leaving?: ReadonlySet<string>; readonly signal?: AbortSignal} = {},
): Promise<Omit<Integrated, 'more'>> {
  const log = database.as(INTEGRATOR);
  const last = BigInt((await log.read((tx) => tx.row(findLastId)))?.id ?? 0);
  const stopped = new Map<string, unknown>();
  let added = 0;
  let looked = true;
  for (let seen: bigint | null = -1n; seen !== null && seen < last && signal?.aborted !== true;) {
    // A tree that has stopped is not looked at again: its events would fill every batch.
    const left = new Set([...leaving, ...stopped.keys()]);
    const batch = await log.write((tx) => integrateBatch(tx, left, source));
    added += batch.added;
    looked &&= batch.looked;
    for (const [organisation, error] of batch.stopped) stopped.set(organisation, error);
    seen = batch.more;
  }
  return {added, stopped, looked};
}
