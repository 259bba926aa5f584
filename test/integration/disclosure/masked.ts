import {npiFrom} from '../../../src/charts';
import {demonstrationPeople} from '../../../src/seed/demonstration-people';

const npiOf = (key: string): string => npiFrom(demonstrationPeople.find((one) => one.key === key)?.npi ?? '');

/** Told by a referral, a chart and files; no reviewer may meet any of it. */
export const NEVER = {
  patient: ['Ophelia', 'Canaryfield', 'Theodor', 'OPHELIA'],
  number: ['MRN 7740129', '7740129', 'CNR-55-0931', 'HX9981Q', 'VIS300771'],
  contact: ['617-555-0199', 'ophelia.c@example.org', '12 Larkspur Lane', 'Tansybrook', '02188'],
  people: ['Whitcombe', 'Lewandowski', 'Castellanos', 'Boateng', 'Strangename'],
  date: [
    '1931-04-02',
    '2 April 1931',
    '2026-03-11',
    '2026-03-12',
    'March 12',
    '03/12/2026',
    '12 Mar 2026',
    '20260312',
  ],
  age: ['94-year-old', 'aged 94'],
} as const;

/** Told of what came after the index point: no reviewer may meet it before their scores are locked. */
export const LATER = [
  'latecanary-death',
  'latecanary-narrative',
  'latecanary-input',
  'unexpectedDeath',
  'latecanary-file',
] as const;

/** What every reviewer has to see, so that nothing else would be shown without being noticed. */
export const NEEDED = ['earlycanary-lactate', 'earlycanary-note'] as const;

const text = Buffer.from(
  'earlycanary-note. Mrs. Canaryfield, OPHELIA, a 94-year-old (aged 94, born 2 April 1931) came on March 12 with her son ' +
    'Theodor. MRN 7740129, member no. HX9981Q, tel 617-555-0199, ophelia.c@example.org, 12 Larkspur Lane, Tansybrook 02188. ' +
    'Dr Whitcombe asked Dr Lewandowski; R. Castellanos, RN called Dr Boateng on 03/12/2026 at 14:05 and again 20260312. ' +
    'Dr. Ada Strangename read the film of 2026-03-11, reported 12 Mar 2026.',
).toString('base64');

const practitioner = (id: string, name: string, npi: string | null): object => ({
  resourceType: 'Practitioner',
  id,
  name: [{text: name}],
  ...(npi !== null && {identifier: [{system: 'http://hl7.org/fhir/sid/us-npi', value: npi}]}),
});
const subject = {reference: 'Patient/MRN7740129', display: 'Ophelia Canaryfield'};

/** A chart full of what must not be told; what follows the index point is a death. */
export const chart = JSON.stringify({
  resourceType: 'Bundle',
  type: 'collection',
  entry: [
    {
      resourceType: 'Patient',
      id: 'MRN7740129',
      name: [{family: 'Canaryfield', given: ['Ophelia'], prefix: ['Mrs.']}],
      birthDate: '1931-04-02',
      gender: 'female',
      identifier: [
        {system: 'urn:records', value: '7740129'},
        {system: 'urn:old', value: 'CNR-55-0931'},
      ],
      telecom: [{value: '617-555-0199'}, {value: 'ophelia.c@example.org'}],
      address: [{line: ['12 Larkspur Lane'], city: 'Tansybrook', postalCode: '02188'}],
      contact: [{name: {family: 'Canaryfield', given: ['Theodor']}}],
    },
    {resourceType: 'Coverage', id: 'c', subscriberId: 'HX9981Q', beneficiary: subject},
    practitioner('a', 'Dr Daniel Whitcombe', npiOf('physician')),
    practitioner('b', 'Dr Tomasz Lewandowski', npiOf('reviewer2')),
    practitioner('n', 'Robin Castellanos, RN', npiOf('staff')),
    practitioner('s', 'Dr. Ada Strangename', null),
    {
      resourceType: 'Encounter',
      id: 'stay',
      status: 'finished',
      subject,
      identifier: [{value: 'VIS300771'}],
      type: [{text: 'Hospital admission'}],
      period: {start: '2026-03-12T08:00:00Z', end: '2026-03-15T03:00:00Z'},
      hospitalization: {dischargeDisposition: {text: 'latecanary-death'}},
      participant: ['a', 'b', 'n'].map((id) => ({individual: {reference: `Practitioner/${id}`}})),
    },
    {
      resourceType: 'Observation',
      id: 'early',
      status: 'final',
      subject,
      encounter: {reference: 'Encounter/stay'},
      code: {text: 'earlycanary-lactate'},
      effectiveDateTime: '2026-03-12T13:05:00Z',
      valueQuantity: {value: 3.1, unit: 'mmol/L'},
      interpretation: [{coding: [{code: 'H'}]}],
      performer: [{reference: 'Practitioner/n'}],
    },
    {
      resourceType: 'DocumentReference',
      id: 'note',
      status: 'current',
      subject,
      type: {text: 'Ward note on Ophelia'},
      date: '2026-03-12T14:00:00Z',
      author: [{reference: 'Practitioner/a'}, {reference: 'Practitioner/s'}],
      content: [{attachment: {contentType: 'text/plain', data: text}}],
    },
    {
      resourceType: 'Condition',
      id: 'late',
      subject,
      code: {text: 'latecanary-death'},
      onsetDateTime: '2026-03-14T22:00:00Z',
    },
  ].map((resource) => ({resource})),
});

export const referral = {
  class: 'case',
  source: 'complaint',
  trigger: 'unexpectedDeath',
  eventDate: '2026-03-12',
  department: 'Medicine (Dr Boateng)',
  patientReference: 'MRN 7740129',
  narrative: 'latecanary-narrative: Ophelia Canaryfield, 94-year-old, died under Dr Whitcombe on 2026-03-14.',
};

export const statement =
  'latecanary-input: I, Whitcombe, saw Mrs Canaryfield (MRN 7740129) on 12 Mar 2026; Dr Boateng had left. Call 617-555-0199.';
