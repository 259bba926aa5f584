import type {Operations} from '../../api';

export type LogFilter = NonNullable<Operations['searchLog']['query']>;

/** What an address may ask of the log; anything else in it is left alone. */
export const NAMES = ['from', 'to', 'who', 'case', 'kind', 'type', 'outcome', 'compartment'] as const;
export type FilterName = (typeof NAMES)[number];

/** The question that stands in the address. Days are whole days of the organisation's, as the server takes them. */
export function filterIn(search: URLSearchParams): LogFilter {
  const filter: Partial<Record<FilterName, string>> = {};
  for (const name of NAMES) {
    const value = search.get(name);
    if (value !== null && value !== '') filter[name] = value;
  }
  return filter as LogFilter;
}

/** How many of the filters are set. */
export const countOf = (filter: LogFilter): number => Object.keys(filter).length;
