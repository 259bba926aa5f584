import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {basename, join} from 'node:path';
import {npiFrom, sampleChart} from '../charts';
import type {SentFile} from './client/contract';

const FHIR_JSON = 'application/fhir+json';

/** @throws the file system's error when a file cannot be read */
export const chartFile = (path: string): SentFile => ({
  name: basename(path),
  type: FHIR_JSON,
  content: new Uint8Array(readFileSync(path)),
});

/** The charts of a folder beside the repository, if there are any, else a sample of the project's own. */
export function defaultCharts(repository: string, today: string): SentFile[] {
  const folder = join(repository, '..', 'shared', 'data', 'charts');
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')) : [];
  return names.length > 0
    ? names.sort().map((name) => chartFile(join(folder, name)))
    : [ownSample({seed: 1, today})];
}

/** A chart of the project's own generator, in which nobody of the demonstration took part. */
export function ownSample({seed, today}: {readonly seed: number; readonly today: string}): SentFile {
  const chart = sampleChart({
    seed,
    eventDate: today,
    physician: {name: 'Dr Noor Abadi', npi: npiFrom('123456700')},
    others: [
      {name: 'Jesse Tran, RN', npi: npiFrom('123456701')},
      {name: 'Dr Olga Brandt', npi: npiFrom('123456702')},
    ],
  });
  return {
    name: `sample-${seed}.json`,
    type: FHIR_JSON,
    content: new TextEncoder().encode(JSON.stringify(chart)),
  };
}
