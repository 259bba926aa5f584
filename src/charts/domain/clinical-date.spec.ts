import fc from 'fast-check';

import {beginningOf, isClinicalDate} from './clinical-date';

test.each([
  ['2024', Date.UTC(2024, 0)],
  ['2024-05', Date.UTC(2024, 4)],
  ['2024-02-29', Date.UTC(2024, 1, 29)],
  ['2000-02-29', Date.UTC(2000, 1, 29)],
  ['2024-05-01T10:30:00Z', Date.UTC(2024, 4, 1, 10, 30)],
  ['2024-05-01T10:30:00.250-05:30', Date.UTC(2024, 4, 1, 16, 0, 0, 250)],
  ['2016-12-31T23:59:60Z', Date.UTC(2017, 0, 1)],
  ['0001-01-01', -62135596800000],
  ['9999-12-31T23:59:59+14:00', Date.UTC(9999, 11, 31, 9, 59, 59)],
])('%s begins at its first moment', (text, moment) => {
  expect(beginningOf(text)).toBe(moment);
});

test.each([
  '',
  'yesterday',
  '0000',
  '24',
  '2024-13',
  '2024-00',
  '2023-02-29',
  '1900-02-29',
  '2024-04-31',
  '2024-05-00',
  '2024-05-01T10:30Z',
  '2024-05-01T10:30:00',
  '2024-05-01T24:00:00Z',
  '2024-05-01T10:60:00Z',
  '2024-05-01T10:30:61Z',
  '2024-05-01T10:30:00+14:01',
  '2024-05-01T10:30:00+01:60',
  ' 2024',
])('%j is no clinical date', (text) => {
  expect(isClinicalDate(text)).toBe(false);
  expect(beginningOf(text)).toBeNull();
});

test('every instant of the calendar is read as JavaScript reads it', () => {
  const date = fc.date({
    min: new Date('0001-01-01T00:00:00Z'),
    max: new Date('9999-12-31T23:59:59Z'),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(date, (instant) => {
      expect(beginningOf(instant.toISOString())).toBe(instant.getTime());
    }),
  );
});
