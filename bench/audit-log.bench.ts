import {searchLog} from '../src/audit';
import type {LogQuery} from '../src/audit';
import {indexBatch} from '../src/audit/search/index-batch';
import {dataSource} from '../src/platform/database/data-source';
import {Database} from '../src/platform/database/database';
import {OPERATOR} from '../src/platform/database/rows/row-scope';
import {inventedLeaves} from '../test/support/invented-log';
import {seeded} from '../test/support/random';
import {withoutIndexes} from './support/copied-log';
import {growLogs} from './support/growing-logs';
import {installation} from './support/installation';
import {percentile, round} from './support/measure';
import type {Report} from './support/measure';
import type {Log} from './support/proof-times';

/** COLLEGIUM_BENCH_LARGE sets the size of the large log, 10000000 for the full one. */
const LARGE = Number(process.env['COLLEGIUM_BENCH_LARGE'] ?? 1_000_000);
const SMALL = 100_000;
const SEARCHES = 300;
const PAGE = 50;

/** How fast the tree grows, and how long a search takes in a large log beside a small one, in the real tables. */
export async function run(report: Report): Promise<void> {
  const place = await installation();
  const database = new Database(await dataSource(place.postgres.appUrl).initialize(), OPERATOR);
  try {
    const logs = await growLogs(place, database, {sizes: [SMALL, LARGE], report, payloads: true});
    await withoutIndexes(place.postgres, async () => {
      for (const {organisation} of logs)
        for (let more = true; more;) ({more} = await database.write((tx) => indexBatch(tx, organisation)));
    });
    const [small, large] = await searchTimes(database, logs);
    report({
      figure: 'search',
      events: [SMALL, LARGE],
      p95: [small, large],
      ratio: round((large ?? 0) / (small ?? 1)),
    });
  } finally {
    await database.close();
    await place.close();
  }
}

/** The same kinds of questions to both logs in turn. @returns the 95th percentile for each, milliseconds */
async function searchTimes(database: Database, logs: readonly Log[]): Promise<number[]> {
  const times = logs.map((): number[] => []);
  const questions = logs.map(questionsTo);
  for (let turn = 0; turn < SEARCHES; turn += 1)
    for (const [at, {organisation}] of logs.entries()) {
      const query = questions[at]?.[turn] ?? {};
      const begun = performance.now();
      await database.read((tx) => searchLog(tx, {organisation, query, after: null, limit: PAGE}));
      times[at]?.push(performance.now() - begun);
    }
  // The first ones warm up.
  return times.map((all) => round(percentile(all.slice(SEARCHES / 10), 0.95)));
}

/** By case, by person, by case and person, by kind, by time: what the desk asks. */
function questionsTo({organisation, events}: Log): LogQuery[] {
  const pick = seeded(2);
  const known = [...inventedLeaves({organisation, events: 2000, streams: events / 100})].map(
    ({payload, item}) => ({...(JSON.parse(payload.slice(65)) as {on: string; who: string}), at: item.at}),
  );
  return Array.from({length: SEARCHES}, (_, turn) => {
    const {on, who, at} = known[pick(known.length)] ?? {on: '', who: '', at: new Date()};
    const kinds = ['read'];
    const day = {from: at, to: new Date(at.getTime() + 86_400_000)};
    return (
      [{case: on}, {who}, {case: on, who}, {kinds}, {...day, who}, {...day, outcome: '0'}][turn % 6] ?? {}
    );
  });
}
