import {beginningOf} from '../domain/clinical-date';
import type {TimelineEntry, TimelineFinding} from '../domain/timeline';

/** What a reader of the whole chart looks for first, most telling first. */
export const tellingClasses = ['encounter', 'condition', 'procedure', 'abnormal', 'report'] as const;
export type TellingClass = (typeof tellingClasses)[number];

/** Where an entry lies and what can be said of it without opening it. Milliseconds since 1970; null without a date. */
export type TimelineMark = readonly [
  moment: number | null,
  chunk: number,
  position: number,
  telling: TellingClass | null,
];

/** HL7 v3 ObservationInterpretation codes beside the normal, and the words that stand for them. */
const outOfOrder =
  /^(?:A|AA|H|HH|HU|HX|L|LL|LU|LX|<|>|POS|DET|R|W)$|abnormal|high|low|critical|positive|elevated/i;

export function markOf(entry: TimelineEntry, chunk: number, position: number): TimelineMark {
  return [entry.at === null ? null : beginningOf(entry.at), chunk, position, tellingClass(entry)];
}

function tellingClass(entry: TimelineEntry): TellingClass | null {
  switch (entry.kind) {
    case 'encounter':
    case 'condition':
    case 'procedure':
    case 'report':
      return entry.kind;
    case 'observation':
      return [entry, ...(entry.components ?? [])].some(isAbnormal) ? 'abnormal' : null;
    default:
      return null;
  }
}

const isAbnormal = ({interpretation}: TimelineFinding): boolean =>
  interpretation !== null && outOfOrder.test(interpretation);

/** Chronological; those without a date stand last, those of one moment keep their order. */
export function inOrder<Marked extends {readonly mark: TimelineMark}>(marked: readonly Marked[]): Marked[] {
  const moment = ({mark}: Marked): number => mark[0] ?? Infinity;
  return [...marked].sort((a, b) => (moment(a) === moment(b) ? 0 : moment(a) - moment(b)));
}
