import {entryContentOf, openEntry} from './entry-of';
import {findingOf} from './finding-of';

type Resource = Record<string, unknown>;

const entryOf = (type: string, resource: Resource): object =>
  openEntry('x', resource, entryContentOf(type, resource));

test('blood pressure keeps its parts', () => {
  const part = (display: string, value: number): Resource => ({
    code: {coding: [{display}]},
    valueQuantity: {value, unit: 'mm[Hg]'},
  });
  const {components} = entryContentOf('Observation', {
    component: [part('Systolic', 120), part('Diastolic', 80)],
  });
  expect(components?.map(({title, value}) => `${title} ${value ?? ''}`)).toEqual([
    'Systolic 120 mm[Hg]',
    'Diastolic 80 mm[Hg]',
  ]);
});

test.each([
  [{valueCodeableConcept: {text: 'Positive'}}, 'Positive'],
  [{valueBoolean: false}, 'no'],
  [{valueInteger: 0}, '0'],
  [{valueRange: {low: {value: 1}}}, '≥ 1'],
  [{valueRatio: {numerator: {value: 1}, denominator: {value: 128}}}, '1 / 128'],
  [{valuePeriod: {start: '2024', end: '2025'}}, '2024 – 2025'],
  [{valueQuantity: {value: 0.00001234, unit: 'g'}}, '0.0000123 g'],
  [{dataAbsentReason: {text: 'not performed'}}, 'not available: not performed'],
  [{valueString: ' clear '}, 'clear'],
  [{valueDateTime: '2024'}, '2024'],
  [{valueTime: '10:00:00'}, '10:00:00'],
  [{valueSampledData: {data: '1 2 3'}}, '1 2 3'],
  [{valueRange: {high: {value: 5, unit: 'cm'}}}, '≤ 5 cm'],
  [{}, null],
])('the value %j reads as %j', (value, text) => {
  expect(findingOf(value).value).toBe(text);
});

test('a reference range in words and an interpretation in words are kept', () => {
  const finding = {referenceRange: [{text: 'negative'}], interpretation: [{text: 'Abnormal'}]};
  expect(findingOf(finding)).toMatchObject({
    title: 'Observation',
    referenceRange: 'negative',
    interpretation: 'Abnormal',
  });
});

test.each<[string, Resource, object]>([
  [
    'Encounter',
    {
      class: {code: 'IMP', display: 'inpatient'},
      period: {start: '2024-01-01', end: '2024-01-05'},
      location: [{location: {display: 'Ward 4'}}, {}],
      hospitalization: {dischargeDisposition: {text: 'Home'}},
    },
    {
      kind: 'encounter',
      title: 'inpatient',
      at: '2024-01-01',
      end: '2024-01-05',
      detail: {location: 'Ward 4', discharge: 'Home'},
    },
  ],
  [
    'Condition',
    {
      onsetAge: {value: 40, unit: 'a'},
      recordedDate: '2024',
      abatementString: 'in spring',
      clinicalStatus: {coding: [{code: 'active'}]},
    },
    {
      kind: 'condition',
      title: 'Condition',
      at: '2024',
      detail: {status: 'active', onset: '40 a', abatement: 'in spring'},
    },
  ],
  [
    'Procedure',
    {
      code: {text: 'Suture'},
      performedPeriod: {start: '2024-01-01'},
      complication: [{text: 'Bleeding'}],
      note: [{text: 'ok'}],
    },
    {kind: 'procedure', title: 'Suture', at: '2024-01-01', detail: {complication: 'Bleeding', note: 'ok'}},
  ],
  [
    'Immunization',
    {
      vaccineCode: {coding: [{code: '140'}]},
      occurrenceDateTime: '2024',
      doseQuantity: {value: 0.5, unit: 'mL'},
    },
    {kind: 'immunization', title: '140', code: {system: null, code: '140'}, detail: {dose: '0.5 mL'}},
  ],
  [
    'AllergyIntolerance',
    {
      code: {text: 'Latex'},
      reaction: [{manifestation: [{text: 'Hives'}], severity: 'mild'}],
      onsetRange: {low: {value: 3}},
    },
    {kind: 'allergy', title: 'Latex', detail: {reaction: 'Hives, mild', onset: '≥ 3'}},
  ],
  [
    'MedicationRequest',
    {
      medicationCodeableConcept: {text: 'Aspirin'},
      dosageInstruction: [
        {
          doseAndRate: [{doseQuantity: {value: 1, unit: 'tablet'}}],
          timing: {repeat: {frequency: 2, period: 1, periodUnit: 'd'}},
        },
        {asNeededBoolean: true},
      ],
    },
    {
      kind: 'medication',
      title: 'Aspirin',
      detail: {act: 'ordered', dosage: '1 tablet, 2 per 1 d; as needed'},
    },
  ],
  [
    'MedicationStatement',
    {effectivePeriod: {start: '2020', end: '2021'}, dosage: [{text: 'one a day'}]},
    {
      kind: 'medication',
      title: 'Medication',
      at: '2020',
      end: '2021',
      detail: {act: 'taken', dosage: 'one a day'},
    },
  ],
  [
    'ImagingStudy',
    {
      started: '2024',
      series: [
        {modality: {code: 'DX'}, bodySite: {display: 'Knee'}},
        {modality: {code: 'DX'}, bodySite: {display: 'Knee'}},
      ],
    },
    {kind: 'report', title: 'Imaging: DX: Knee', at: '2024', detail: {modality: 'DX'}},
  ],
  [
    'CarePlan',
    {title: 'Walk', period: {start: '2024'}},
    {kind: 'other', title: 'CarePlan: Walk', at: '2024'},
  ],
  ['Device', {}, {kind: 'other', title: 'Device', at: null}],
])('%s %j keeps what a reviewer reads', (type, resource, expected) => {
  expect(entryOf(type, resource)).toMatchObject(expected);
});

test('markup without an end costs no more than its length', () => {
  const started = process.cpuUsage();
  entryContentOf('Composition', {section: [{text: {div: '<'.repeat(2_000_000)}}]});
  // Microseconds; the quadratic way would take hours.
  expect(process.cpuUsage(started).user).toBeLessThan(5_000_000);
});
