import {Readable} from 'node:stream';
import type {ChartReading, TimelineEntry} from '../../src/charts/domain/timeline';
import type {ChartLimits} from '../../src/charts/import/chart-limits';
import {readBundle} from '../../src/charts/import/read-bundle';

export type Resource = Record<string, unknown>;

export const patient = {
  resourceType: 'Patient',
  id: 'p',
  name: [{family: 'Testerly', given: ['Ada']}],
  birthDate: '1970',
};
export const observation = (more: Resource = {}): Resource => ({
  resourceType: 'Observation',
  id: 'o',
  code: {coding: [{system: 'http://loinc.org', code: '2823-3', display: 'Potassium'}]},
  subject: {reference: 'Patient/p'},
  ...more,
});
export const aBundle = (resources: unknown[], more: Resource = {}): string =>
  JSON.stringify({
    resourceType: 'Bundle',
    type: 'collection',
    entry: resources.map((resource) => ({resource})),
    ...more,
  });

export async function read(
  json: string | Buffer,
  limits: Partial<ChartLimits> = {},
  chunk = 7,
): Promise<{entries: TimelineEntry[]; reading: ChartReading}> {
  const bytes = Buffer.from(json);
  const pieces = Array.from({length: Math.ceil(bytes.length / chunk)}, (_, n) =>
    bytes.subarray(n * chunk, (n + 1) * chunk),
  );
  const entries: TimelineEntry[] = [];
  const take = (batch: TimelineEntry[]): Promise<void> => {
    entries.push(...batch);
    return Promise.resolve();
  };
  const reading = await readBundle(Readable.from(pieces, {objectMode: true}), take, limits);
  return {entries, reading};
}
