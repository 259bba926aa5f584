import {isNpi, npiFrom} from './npi';
import {sampleChart, sampleScenarios} from './sample-chart';
import type {FhirBundle, SampleRequest} from './sample-chart';
import {interpret, labMeasures} from './sample/measures';

const request: SampleRequest = {
  seed: 7,
  eventDate: '2026-03-14',
  physician: {name: 'Dr. Ines Fictova', npi: npiFrom('100000001')},
  others: [
    {name: 'Noor Mockridge', npi: npiFrom('100000002'), role: 'Registered nurse'},
    {name: 'Dr. Leo Specimann', npi: npiFrom('100000003')},
  ],
};

const ofType = (bundle: FhirBundle, type: string): Record<string, unknown>[] =>
  bundle.entry.map(({resource}) => resource).filter((resource) => resource['resourceType'] === type);

test.each(sampleScenarios)(
  '%s is a small stay with vital signs, results, orders, reports and notes',
  (scenario) => {
    const bundle = sampleChart({...request, scenario});
    expect(bundle.entry.length).toBeGreaterThanOrEqual(60);
    expect(bundle.entry.length).toBeLessThanOrEqual(150);
    for (const type of [
      'Patient',
      'Encounter',
      'Condition',
      'Procedure',
      'DocumentReference',
      'MedicationRequest',
    ]) {
      expect(ofType(bundle, type)).not.toHaveLength(0);
    }
    const abnormal = ofType(bundle, 'Observation').filter((one) => /"(?:HH|LL)"/.test(JSON.stringify(one)));
    expect(abnormal).not.toHaveLength(0);
    expect(ofType(bundle, 'DiagnosticReport').some((one) => typeof one['conclusion'] === 'string')).toBe(
      true,
    );
  },
);

test('the same seed tells the same story, another seed another patient', () => {
  expect(sampleChart(request)).toEqual(sampleChart(request));
  expect(sampleChart({...request, seed: 8})).not.toEqual(sampleChart(request));
});

test('the seed draws every story sooner or later', () => {
  const stories = Array.from({length: 100}, (_, seed) => sampleChart({...request, seed}));
  const reasons = stories.map((bundle) => JSON.stringify(ofType(bundle, 'Encounter')[0]?.['reasonCode']));
  expect(new Set(reasons).size).toBe(sampleScenarios.length);
});

test('the cast stands in the chart with valid numbers', () => {
  const npis = JSON.stringify(ofType(sampleChart(request), 'Practitioner')).match(/"value":"\d{10}"/g) ?? [];
  expect(npis).toHaveLength(3);
  expect(npis.every((text) => isNpi(text.slice(9, -1)))).toBe(true);
});

test('a physician alone plays every part', () => {
  const bundle = sampleChart({...request, others: [], scenario: 'good-catch'});
  expect(ofType(bundle, 'Practitioner')).toHaveLength(1);
});

test('a date that is none is refused', () => {
  expect(() => sampleChart({...request, eventDate: 'yesterday'})).toThrow(RangeError);
});

test.each([
  [2.8, 'LL'],
  [3.4, 'L'],
  [4, 'N'],
  [5.2, 'H'],
  [6.2, 'HH'],
])('a potassium of %d mmol/L is %s', (value, code) => {
  expect(interpret(labMeasures.potassium, value)).toBe(code);
});
