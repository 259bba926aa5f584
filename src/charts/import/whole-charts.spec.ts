import {createReadStream, existsSync, readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {Readable} from 'node:stream';

import {npiFrom} from '../domain/npi';
import {sampleChart, sampleScenarios} from '../domain/sample-chart';
import {timelineKinds} from '../domain/timeline';
import type {TimelineEntry} from '../domain/timeline';
import {readBundle} from './read-bundle';

const folder = join(__dirname, '../../../../shared/data/charts');
const charts = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')) : [];

interface Whole {
  entry: {resource: {resourceType: string}}[];
}

describe('charts that others wrote', () => {
  (charts.length === 0 ? test.skip : test)(
    'every resource becomes an entry or context, none is lost, none is amiss',
    async () => {
      for (const name of charts) {
        const entries: TimelineEntry[] = [];
        const reading = await readBundle(createReadStream(join(folder, name)), (batch) => {
          entries.push(...batch);
          return Promise.resolve();
        });
        const types = (JSON.parse(readFileSync(join(folder, name), 'utf8')) as Whole).entry.map(
          (one) => one.resource.resourceType,
        );
        const context = Object.values(reading.context).reduce((sum, count) => sum + count, 0);
        expect(entries.length + context).toBe(types.length);
        expect(new Set(entries.map(({id}) => id)).size).toBe(entries.length);
        for (const kind of timelineKinds) {
          expect(reading.counts[kind]).toBe(entries.filter((entry) => entry.kind === kind).length);
        }
        expect(reading.counts.observation).toBe(types.filter((type) => type === 'Observation').length);
        expect(reading).toMatchObject({danglingReferences: 0, faultCount: 0});
        const known = new Set(entries.filter(({kind}) => kind === 'encounter').map(({id}) => id));
        const clinical = entries.filter(({kind}) => !['encounter', 'other'].includes(kind));
        expect(
          clinical.every(({at, encounter}) => at !== null && encounter !== null && known.has(encounter)),
        ).toBe(true);
      }
    },
  );
});

test.each(sampleScenarios)('our own sample of %s is read without a fault', async (scenario) => {
  const chart = sampleChart({
    seed: 1,
    eventDate: '2026-03-14',
    physician: {name: 'Dr. Ines Fictova', npi: npiFrom('100000001')},
    others: [{name: 'Noor Mockridge', npi: npiFrom('100000002')}],
    scenario,
  });
  const entries: TimelineEntry[] = [];
  const reading = await readBundle(Readable.from([JSON.stringify(chart)]), (batch) => {
    entries.push(...batch);
    return Promise.resolve();
  });
  expect(reading).toMatchObject({danglingReferences: 0, faultCount: 0, notUnderstood: {}});
  expect(reading.participants.map(({name, npi}) => [name, npi])).toEqual([
    ['Dr. Ines Fictova', npiFrom('100000001')],
    ['Noor Mockridge', npiFrom('100000002')],
  ]);
  const stay = entries.find(({kind}) => kind === 'encounter')?.id;
  for (const entry of entries.filter(({kind}) => kind !== 'encounter')) {
    expect(entry).toMatchObject({at: expect.any(String) as string, encounter: stay});
  }
  expect(
    entries.filter(({kind}) => kind === 'document').every(({detail}) => (detail['text'] ?? '').length > 40),
  ).toBe(true);
});
