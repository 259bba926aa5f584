import {shownIn} from '../../audit';
import {DeskEvent} from './project-event';

/** Kinds of events by which somebody saw content: also under a broken glass, and in the reply to what they did. */
export const SEEING = ['read', 'export', 'download', 'print', 'breakGlass', 'change'] as const;

/** Events of these kinds record other things as well, which show nothing. */
const SOMETIMES: ReadonlySet<string> = new Set(['breakGlass', 'change']);

/** Whether somebody saw something by an event of those kinds. */
export const isSighting = ({kind, event}: Pick<DeskEvent, 'kind' | 'event'>): boolean =>
  !SOMETIMES.has(kind) || shownIn(event).length > 0;

/** How often one person, or one masked role, saw one case. */
export interface Sighting {
  readonly who: string | null;
  readonly as: readonly string[];
  readonly case: string | null;
  readonly times: number;
  readonly first: string;
  readonly last: string;
  readonly shown: readonly string[];
  readonly kinds: readonly string[];
}

/**
 * Adds up who saw what. Whoever is masked counts with all that are masked by the same relation.
 *
 * @param events latest first
 * @param only this case, when it was asked for
 */
export class SightingCount {
  readonly #counted = new Map<string, Sighting>();

  add(events: readonly DeskEvent[], only?: string): void {
    for (const item of events.filter(isSighting)) {
      const cases = only === undefined ? item.cases : [only];
      for (const id of cases.length === 0 ? [null] : cases) this.#one(item, id);
    }
  }

  /** Latest first. */
  all(): Sighting[] {
    return [...this.#counted.values()].sort((a, b) => (a.last < b.last ? 1 : a.last > b.last ? -1 : 0));
  }

  #one({event, at, kind}: DeskEvent, caseId: string | null): void {
    const who = event?.who ?? null;
    const as = event?.as ?? [];
    const key = JSON.stringify([who, who === null ? as : [], caseId]);
    const before = this.#counted.get(key);
    this.#counted.set(key, {
      who,
      case: caseId,
      as: union(before?.as, as),
      times: (before?.times ?? 0) + 1,
      first: at,
      last: before?.last ?? at,
      shown: union(before?.shown, shownIn(event)),
      kinds: union(before?.kinds, [kind]),
    });
  }
}

const union = (one: readonly string[] = [], other: readonly string[]): string[] =>
  [...new Set([...one, ...other])].sort();
