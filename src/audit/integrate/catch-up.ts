import {Database} from '../../platform/database/database';
import {pause} from '../../platform/jobs/pause';
import {findPending} from '../persistence/leaf-rows';
import {findLastId} from '../persistence/tree-rows';
import {integrateAll} from './integrate-all';
import {GrowthSource} from './integrate-batch';
import {INTEGRATOR} from '../../platform/database/rows/row-scope';

const TRIES = 100;
const BETWEEN = 100;

/**
 * Takes everything that is committed now into the tree, unless a server that runs does: then waits for it.
 *
 * @throws the reason why the tree does not grow
 */
export async function catchUp(database: Database, organisation: string, source: GrowthSource): Promise<void> {
  const log = database.as(INTEGRATOR);
  const last = (await log.read((tx) => tx.row(findLastId)))?.id ?? '0';
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const {stopped} = await integrateAll(database, source);
    const reason = stopped.get(organisation);
    if (reason !== undefined) throw new Error('the tree of the log does not grow', {cause: reason});
    const row = await log.read((tx) => tx.row(findPending, [organisation, last]));
    if (row?.pending !== true) return;
    await pause(BETWEEN, new AbortController().signal);
  }
  throw new Error('the tree of the log does not grow; see the log of the server that is running');
}
