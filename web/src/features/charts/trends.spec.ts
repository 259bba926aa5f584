import type {ChartEntry} from './chart-entry';
import {aFinding, anEntry} from './chart-entry.builder';
import {quoted, quotedFile} from './evidence';
import {markedParts, searchIn, soughtWords} from './find-entries';
import {plotOf, ticksFor} from './plot-scale';
import {rounded, trendInWords, trendsOf, unitInWords, valueInWords} from './trends';

const measured = (at: string | null, value: number, more: Partial<ChartEntry> = {}): ChartEntry =>
  anEntry(`${at ?? 'undated'} ${String(value)}`, 'observation', {
    title: 'Potassium',
    code: {system: 'http://loinc.org', code: '2823-3'},
    value: String(value),
    quantity: {value, unit: 'mmol/L'},
    referenceRange: '3.5–5.1 mmol/L',
    at,
    ...more,
  });

const pressed = (title: string, value: number, interpretation: string | null) =>
  aFinding({title, value: String(value), quantity: {value, unit: 'mm[Hg]'}, interpretation});

const pressure = measured('day 0, 10:00', 0, {
  title: 'Blood pressure',
  code: null,
  value: null,
  quantity: null,
  components: [pressed('Systolic', 171, 'H'), pressed('Diastolic', 109, null)],
});

describe('trends', () => {
  it('are of one kind and one unit, oldest first, by masked dates too', () => {
    const other = measured('day 1', 18, {quantity: {value: 18, unit: 'mg/dL'}});
    const trends = trendsOf([measured('day 2', 6.1), other, measured('day -1, 08:00', 4), measured(null, 5)]);
    expect(
      trends.map(({unit, values}) => [unit, values.map(({finding}) => finding.quantity?.value)]),
    ).toEqual([
      ['mmol/L', [5, 4, 6.1]],
      ['mg/dL', [18]],
    ]);
  });

  it('take the parts of a measurement each by itself', () => {
    expect(trendsOf([pressure]).map(({title}) => title)).toEqual(['Diastolic', 'Systolic']);
  });

  it('are told in a sentence', () => {
    const [trend] = trendsOf([measured('day 0', 4), measured('day 2', 6.12345)]);
    expect(trend && trendInWords(trend, String)).toBe(
      'Potassium: 2 values from day 0 to day 2, between 4 and 6.123, last 6.123 mmol/L, 1 abnormal',
    );
  });
});

test('numbers are shown with no more digits than were meant', () => {
  expect([109.38361403, 0.00012341, 12345.6, 140].map(rounded)).toEqual([
    '109.4',
    '0.0001234',
    '12346',
    '140',
  ]);
  expect(valueInWords({...measured('day 0', 1), quantity: null, value: 'Never smoker'})).toBe('Never smoker');
});

test('units are shown as they are printed', () => {
  const units = ['mm[Hg]', '10*3/uL', 'mL/min/{1.73_m2}', 'mmol/L', 'Cel', '[degF]', 'umol/L', 'mcg/mL'];
  expect(units.map(unitInWords)).toEqual([
    ...['mmHg', '10³/µL', 'mL/min/1.73 m2', 'mmol/L', '°C', '°F', 'µmol/L', 'mcg/mL'],
  ]);
  expect(unitInWords('90–140 mm[Hg], 36.1–37.2 Cel')).toBe('90–140 mmHg, 36.1–37.2 °C');
});

describe('a plot', () => {
  const box = {width: 100, height: 50};

  it('stands within its box, the latest at the right, with its range as a band', () => {
    const [trend] = trendsOf([measured('day 0', 4), measured('day 1', 5), measured('day 4', 6)]);
    const plot = trend && plotOf(trend, box);
    expect(plot?.points.map(({x}) => x)).toEqual([0, 25, 100]);
    expect(plot?.points.every(({y}) => y >= 0 && y <= 50)).toBe(true);
    expect(plot?.points.map(({mark}) => mark)).toEqual([null, null, 'high']);
    expect(plot?.band && plot.band.bottom > plot.band.top).toBe(true);
  });

  it('needs two dated numbers', () => {
    const [trend] = trendsOf([measured('day 0', 4), measured(null, 5)]);
    expect(trend && plotOf(trend, box)).toBeNull();
  });

  it('has round numbers on its axis, also where all values are the same', () => {
    expect(ticksFor([3.4, 6.2])).toEqual([3, 4, 5, 6, 7]);
    expect(ticksFor([0.1, 0.3])).toEqual([0.1, 0.2, 0.3]);
    expect(ticksFor([5, 5]).length).toBeGreaterThan(1);
    expect(ticksFor([0, 0]).length).toBeGreaterThan(1);
  });
});

describe('the search', () => {
  const entries = [
    measured('day 0', 4),
    pressure,
    measured('day 1', 5, {title: 'Créatinine', detail: {raw: 'potassium'}}),
  ];
  const found = (sought: string): string[] => searchIn(entries)(sought).map(({title}) => title);

  it('finds every word, in any order, whatever its case and accents', () => {
    expect(found('DIASTOLIC pressure')).toEqual(['Blood pressure']);
    expect(found('creatinine')).toEqual(['Créatinine']);
    expect(found('potassium pressure')).toEqual([]);
    expect(found('  ')).toHaveLength(3);
  });

  it('does not look into what was not understood', () => {
    expect(found('potassium')).toEqual(['Potassium']);
  });

  it('marks what was found', () => {
    expect(markedParts('Serum potassium', soughtWords('POTASS'))).toEqual([
      {text: 'Serum ', found: false},
      {text: 'potass', found: true},
      {text: 'ium', found: false},
    ]);
    expect(markedParts('', ['a'])).toEqual([{text: '', found: false}]);
  });
});

describe('a quotation', () => {
  it('says when, what, how much and how that lies', () => {
    expect(quoted(measured('day 2', 6.1), 'day 2')).toBe('[Chart, day 2: Potassium 6.1 mmol/L, high]');
    expect(quoted(pressure, 'day 0')).toBe(
      '[Chart, day 0: Blood pressure Systolic 171 mmHg, high; Diastolic 109 mmHg]',
    );
    expect(quoted(pressure, 'day 0', pressure.components?.[1])).toBe('[Chart, day 0: Diastolic 109 mmHg]');
    expect(quotedFile('note.pdf', 3)).toBe('[File note.pdf, page 3]');
  });

  it('is short', () => {
    const long = measured('day 2', 1, {title: 'word '.repeat(100)});
    expect(quoted(long, 'day 2').length).toBeLessThan(270);
  });
});
