import {searchWord} from './search-entry';

/** What is looked for; whatever is absent or empty limits nothing. */
export interface LogQuery {
  readonly who?: string;
  readonly case?: string;
  readonly kinds?: readonly string[];
  readonly type?: string;
  readonly action?: string;
  readonly outcome?: string;
  readonly role?: string;
  readonly compartment?: string;
  readonly address?: string;
  /** From this instant on. */
  readonly from?: Date;
  /** Before this instant. */
  readonly to?: Date;
  /** Events done under one of these are not compared with `who` and `address`. */
  readonly hiding?: readonly string[];
}

/** Where a page begins: before this event, in the order of time and leaves, latest first. */
export interface LogPosition {
  readonly at: string;
  readonly leaf: number;
}

export interface SearchPlan {
  readonly from: string;
  readonly where: readonly string[];
  readonly order: string;
  readonly values: readonly unknown[];
}

/** Instants that no event lies outside of. */
const EVER = {from: new Date(0), to: new Date('9999-12-31T00:00:00Z')};
/** The first of these drives the search: a word that few events carry comes before one that many do. */
const WORDS = ['case', 'compartment', 'role'] as const;
const COLUMNS = ['who', 'type', 'action', 'outcome', 'address'] as const;
const wordOf = {case: searchWord.case, compartment: searchWord.shown, role: searchWord.as} as const;

/**
 * The conditions of a search as SQL from a closed list, with placeholders alone for what was entered: $1 the
 * organisation, $2 and $3 the position, $4 the earliest time, $5 how many, then one a condition.
 *
 * @param key of a word, as the index keeps it
 * @throws RangeError when a hidden relation is no plain word
 */
export function searchPlan(query: LogQuery, key: (word: string) => string): SearchPlan {
  const {hiding = []} = query;
  if (!hiding.every((relation) => /^[A-Za-z]+$/.test(relation)))
    throw new RangeError('a relation is one word');
  const values: unknown[] = [];
  const place = (value: unknown): string => `$${values.push(value) + 5}`;
  const words = WORDS.filter((name) => query[name] !== undefined);
  const driver = words.length > 0 ? 'w' : 's';
  const where = [
    `${driver}.organisation_id = $1`,
    `(${driver}.at, ${driver}.leaf) < ($2::timestamptz, $3::bigint)`,
    `${driver}.at >= $4::timestamptz`,
  ];
  for (const [index, name] of words.entries()) {
    const key$ = `${place(key(wordOf[name](query[name] ?? '')))}::bigint`;
    where.push(index === 0 ? `w.key = ${key$}` : hasWord(key$));
  }
  for (const name of COLUMNS) if (query[name] !== undefined) where.push(`s.${name} = ${place(query[name])}`);
  const kinds = query.kinds ?? [];
  if (kinds.length === 1) where.push(`s.kind = ${place(kinds[0])}`);
  if (kinds.length > 1) where.push(`s.kind = ANY (${place(kinds)}::text[])`);
  // Word for word the condition of the indexes on `who` and `address`.
  if (hiding.length > 0) where.push(`NOT s.roles && '{${[...hiding].sort().join(',')}}'::text[]`);
  return {
    from: words.length > 0 ? BY_WORD : 'log_search s',
    where,
    order: `${driver}.at DESC, ${driver}.leaf DESC`,
    values,
  };
}

const BY_WORD =
  'log_search_word w JOIN log_search s ON s.organisation_id = w.organisation_id AND s.leaf = w.leaf';

const hasWord = (key: string): string =>
  `EXISTS (SELECT FROM log_search_word o WHERE o.organisation_id = w.organisation_id AND o.key = ${key}
     AND o.at = w.at AND o.leaf = w.leaf)`;

/** Bounds of the time looked at, for $2 to $4. */
export function searchBounds(
  {from = EVER.from, to = EVER.to}: Pick<LogQuery, 'from' | 'to'>,
  after: LogPosition | null,
): [string, number, string] {
  const end: [string, number] = [to.toISOString(), 0];
  const begin: [string, number] = after && after.at < end[0] ? [after.at, after.leaf] : end;
  return [...begin, from.toISOString()];
}
