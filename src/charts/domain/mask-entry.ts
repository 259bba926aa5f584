import {OLDEST, TextMask} from '../../masking';
import {beginningOf} from './clinical-date';
import type {TimelineEntry, TimelineFinding} from './timeline';

export interface EntryMask {
  readonly text: TextMask;
  /** Whether dates are told as days from the index event, and ids by ids of our own. */
  readonly patient: boolean;
  /** What somebody who took part is called by; null where they are not known. */
  readonly pseudonymOf: ((key: string) => string | null) | null;
  readonly idOf: (id: string) => string;
  /** Milliseconds since 1970 up to which the course is shown; null where all of it is. */
  readonly until: number | null;
}

/** What a stay tells of how it went on. */
const LATER = new Set(['discharge', 'status']);

const OLD = 89;
const IN_YEARS = /^(?:a|y|yrs?|years?)$/i;

/** An entry of the timeline as those see it for whom patient or people are masked. */
export function maskEntry(entry: TimelineEntry, mask: EntryMask): TimelineEntry {
  const {text, patient, pseudonymOf, idOf, until} = mask;
  const told = (date: string | null): string | null =>
    date === null || !patient ? date : text.time.clinical(date);
  const words = (value: string): string => (patient ? aged(text.mask(value)) : text.mask(value));
  const goesOn = until !== null && entry.end !== null && (beginningOf(entry.end) ?? Infinity) > until;
  // What was not understood holds all of its resource.
  const detail = Object.entries(entry.detail).filter(
    ([name]) => name !== 'raw' && !(goesOn && LATER.has(name)),
  );
  return {
    ...entry,
    ...maskFinding(entry, mask),
    id: idOf(entry.id),
    at: told(entry.at),
    end: goesOn ? null : told(entry.end),
    encounter: entry.encounter === null ? null : idOf(entry.encounter),
    performers: pseudonymOf
      ? [...new Set(entry.performers.flatMap((key) => pseudonymOf(key) ?? []))].sort()
      : entry.performers,
    ...(entry.components && {components: entry.components.map((one) => maskFinding(one, mask))}),
    detail: Object.fromEntries(detail.map(([name, value]) => [name, words(value)])),
  };
}

function maskFinding(finding: TimelineFinding, {text, patient}: EntryMask): TimelineFinding {
  const {title, code, value, quantity, referenceRange, interpretation} = finding;
  const old = patient && /\bage\b/i.test(title) && quantity !== null && quantity.value > OLD;
  return {
    title: text.mask(title),
    code,
    value: old ? OLDEST : value === null ? null : text.mask(value),
    quantity: old ? null : quantity,
    referenceRange,
    interpretation: interpretation === null ? null : text.mask(interpretation),
  };
}

/** An age as a quantity, such as that at which something began. */
function aged(value: string): string {
  const [, years, unit = ''] = /^(\d+(?:\.\d+)?) ?(\p{L}+)$/u.exec(value) ?? [];
  return Number(years ?? 0) > OLD && IN_YEARS.test(unit) ? OLDEST : value;
}
