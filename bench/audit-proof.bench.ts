import {KnownTrees} from '../src/audit';
import {dataSource} from '../src/platform/database/data-source';
import {Database} from '../src/platform/database/database';
import {OPERATOR} from '../src/platform/database/rows/row-scope';
import {growLogs} from './support/growing-logs';
import {installation} from './support/installation';
import type {Report} from './support/measure';
import {proofTimes} from './support/proof-times';

/** COLLEGIUM_BENCH_LARGE sets the size of the large log, 10000000 for the full one. */
const SIZES = [100_000, Number(process.env['COLLEGIUM_BENCH_LARGE'] ?? 1_000_000)];

/** How long a proof takes in a large log beside a small one. What events record stays away: no proof reads it. */
export async function run(report: Report): Promise<void> {
  const place = await installation();
  const database = new Database(await dataSource(place.postgres.appUrl).initialize(), OPERATOR);
  try {
    for (const log of await growLogs(place, database, {sizes: SIZES, report, payloads: false})) {
      const leaves = log.events;
      report({figure: 'proof', leaves, ...(await proofTimes(database, log, () => new KnownTrees()))});
      const known = new KnownTrees();
      report({figure: 'further proof', leaves, ...(await proofTimes(database, log, () => known))});
    }
  } finally {
    await database.close();
    await place.close();
  }
}
