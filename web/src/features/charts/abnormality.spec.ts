import {abnormalityOf, rangeOf} from './abnormality';
import {aFinding} from './chart-entry.builder';

const measured = (value: number, referenceRange: string | null, interpretation: string | null = null) =>
  aFinding({quantity: {value, unit: 'mmol/L'}, referenceRange, interpretation});

test.each([
  ['3.5–5.1 mmol/L', {low: 3.5, high: 5.1}],
  ['3.5 mmol/L – 5.1 mmol/L', {low: 3.5, high: 5.1}],
  ['-2 to 2', {low: -2, high: 2}],
  ['70-110 mg/dL', {low: 70, high: 110}],
  ['< 200 mg/dL', {low: null, high: 200}],
  ['≥60', {low: 60, high: null}],
  ['negative', null],
])('the range %j is read', (text, range) => {
  expect(rangeOf(text)).toEqual(range);
});

test('what the laboratory says goes before the range', () => {
  expect(abnormalityOf(measured(9, '3.5–5.1', 'N'))).toBeNull();
  expect(abnormalityOf(measured(4, '3.5–5.1', 'LL'))?.words).toBe('critically low');
  expect(abnormalityOf(measured(4, null, 'something else'))).toBeNull();
});

test('without a word of the laboratory the range decides; its ends are normal', () => {
  expect(abnormalityOf(measured(6.1, '3.5–5.1 mmol/L'))).toEqual({mark: 'high', words: 'high', sign: '▲'});
  expect(abnormalityOf(measured(3.4, '3.5–5.1 mmol/L'))?.mark).toBe('low');
  expect(abnormalityOf(measured(5.1, '3.5–5.1 mmol/L'))).toBeNull();
  expect(abnormalityOf(aFinding({referenceRange: '3.5–5.1'}))).toBeNull();
});
