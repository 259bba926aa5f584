/** What stands above a list of cases, in the words of its address; what is left out is not asked for. */
export interface ViewFilter {
  readonly programme?: string;
  readonly state?: string;
  readonly settled?: 'true' | 'all';
  readonly turn?: 'mine';
  readonly view?: 'board';
}

export interface SavedView {
  readonly id: string;
  readonly name: string;
  readonly filter: ViewFilter;
}

/** One person's views: as many as can be looked over. */
export const MOST_VIEWS = 30;
