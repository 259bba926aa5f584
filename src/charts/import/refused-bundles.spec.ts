import {Readable} from 'node:stream';

import {ChartImportError} from './chart-import-error';
import type {ChartLimits} from './chart-limits';
import {readBundle} from './read-bundle';

type Resource = Record<string, unknown>;

const patient = {
  resourceType: 'Patient',
  id: 'p',
  name: [{family: 'Testerly', given: ['Ada']}],
  birthDate: '1970',
};
const observation = (more: Resource = {}): Resource => ({
  resourceType: 'Observation',
  id: 'o',
  code: {text: 'Potassium'},
  subject: {reference: 'Patient/p'},
  ...more,
});
const aBundle = (resources: unknown[], more: Resource = {}): string =>
  JSON.stringify({
    resourceType: 'Bundle',
    type: 'collection',
    entry: resources.map((resource) => ({resource})),
    ...more,
  });

/** The code of the refusal; its message must name a fix and must not quote the chart. */
async function refusal(json: string | Buffer, limits: Partial<ChartLimits> = {}): Promise<string> {
  const source = Readable.from([Buffer.from(json)]);
  const fault: unknown = await readBundle(source, () => Promise.resolve(), limits).then(
    () => 'accepted',
    (error: unknown) => error,
  );
  if (!(fault instanceof ChartImportError)) throw new Error(`Not refused as a chart: ${String(fault)}`);
  expect(fault.message).toMatch(/[Ee]xport|repeat|Include/);
  expect(fault.message).not.toContain('Testerly');
  return fault.code;
}

const whole = aBundle([patient, observation()]);

test('every strict beginning of a Bundle, as truncated', async () => {
  for (let length = 0; length < whole.length; length += 1) {
    expect(await refusal(whole.slice(0, length))).toBe('chart_truncated');
  }
});

test.each([
  ['two values', `${whole}{}`],
  ['a missing comma', whole.replace('"type"', ' "type"').replace('"Bundle",', '"Bundle"')],
  ['an element after the other without a comma', whole.replace('},{', '}{')],
  ['a comma too many', whole.replace('}]}', '},]}')],
  ['a trailing comma in the Bundle', `${whole.slice(0, -1)},}`],
  ['a bare word', whole.replace('"collection"', 'collection')],
  ['single quotes', `{'resourceType':'Bundle'}`],
  ['a field twice', whole.replace('"type"', '"entry":[],"type"')],
  ['brackets that do not match', whole.replace('"birthDate":"1970"}', '"birthDate":"1970"]')],
  ['a control character', whole.replace('1970', '19\n70')],
  ['a bad escape in a field name', whole.replace('"type"', '"ty\\pe"')],
  ['nesting without end', whole.replace('"1970"', '['.repeat(500) + ']'.repeat(500))],
  ['Latin-1', Buffer.from(whole.replace('Ada', 'Adán'), 'latin1')],
])('%s, as malformed', async (_, json) => {
  expect(await refusal(json)).toBe('chart_malformed');
});

test.each([
  ['XML', '<Bundle/>'],
  ['a list', '[]'],
  ['a made-up type', '{"resourceType":"Ada Testerly"}'],
  ['a lone resource', JSON.stringify(patient)],
  ['NDJSON', `${JSON.stringify(patient)}\n${JSON.stringify(observation())}`],
  ['JSON without a resource type', '{}'],
  ['a resource type that is no text', '{"resourceType":5}'],
  ['entries that are no list', '{"resourceType":"Bundle","entry":{}}'],
  ['a history', aBundle([patient], {type: 'history'})],
])('%s, as not FHIR', async (_, json) => {
  expect(await refusal(json)).toBe('chart_not_fhir');
});

test.each([
  ['a resource of DSTU2', aBundle([patient, {resourceType: 'MedicationOrder'}])],
  ['a resource of STU3', aBundle([patient, observation({comment: 'x'})])],
  ['a Bundle that says so itself', aBundle([], {meta: {fhirVersion: '3.0.2'}})],
])('%s, as the wrong version', async (_, json) => {
  expect(await refusal(json)).toBe('chart_wrong_version');
});

test('a chart without a patient', async () => {
  expect(await refusal(aBundle([observation()]))).toBe('chart_no_patient');
});

test.each([
  ['two patients', [patient, {...patient, id: 'q'}]],
  ['a result of somebody else', [patient, observation({subject: {reference: 'Patient/q'}})]],
  ['a patient who shares only the name', [patient, {...patient, id: 'p2'}]],
])('%s, as several patients', async (_, resources) => {
  expect(await refusal(aBundle(resources))).toBe('chart_several_patients');
});

test('one limit after the other', async () => {
  expect(await refusal(whole, {maxBytes: 100})).toBe('chart_too_large');
  expect(await refusal(whole, {maxValueBytes: 50})).toBe('chart_too_large');
  expect(await refusal(whole, {maxStringBytes: 9})).toBe('chart_too_large');
  expect(await refusal(whole, {maxEntries: 1})).toBe('chart_too_many_entries');
});

test('a chart of 100,000 entries', async () => {
  const json = `{"resourceType":"Bundle","entry":[${'{},'.repeat(99_999)}{}]}`;
  expect(await refusal(json)).toBe('chart_too_many_entries');
});
