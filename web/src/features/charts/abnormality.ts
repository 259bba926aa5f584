import type {ChartFinding} from './chart-entry';

export interface Range {
  readonly low: number | null;
  readonly high: number | null;
}

export type Mark = 'high' | 'low' | 'abnormal';

/** How a value lies, said in words and drawn with a sign, so that no colour is needed. */
export interface Abnormality {
  readonly mark: Mark;
  readonly words: string;
  readonly sign: string;
}

const number = '(-?\\d+(?:\\.\\d+)?)';
const between = new RegExp(`^${number}(?: [^\\s\\d–-][^–]*)? ?(?:–|-|to) ?${number}`);
const above = new RegExp(`^(?:>=?|≥|from) ?${number}`);
const below = new RegExp(`^(?:<=?|≤|up to|to) ?${number}`);

/** The numbers of a reference range such as `3.5–5.1 mmol/L`, `< 200 mg/dL`; null where there are none to be read. */
export function rangeOf(text: string | null): Range | null {
  if (text === null) return null;
  const [, low, high] = between.exec(text) ?? [];
  if (low !== undefined && high !== undefined) return {low: Number(low), high: Number(high)};
  const [, least] = above.exec(text) ?? [];
  if (least !== undefined) return {low: Number(least), high: null};
  const [, most] = below.exec(text) ?? [];
  return most === undefined ? null : {low: null, high: Number(most)};
}

/** Codes of HL7's table ObservationInterpretation that say that something is amiss. */
const interpretations: Readonly<Record<string, Abnormality>> = {
  H: {mark: 'high', words: 'high', sign: '▲'},
  HU: {mark: 'high', words: 'very high', sign: '▲▲'},
  HH: {mark: 'high', words: 'critically high', sign: '▲▲'},
  L: {mark: 'low', words: 'low', sign: '▼'},
  LU: {mark: 'low', words: 'very low', sign: '▼▼'},
  LL: {mark: 'low', words: 'critically low', sign: '▼▼'},
  A: {mark: 'abnormal', words: 'abnormal', sign: '◆'},
  AA: {mark: 'abnormal', words: 'critically abnormal', sign: '◆◆'},
  POS: {mark: 'abnormal', words: 'positive', sign: '◆'},
};

/** Whether a value is abnormal: as the laboratory says, and where it says nothing, by its own reference range. */
export function abnormalityOf(finding: ChartFinding): Abnormality | null {
  const {interpretation, quantity, referenceRange} = finding;
  if (interpretation !== null && interpretation !== '') {
    const codes = interpretation.split(', ').map((code) => code.toUpperCase());
    const known = codes.flatMap((code) => interpretations[code] ?? []);
    if (known[0]) return known[0];
    if (codes.some((code) => code === 'N' || code === 'NEG')) return null;
  }
  const range = rangeOf(referenceRange);
  if (quantity === null || range === null) return null;
  if (range.high !== null && quantity.value > range.high) return interpretations['H'] ?? null;
  if (range.low !== null && quantity.value < range.low) return interpretations['L'] ?? null;
  return null;
}
