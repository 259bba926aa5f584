import type {SavedView} from '../../api';

export type ViewFilter = SavedView['filter'];

/** The words of the address that a view keeps. */
export const VIEW_WORDS = ['programme', 'state', 'settled', 'turn', 'view'] as const;

/** What the address chooses, as a view keeps it. */
export const chosenIn = (search: URLSearchParams): ViewFilter =>
  Object.fromEntries(
    VIEW_WORDS.flatMap((word) => {
      const value = search.get(word);
      return value === null || value === '' ? [] : [[word, value]];
    }),
  );

export const isSame = (one: ViewFilter, other: ViewFilter): boolean =>
  VIEW_WORDS.every((word) => (one[word] ?? '') === (other[word] ?? ''));

/** What the address says when a view is chosen. */
export const addressOf = (filter: ViewFilter): Record<(typeof VIEW_WORDS)[number], string | null> => ({
  programme: filter.programme ?? null,
  state: filter.state ?? null,
  settled: filter.settled ?? null,
  turn: filter.turn ?? null,
  view: filter.view ?? null,
});
