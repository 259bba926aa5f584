import {anEntry} from './chart-entry.builder';
import {detailsOf, namedPerformers} from './entry-details';

const entry = anEntry('a', 'encounter', {
  value: 'Fracture',
  performers: ['Physician A', 'urn:uuid:1', 'Practitioner/7'],
  detail: {
    status: 'finished',
    category: 'laboratory',
    class: 'IMP',
    conclusion: 'Fracture',
    serviceProvider: 'North ward',
    note: 'First line\nSecond line',
    raw: '{}',
  },
});

test('details are named in words, without what goes without saying', () => {
  expect(detailsOf(entry)).toEqual([
    {name: 'Class', text: 'inpatient', short: true},
    {name: 'Service provider', text: 'North ward', short: true},
    {name: 'Note', text: 'First line\nSecond line', short: false},
  ]);
  expect(detailsOf({...entry, detail: {status: 'entered-in-error'}})).toHaveLength(1);
});

test('those who took part are told by the server’s letters alone', () => {
  expect(namedPerformers(entry)).toEqual(['Physician A']);
});
