import {abnormalityOf, rangeOf} from './abnormality';
import type {Abnormality, Range} from './abnormality';
import type {ChartEntry, ChartFinding} from './chart-entry';
import {minuteOf} from './chart-time';

/** One value of a trend, with the entry that it stands in. */
export interface Measured {
  readonly entry: ChartEntry;
  readonly finding: ChartFinding;
  readonly minute: number | null;
  readonly abnormality: Abnormality | null;
}

/** All values of one kind and unit, oldest first. */
export interface Trend {
  readonly key: string;
  readonly title: string;
  readonly unit: string;
  readonly values: readonly Measured[];
  /** The latest reference range that has numbers. */
  readonly range: Range | null;
}

/** What was measured, by what it is and in which unit, in the order of titles. A blood pressure is two. */
export function trendsOf(observations: readonly ChartEntry[]): Trend[] {
  const found = new Map<string, Measured[]>();
  for (const entry of observations) {
    const own = entry.value !== null || entry.quantity !== null || !entry.components?.length;
    const findings = [...(own ? [entry] : []), ...(entry.components ?? [])];
    for (const finding of findings) {
      const key = keyOf(finding);
      const values = found.get(key) ?? [];
      values.push({entry, finding, minute: minuteOf(entry.at), abnormality: abnormalityOf(finding)});
      found.set(key, values);
    }
  }
  return [...found].map(trendOf).sort((one, other) => one.title.localeCompare(other.title, 'en'));
}

const keyOf = ({code, title, quantity}: ChartFinding): string =>
  `${code ? `${code.system ?? ''}|${code.code}` : title} ${quantity?.unit ?? ''}`;

function trendOf([key, measured]: [string, Measured[]]): Trend {
  const values = measured.toSorted((one, other) => minuteFor(one) - minuteFor(other));
  const latest = values.at(-1)?.finding;
  const ranges = values.flatMap(({finding}) => rangeOf(finding.referenceRange) ?? []);
  return {
    key,
    title: latest?.title ?? '',
    unit: latest?.quantity?.unit ?? '',
    values,
    range: ranges.at(-1) ?? null,
  };
}

/** What has no date counts as the oldest. */
const minuteFor = ({minute}: Measured): number => minute ?? Number.MIN_SAFE_INTEGER;

/** A value as it is read: at most three decimals, with its unit. */
export function valueInWords({quantity, value}: ChartFinding): string {
  if (quantity === null) return value ?? 'no value';
  return `${rounded(quantity.value)} ${unitInWords(quantity.unit)}`.trim();
}

const RAISED = '⁰¹²³⁴⁵⁶⁷⁸⁹';

const raised = (digits: string): string =>
  Array.from(digits, (digit) => RAISED.charAt(Number(digit))).join('');

/** UCUM has letters where print has a sign. */
const SIGNS: readonly (readonly [RegExp, string])[] = [
  [/\bCel\b/g, '°C'],
  [/\[degF\]/g, '°F'],
  [/\bu(?=(?:mol|g|L|U|m)\b)/g, 'µ'],
];

/**
 * Units of UCUM as they are printed, also within a text such as a reference range: `mm[Hg]` as `mmHg`, `Cel` as `°C`,
 * `10*3/uL` as `10³/µL`, `mL/min/{1.73_m2}` as `mL/min/1.73 m2`.
 */
export const unitInWords = (unit: string): string =>
  SIGNS.reduce((text, [letters, sign]) => text.replaceAll(letters, sign), unit)
    .replaceAll(/10[*^](\d+)/g, (_, power: string) => `10${raised(power)}`)
    .replaceAll(/\{([^{}]*)\}/g, (_, words: string) => words.replaceAll('_', ' '))
    .replaceAll(/\[([^[\]]*)\]/g, (_, name: string) => name.replaceAll('_', ' '));

/** Four significant digits are as many as any laboratory gives. */
export function rounded(value: number): string {
  if (Number.isInteger(value)) return String(value);
  return String(Math.abs(value) >= 1000 ? Math.round(value) : Number(value.toPrecision(4)));
}

/** A trend in one sentence, for whoever does not see the plot. */
export function trendInWords({title, values}: Trend, timeOf: (at: string | null) => string): string {
  const drawn = values.filter(({finding}) => finding.quantity !== null);
  const [first, last] = [drawn[0], drawn.at(-1)];
  if (!first || !last) return `${title}: no numbers`;
  const numbers = drawn.map(({finding}) => finding.quantity?.value ?? 0);
  const [least, most] = [Math.min(...numbers), Math.max(...numbers)];
  const abnormal = drawn.filter(({abnormality}) => abnormality !== null).length;
  return [
    `${title}: ${String(drawn.length)} values from ${timeOf(first.entry.at)} to ${timeOf(last.entry.at)}`,
    `between ${rounded(least)} and ${rounded(most)}`,
    `last ${valueInWords(last.finding)}`,
    ...(abnormal > 0 ? [`${String(abnormal)} abnormal`] : []),
  ].join(', ');
}
