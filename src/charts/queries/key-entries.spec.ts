import type {TimelineEntry} from '../domain/timeline';
import {TellingClass, TimelineMark, markOf, tellingClasses} from '../persistence/timeline-mark';
import {keyEntries} from './key-entries';

const marked = (telling: TellingClass | null, moments: readonly (number | null)[]): {mark: TimelineMark}[] =>
  moments.map((moment, position) => ({mark: [moment, 0, position, telling]}));
const upTo = (count: number, step = 1): number[] => Array.from({length: count}, (_, index) => index * step);

const anEntry = (parts: Partial<TimelineEntry>): TimelineEntry => ({
  id: 'x',
  kind: 'observation',
  at: '2026-01-02',
  end: null,
  encounter: null,
  performers: [],
  title: 'Potassium',
  code: null,
  value: null,
  quantity: null,
  referenceRange: null,
  interpretation: null,
  detail: {},
  ...parts,
});

test('no class crowds out another: each gives its latest first', () => {
  const entries = tellingClasses.flatMap((telling, index) => marked(telling, upTo(200, index + 1)));
  const chosen = keyEntries(entries, 40);
  expect(chosen).toHaveLength(40);
  for (const [index, telling] of tellingClasses.entries()) {
    const moments = chosen.filter(({mark}) => mark[3] === telling).map(({mark}) => mark[0]);
    expect(moments).toEqual(upTo(8).map((back) => (192 + back) * (index + 1)));
  }
});

test('the room that a class leaves goes to the others, and the choice stands in order, undated ones last', () => {
  const entries = [...marked('report', [null, 5]), ...marked('encounter', upTo(60)), ...marked(null, [1, 2])];
  const moments = keyEntries(entries, 40).map(({mark}) => mark[0]);
  expect(moments).toHaveLength(40);
  expect(moments.at(-1)).toBeNull();
  expect(moments.slice(0, -1)).toEqual([5, ...upTo(38).map((index) => index + 22)]);
});

test.each<[string | null, TellingClass | null]>([
  ['H', 'abnormal'],
  ['LL', 'abnormal'],
  ['Abnormal', 'abnormal'],
  ['N', null],
  ['normal', null],
  ['NEG', null],
  [null, null],
])('an observation interpreted as %s is %s', (interpretation, telling) => {
  expect(markOf(anEntry({interpretation}), 3, 4)).toEqual([Date.UTC(2026, 0, 2), 3, 4, telling]);
});

test('one abnormal component makes the observation abnormal; what is neither is not told', () => {
  const {title, code, value, quantity, referenceRange} = anEntry({});
  const component = {title, code, value, quantity, referenceRange, interpretation: 'H'};
  expect(markOf(anEntry({components: [component]}), 0, 0)[3]).toBe('abnormal');
  expect(markOf(anEntry({kind: 'report', at: null}), 0, 0)).toEqual([null, 0, 0, 'report']);
  expect(markOf(anEntry({kind: 'medication', interpretation: 'H'}), 0, 0)[3]).toBeNull();
});
