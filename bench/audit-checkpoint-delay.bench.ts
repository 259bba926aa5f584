import {randomUUID} from 'node:crypto';
import {setTimeout as pause} from 'node:timers/promises';
import {AuditedTransaction} from '../src/audit';
import {SystemClock} from '../src/platform/clock/clock';
import {SystemRandomness} from '../src/platform/crypto/randomness';
import {dataSource} from '../src/platform/database/data-source';
import {Database} from '../src/platform/database/database';
import {reading} from '../src/platform/database/statement';
import {installation} from './support/installation';
import {percentile, round, within} from './support/measure';
import type {Report} from './support/measure';
import {OPERATOR} from '../src/platform/database/rows/row-scope';

const WRITERS = 32;
const MILLISECONDS = 10_000;
const LOOK = 5;
/** Milliseconds within which every event is to be under a signed checkpoint. */
const LIMIT = 1_000;

const findSize = reading<{size: string}>(
  'bench_size',
  'SELECT size FROM audit_checkpoint WHERE organisation_id = $1 ORDER BY size DESC LIMIT 1',
);

const findPlaces = reading<{stream: string; number: string; index: string}>(
  'bench_places',
  `SELECT e.stream, e.number, l.index FROM audit_event e JOIN audit_leaf l ON l.event = e.id
   WHERE e.organisation_id = $1 AND e.stream LIKE 'case/writer-%'`,
);

/** From the commit of an event to the moment at which a signed checkpoint holds it, under 32 writers. */
export async function run(report: Report): Promise<void> {
  const place = await installation();
  const server = await place.serve();
  const source = await dataSource(place.postgres.appUrl, WRITERS + 2).initialize();
  const database = new Database(source, OPERATOR);
  const transactions = new AuditedTransaction(database, new SystemClock(), new SystemRandomness());
  const organisation = randomUUID();
  const committed = Array.from({length: WRITERS}, (): number[] => []);
  const seen: {at: number; size: number}[] = [];
  const total = (): number => committed.reduce((sum, {length}) => sum + length, 0);
  try {
    const end = performance.now() + MILLISECONDS;
    const watch = async (): Promise<void> => {
      // The log also has the event that names its key.
      while (performance.now() < end || (seen.at(-1)?.size ?? 0) <= total()) {
        const row = await database.read((tx) => tx.row(findSize, [organisation]));
        const size = Number(row?.size ?? 0);
        if (size > (seen.at(-1)?.size ?? 0)) seen.push({at: performance.now(), size});
        await pause(LOOK);
      }
    };
    const write = async (writer: number): Promise<void> => {
      while (performance.now() < end) {
        await transactions.run(organisation, () =>
          Promise.resolve({
            result: null,
            records: [
              {
                stream: `case/writer-${writer}`,
                kind: 'change',
                event: {
                  type: 'tried',
                  action: 'U',
                  outcome: '0',
                  who: 'system',
                  as: [],
                  on: null,
                  details: {},
                },
              },
            ],
          }),
        );
        committed[writer]?.push(performance.now());
      }
    };
    await Promise.all([watch(), ...committed.map((_, writer) => write(writer))]);
    const places = await database.read((tx) => tx.rows(findPlaces, [organisation]));
    const delays = places.map(({stream, number, index}) => {
      const begun = committed[Number(stream.split('-')[1])]?.[Number(number) - 1] ?? Number.NaN;
      return (seen.find(({size}) => size > Number(index))?.at ?? Number.NaN) - begun;
    });
    report({
      figure: 'milliseconds from commit to signed checkpoint',
      writers: WRITERS,
      eventsPerSecond: round((total() * 1000) / MILLISECONDS),
      p50: round(percentile(delays, 0.5)),
      p99: round(percentile(delays, 0.99)),
      longest: round(Math.max(...delays)),
      // The longest, to a second.
      ...within(Math.max(...delays) / LIMIT, 1),
    });
  } finally {
    await source.destroy();
    await server.stop();
    await place.close();
  }
}
