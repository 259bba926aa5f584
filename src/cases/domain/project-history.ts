import {StreamEvent} from '../../audit';
import {Disclosed, IDENTITY_OF_RELATION, hidingRelations} from '../../disclosure';
import {CONFLICT_TITLES} from './conflict-events';
import {PersonReference} from './present-case';

export interface HistoryEntry {
  readonly at: string;
  readonly type: string;
  readonly title: string;
  /** Under which role or relation it was done; null where that would tell who. */
  readonly as: string | null;
  readonly by: PersonReference | null;
  readonly own: boolean;
  readonly from?: string;
  readonly to?: string;
  /** Place in the log and hash of the entry: for compliance alone. */
  readonly number?: number;
  readonly hash?: string;
}

export interface HistoryViewer {
  readonly personId: string;
  readonly compliance: boolean;
  readonly titles: (action: string) => string;
}

/**
 * What of a case's recorded changes one viewer may see: whoever sees the process sees each step, everybody else only
 * their own.
 */
export function projectHistory(
  disclosed: Disclosed,
  events: readonly StreamEvent[],
  viewer: HistoryViewer,
): (Omit<HistoryEntry, 'by'> & {by: string | null})[] {
  return events.flatMap((entry) => {
    const {event, at, number, hash} = entry;
    if (!event) return [];
    const own = event.who === viewer.personId;
    if (!own && !disclosed.sees.has('process')) return [];
    if (event.type in CONFLICT_TITLES && !disclosed.sees.has('conflict')) return [];
    const named = own || hidingRelations(event.as, disclosed.sees).length === 0;
    const action = typeof event.details['action'] === 'string' ? event.details['action'] : event.type;
    return [
      {
        at: at.toISOString(),
        type: action,
        title: viewer.titles(action),
        as: event.as.find((relation) => relation in IDENTITY_OF_RELATION) ?? event.as[0] ?? null,
        by: named ? event.who : null,
        own,
        ...(disclosed.sees.has('stage') && stages(event.details)),
        ...(viewer.compliance && {number, hash}),
      },
    ];
  });
}

const stages = ({from, to}: Readonly<Record<string, unknown>>): {from?: string; to?: string} => ({
  ...(typeof from === 'string' && {from}),
  ...(typeof to === 'string' && {to}),
});
