import fc from 'fast-check';
import {SUBJECT_PSEUDONYM, castWith, kindOfColleague, letter} from './pseudonyms';

const subject = {pseudonym: SUBJECT_PSEUDONYM, names: ['Dr Daniel Whitcombe'], npi: '1'};
const one = (name: string, npi: string | null = null, ...roles: string[]) => ({names: [name], npi, roles});

it.each([
  [one('Robin Castellanos, RN'), 'Nurse'],
  [one('Robin Castellanos', null, 'nurse practitioner'), 'Nurse'],
  [one('Dr José Pérez'), 'Physician'],
  [one('Jo Field', null, 'attending'), 'Physician'],
  [one('Jo Field', null, 'Cardiologist'), 'Physician'],
  [one('Jo Field, PharmD'), 'Pharmacist'],
  [one('Jo Field, DPT'), 'Therapist'],
  [one('Jo Field', null, 'performer'), 'Colleague'],
])('%j is called %s', (participant, kind) => {
  expect(kindOfColleague(participant)).toBe(kind);
});

it('letters go on after Z', () => {
  expect([0, 25, 26, 27, 51, 52, 701, 702].map(letter)).toEqual([
    'A',
    'Z',
    'AA',
    'AB',
    'AZ',
    'BA',
    'ZZ',
    'AAA',
  ]);
});

it('the reviewed physician is A from the beginning, and whoever is met again keeps their letter', () => {
  const first = castWith([subject], [one('Dr Bo Two', '2'), one('D. Whitcombe', '1'), one('Ann Three, RN')]);
  expect(first.map(({pseudonym}) => pseudonym)).toEqual(['Physician B', 'Physician A', 'Nurse A']);
  const second = castWith([subject, ...first], [one('Three, Ann', '3'), one('Dr Four'), one('Two, Bo', '2')]);
  expect(second).toEqual([
    {pseudonym: 'Nurse A', names: ['Ann Three, RN', 'Three, Ann'], npi: '3'},
    {pseudonym: 'Physician C', names: ['Dr Four'], npi: null},
    {pseudonym: 'Physician B', names: ['Dr Bo Two', 'Two, Bo'], npi: '2'},
  ]);
});

it('two of one name with different numbers are two', () => {
  expect(castWith([subject], [one('Daniel Whitcombe', '9')])[0]?.pseudonym).toBe('Colleague A');
  expect(castWith([], [one(''), one('')]).map(({pseudonym}) => pseudonym)).toEqual([
    'Colleague A',
    'Colleague B',
  ]);
});

it('nobody shares a pseudonym, however many they are', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('Dr ', 'Nurse ', ''), {maxLength: 60}), (titles) => {
      const cast = castWith(
        [subject],
        titles.map((title, index) => one(`${title}X`, String(index + 10))),
      );
      expect(new Set(cast.map(({pseudonym}) => pseudonym)).size).toBe(titles.length);
    }),
    {numRuns: 100, seed: 3},
  );
});
