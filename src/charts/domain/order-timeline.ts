import {beginningOf} from './clinical-date';
import type {TimelineEntry} from './timeline';

/**
 * The entries in the order in which they happened, as a new list. A partial date counts from its first day in UTC;
 * entries of the same moment keep their order; those without a date stand last.
 */
export function orderTimeline<Entry extends Pick<TimelineEntry, 'at'>>(entries: readonly Entry[]): Entry[] {
  return entries
    .map((entry) => ({entry, moment: (entry.at === null ? null : beginningOf(entry.at)) ?? Infinity}))
    .sort((a, b) => (a.moment === b.moment ? 0 : a.moment - b.moment))
    .map(({entry}) => entry);
}
