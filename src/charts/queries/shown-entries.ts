import {createHmac} from 'node:crypto';
import type {SeenCase} from '../../cases';
import {endOfDay} from '../../workflow';
import {maskEntry} from '../domain/mask-entry';
import type {TimelineEntry} from '../domain/timeline';
import type {PlacedMark} from '../persistence/stored-chart';

/** Entries with the documents that hold them, in one order. */
export interface PlacedEntries {
  readonly marks: readonly PlacedMark[];
  readonly entries: readonly TimelineEntry[];
}

/**
 * Entries as this viewer may see them: masked where the stage masks, and else without who treated the patient where that
 * would tell whose case it is. A resource that was not understood names both, so that only its type remains.
 */
export function shownEntries(seen: SeenCase, placed: PlacedEntries): TimelineEntry[] {
  const {sees, masks} = seen.view.disclosed;
  if (masks.size > 0) return maskedEntries(seen, placed);
  const knowsSubject = sees.has('subjectIdentity');
  const seesRaw = knowsSubject && sees.has('patientIdentity');
  return placed.entries.map((entry) => ({
    ...entry,
    ...(!knowsSubject && {performers: []}),
    ...(!seesRaw && {detail: withoutRaw(entry.detail)}),
  }));
}

function maskedEntries({view, stored}: SeenCase, {marks, entries}: PlacedEntries): TimelineEntry[] {
  const {masks} = view.disclosed;
  const patient = masks.has('patient');
  const text = view.masking.text(masks);
  const until = courseUntil(view);
  const {timeZone} = view.masking.index;
  return entries.flatMap((entry, index) => {
    if (until !== null && mayBeLater(entry.at, until, timeZone)) return [];
    const documentId = marks[index]?.documentId ?? '';
    const keys = view.masking.identitiesOf(documentId)?.keys ?? {};
    return maskEntry(entry, {
      text,
      patient,
      pseudonymOf: masks.has('people') ? (key) => keys[key] ?? null : null,
      // A system may make its ids of record numbers.
      idOf: (id) => (patient ? opaque(stored.dataKey, `${documentId} ${id}`) : id),
      until,
    });
  });
}

/** Up to when the course is shown, in milliseconds since 1970; null where all of it is. */
const courseUntil = ({disclosed, masking}: SeenCase['view']): number | null =>
  disclosed.masks.has('outcome') ? (masking.until?.getTime() ?? -Infinity) : null;

/** A date without a time of day, or without a day, may lie after a moment that it began before. */
function mayBeLater(at: string | null, until: number, timeZone: string): boolean {
  const [, year, month = '12', day] = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/.exec(at ?? '') ?? [];
  if (year === undefined) return false;
  const last = day ?? String(new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate());
  return endOfDay(`${year}-${month}-${last}`, {timeZone, holidays: new Set()}).getTime() > until;
}

const opaque = (key: Buffer | null, id: string): string =>
  `entry-${createHmac('sha256', key ?? '')
    .update(id)
    .digest('base64url')
    .slice(0, 16)}`;

/** Those that this viewer may see of the course: while the outcome is masked, none after the index point. */
export function shownMarks({view}: SeenCase, marks: readonly PlacedMark[]): PlacedMark[] {
  const until = courseUntil(view);
  return until === null ? [...marks] : marks.filter(({mark: [moment]}) => moment !== null && moment <= until);
}

const withoutRaw = (detail: TimelineEntry['detail']): TimelineEntry['detail'] =>
  Object.fromEntries(Object.entries(detail).filter(([name]) => name !== 'raw'));
