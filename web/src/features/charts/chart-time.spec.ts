import {latestFirst, minuteOf, spanInWords, timeInWords} from './chart-time';

const clock = {
  day: (at: string) => `D ${at.slice(0, 10)}`,
  moment: (at: string) => `D ${at.slice(0, 10)}, ${at.slice(11, 16)}`,
};

test('masked dates are shown as the server gives them, others on the organisation’s clock', () => {
  expect(timeInWords('day -3, 14:05', clock)).toBe('day -3, 14:05');
  expect(timeInWords('2026-03-14T09:30:00Z', clock)).toBe('D 2026-03-14, 09:30');
  expect(timeInWords('2026-03-14', clock)).toBe('D 2026-03-14');
  expect(timeInWords('2026-03', clock)).toBe('2026-03');
  expect(timeInWords(null, clock)).toBe('no date');
});

test('an end on the same day is told by its time', () => {
  expect(spanInWords('day 2, 14:05', 'day 2, 15:00', clock)).toBe('day 2, 14:05 to 15:00');
  expect(spanInWords('day 2, 14:05', 'day 3, 15:00', clock)).toBe('day 2, 14:05 to day 3, 15:00');
  expect(spanInWords('2026-03-14', '2026-03-15', clock)).toBe('D 2026-03-14 to D 2026-03-15');
  expect(spanInWords('day 2, 14:05', null, clock)).toBe('day 2, 14:05');
});

test('masked and plain dates are put in order, and what has no date comes last', () => {
  expect(minuteOf('day -1, 23:00')).toBeLessThan(minuteOf('day 0') ?? -Infinity);
  const entries = ['day 0, 09:00', null, 'day 10', 'day -2, 23:59'].map((at) => ({at}));
  expect(latestFirst(entries).map(({at}) => at)).toEqual(['day 10', 'day 0, 09:00', 'day -2, 23:59', null]);
  expect(minuteOf('2026')).toBe(Date.UTC(2026, 0, 1) / 60_000);
  expect(minuteOf('in spring')).toBeNull();
});
