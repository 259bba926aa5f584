import {orderTimeline} from './order-timeline';

const order = (dates: (string | null)[]): (string | null)[] =>
  orderTimeline(dates.map((at) => ({at}))).map(({at}) => at);

test('entries follow one another in time, whatever their precision and offset', () => {
  expect(
    order(['2024-05-01T08:00:00Z', '2024', '2024-05-01T09:30:00+02:00', '2024-05', '2023-12-31']),
  ).toEqual(['2023-12-31', '2024', '2024-05', '2024-05-01T09:30:00+02:00', '2024-05-01T08:00:00Z']);
});

test('the first and the last year of the calendar do not disturb the order', () => {
  expect(order(['9999-12-31', '2024', '0001-01-01'])).toEqual(['0001-01-01', '2024', '9999-12-31']);
});

test('what has no date, or one that cannot be read, stands last', () => {
  expect(order([null, 'soon', '9999'])).toEqual(['9999', null, 'soon']);
});

test('entries of the same moment keep their order, and the given list is left alone', () => {
  const entries = [
    {at: '2024-01-01', n: 1},
    {at: '2024', n: 2},
    {at: null, n: 3},
    {at: '2024-01', n: 4},
    {at: null, n: 5},
  ];
  expect(orderTimeline(entries).map(({n}) => n)).toEqual([1, 2, 4, 3, 5]);
  expect(entries.map(({n}) => n)).toEqual([1, 2, 3, 4, 5]);
});
