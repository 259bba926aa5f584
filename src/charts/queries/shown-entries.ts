import type {SeenCase} from '../../cases';
import type {TimelineEntry} from '../domain/timeline';

/**
 * Entries as this viewer may see them. Who treated the patient tells whose case it is; a resource that was not understood
 * names both, so that only its type remains. Names in a note's text stay.
 */
export function shownEntries({view}: SeenCase, entries: readonly TimelineEntry[]): TimelineEntry[] {
  const {sees} = view.disclosed;
  const knowsSubject = sees.has('subjectIdentity');
  const seesRaw = knowsSubject && sees.has('patientIdentity');
  return entries.map((entry) => ({
    ...entry,
    ...(!knowsSubject && {performers: []}),
    ...(!seesRaw && {detail: withoutRaw(entry.detail)}),
  }));
}

const withoutRaw = (detail: TimelineEntry['detail']): TimelineEntry['detail'] =>
  Object.fromEntries(Object.entries(detail).filter(([name]) => name !== 'raw'));
