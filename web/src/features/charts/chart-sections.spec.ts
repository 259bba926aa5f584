import {anEntry as entry} from './chart-entry.builder';
import {divided, episodesOf, isSection, sectionOf} from './chart-sections';

test('observations are told apart by their category, else by their code, else by being numbers', () => {
  const quantity = {value: 1, unit: 'g'};
  expect(sectionOf(entry('a', 'observation', {detail: {category: 'Vital Signs'}}))).toBe('vitals');
  expect(sectionOf(entry('a', 'observation', {detail: {category: 'laboratory'}}))).toBe('labs');
  expect(sectionOf(entry('a', 'observation', {code: {system: null, code: '8867-4'}, quantity}))).toBe(
    'vitals',
  );
  expect(sectionOf(entry('a', 'observation', {quantity}))).toBe('labs');
  expect(sectionOf(entry('a', 'observation', {detail: {category: 'survey'}, quantity}))).toBe('reports');
  expect(sectionOf(entry('a', 'observation'))).toBe('reports');
});

test('the timeline has all but what was not understood, and every entry has a place', () => {
  const entries = [entry('e', 'encounter'), entry('c', 'condition'), entry('x', 'other')];
  const parts = divided({entries});
  expect(parts.get('timeline')?.map(({id}) => id)).toEqual(['e', 'c']);
  expect(parts.get('problems')?.map(({id}) => id)).toEqual(['c']);
  expect(parts.get('other')?.map(({id}) => id)).toEqual(['x']);
  expect(isSection('labs')).toBe(true);
  expect(isSection('nowhere')).toBe(false);
});

test('an encounter has what belongs to it; between encounters stands what belongs to none', () => {
  const latestFirst = [
    entry('late', 'procedure'),
    entry('lab', 'observation', {encounter: 'visit'}),
    entry('visit', 'encounter'),
    entry('lost', 'condition', {encounter: 'not in this chart'}),
    entry('early', 'condition', {encounter: 'visit'}),
  ];
  expect(
    episodesOf(latestFirst).map(({encounter, entries}) => [encounter?.id ?? null, entries.map(({id}) => id)]),
  ).toEqual([
    [null, ['late']],
    ['visit', ['lab', 'early']],
    [null, ['lost']],
  ]);
});
