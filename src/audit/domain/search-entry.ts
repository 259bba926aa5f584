import {hash} from 'node:crypto';
import {AuditKind, RecordedEvent} from './audit-record';

/** What the search index keeps of one event; everything follows from the log. */
export interface SearchEntry {
  readonly leaf: number;
  readonly at: string;
  readonly kind: AuditKind;
  readonly type: string;
  readonly action: string;
  readonly outcome: string;
  readonly who: string;
  readonly address: string | null;
  readonly roles: readonly string[];
  /** What it can be found by beside the fields: see `searchWord`. */
  readonly words: readonly string[];
}

/** An event as it is found in the tree. */
export interface LeafEvent {
  readonly leaf: number;
  readonly stream: string;
  readonly kind: AuditKind;
  readonly at: Date;
  /** Null once its payload was lawfully disposed of: it is then found by its stream, kind and time alone. */
  readonly event: RecordedEvent | null;
}

/** Words of an event: the cases that it names, the roles under which it was done, the compartments that it showed. */
export const searchWord = {
  case: (id: string) => `case:${id}`,
  as: (role: string) => `as:${role}`,
  shown: (compartment: string) => `shown:${compartment}`,
} as const;

/** Short enough for an index of many millions; two words with one key cost a look at the log, no more. */
export const wordKey = (word: string): string => hash('sha256', word, 'buffer').readBigInt64BE(0).toString();

/** The case whose stream this is, or null. */
export const caseOfStream = (stream: string): string | null =>
  /^case(?:-access)?\/(.+)$/.exec(stream)?.[1] ?? null;

/** Cases that an event names: that of its stream, what it was done on, and the list that it showed. */
export function casesOf({stream, event}: Pick<LeafEvent, 'stream' | 'event'>): string[] {
  const own = caseOfStream(stream);
  const on = event?.on ?? null;
  return [...new Set([...one(own), ...one(on), ...texts(event?.details['cases'])])];
}

/** Compartments whose content an event showed. */
export const shownIn = (event: Pick<RecordedEvent, 'details'> | null): string[] =>
  texts(event?.details['shown']);

export function searchEntry(entry: LeafEvent): SearchEntry {
  const {leaf, kind, at, event} = entry;
  const roles = event?.as ?? [];
  return {
    leaf,
    at: at.toISOString(),
    kind,
    type: event?.type ?? '',
    action: event?.action ?? '',
    outcome: event?.outcome ?? '',
    who: event?.who ?? '',
    address: event?.where.address ?? null,
    roles,
    words: [
      ...casesOf(entry).map(searchWord.case),
      ...roles.map(searchWord.as),
      ...shownIn(event).map(searchWord.shown),
    ],
  };
}

const one = (value: string | null): string[] => (value === null ? [] : [value]);
const texts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
