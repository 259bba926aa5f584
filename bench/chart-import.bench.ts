import {existsSync, readFileSync, readdirSync, statSync} from 'node:fs';
import {join} from 'node:path';
import {Readable} from 'node:stream';
import {readBundle} from '../src/charts/import/read-bundle';
import {ownSample} from '../src/demo/chart-files';
import {median, round} from './support/measure';
import type {Report} from './support/measure';

const ROUNDS = 9;
const PIECE = 65_536;
const shared = join(__dirname, '..', '..', 'shared', 'data', 'charts');

/** Reading a chart into its timeline, in MB/s, against JSON.parse of the same bytes. */
export async function run(report: Report): Promise<void> {
  const {name, bytes} = largestChart();
  const reading: number[] = [];
  const parsing: number[] = [];
  let entries = 0;
  for (let count = 0; count < ROUNDS; count += 1) {
    let start = performance.now();
    entries = 0;
    await readBundle(Readable.from(pieces(bytes)), (batch) => {
      entries += batch.length;
      return Promise.resolve();
    });
    reading.push(performance.now() - start);
    start = performance.now();
    JSON.parse(bytes.toString('utf8'));
    parsing.push(performance.now() - start);
  }
  const megabytes = bytes.length / 1e6;
  report({
    figure: 'MB per second',
    chart: name,
    megabytes: round(megabytes),
    entries,
    readBundle: round((1000 * megabytes) / median(reading)),
    jsonParse: round((1000 * megabytes) / median(parsing)),
    ratio: round(median(parsing) / median(reading)),
  });
}

function largestChart(): {name: string; bytes: Buffer} {
  const names = existsSync(shared) ? readdirSync(shared).filter((name) => name.endsWith('.json')) : [];
  const [largest] = names.sort(
    (one, other) => statSync(join(shared, other)).size - statSync(join(shared, one)).size,
  );
  if (largest !== undefined) return {name: largest, bytes: readFileSync(join(shared, largest))};
  const sample = ownSample({seed: 1, today: '2026-01-15'});
  return {name: sample.name, bytes: Buffer.from(sample.content)};
}

function* pieces(bytes: Buffer): Generator<Buffer> {
  for (let from = 0; from < bytes.length; from += PIECE) yield bytes.subarray(from, from + PIECE);
}
