import {NOBODY, Roster, TextMask} from '../../masking';
import {maskEntry} from './mask-entry';
import type {TimelineEntry} from './timeline';

const entry = (parts: Partial<TimelineEntry>): TimelineEntry => ({
  id: 'Encounter/7740129',
  kind: 'encounter',
  at: '2026-03-12T08:00:00Z',
  end: '2026-03-15',
  encounter: 'Encounter/7740129',
  performers: ['a', 'b', 'unknown'],
  title: 'Visit of Canaryfield',
  code: {system: null, code: '1'},
  value: null,
  quantity: null,
  referenceRange: null,
  interpretation: null,
  detail: {raw: '{}', status: 'finished', discharge: 'died', note: 'Canaryfield, 92 years old'},
  ...parts,
});
const known = {
  patient: {...NOBODY, names: ['Ophelia Canaryfield']},
  cast: [],
  people: new Roster([]),
  organisations: [],
};
const index = {day: '2026-03-12', timeZone: 'UTC'};
const names: Readonly<Record<string, string>> = {a: 'Physician A', b: 'Nurse A'};
const mask = (parts: {patient: boolean; until?: number | null}) => ({
  text: new TextMask(known, index, {patient: parts.patient, people: true}),
  patient: parts.patient,
  pseudonymOf: (key: string) => names[key] ?? null,
  idOf: () => 'entry-x',
  until: parts.until ?? null,
});

test('nothing of an entry tells who or when, but by the days from the index event', () => {
  expect(maskEntry(entry({}), mask({patient: true}))).toEqual({
    ...entry({}),
    id: 'entry-x',
    encounter: 'entry-x',
    at: 'day 0, 08:00',
    end: 'day 3',
    performers: ['Nurse A', 'Physician A'],
    title: 'Visit of [patient]',
    detail: {status: 'finished', discharge: 'died', note: '[patient], 90 or older'},
  });
});

test('up to the index point a stay has no end and says nothing of how it went on', () => {
  const until = Date.UTC(2026, 2, 13);
  expect(maskEntry(entry({}), mask({patient: true, until}))).toMatchObject({
    end: null,
    detail: {note: expect.any(String) as string},
  });
  expect(Object.keys(maskEntry(entry({}), mask({patient: true, until})).detail)).toEqual(['note']);
  expect(maskEntry(entry({end: null}), mask({patient: true, until})).detail['discharge']).toBe('died');
  expect(maskEntry(entry({end: 'unknown'}), mask({patient: true, until})).end).toBeNull();
});

test('an age over 89 is told as a class of its own, wherever a chart has it as a number', () => {
  const age = {
    title: 'Age',
    code: null,
    value: '93 years',
    quantity: {value: 93, unit: 'a'},
    referenceRange: null,
    interpretation: 'H',
  };
  const old = maskEntry(
    entry({...age, components: [age], detail: {onset: '91 y', dose: '95 mg', at: '60 years'}}),
    mask({patient: true}),
  );
  expect([old.value, old.quantity, old.components?.[0]?.value, old.detail]).toEqual([
    '90 or older',
    null,
    '90 or older',
    {onset: '90 or older', dose: '95 mg', at: '60 years'},
  ]);
  const young = maskEntry(
    entry({...age, value: '60', quantity: {value: 60, unit: 'a'}}),
    mask({patient: true}),
  );
  expect(young.value).toBe('60');
});

test('dates and ages stay where the patient is not masked, and participants where people are not', () => {
  const only = {...mask({patient: false}), pseudonymOf: null};
  expect(maskEntry(entry({at: null, encounter: null}), only)).toMatchObject({
    at: null,
    end: '2026-03-15',
    encounter: null,
    performers: ['a', 'b', 'unknown'],
    title: 'Visit of Canaryfield',
  });
});
