/**
 * Below which id every event is in its tree. Ids are handed out before commits, so an id may appear late, while its
 * transaction runs, or never, when that is rolled back: `floor` follows only when no transaction is left that could
 * still commit a smaller one.
 */
export interface CommitWindow {
  readonly floor: bigint;
  /** The largest id seen, waiting for every transaction that was begun by then. */
  readonly mark: bigint;
  /** A transaction id that was handed out after `mark` was seen. */
  readonly markAt: bigint;
}

/** What one look, with one snapshot, found above the floor, in the order of ids. */
export interface Look {
  readonly ids: readonly bigint[];
  /** Whether there may be more. */
  readonly cut: boolean;
  /** `pg_snapshot_xmin`: every transaction before it has ended. */
  readonly oldestRunning: bigint;
  /** A transaction id handed out after the look; not `pg_snapshot_xmax`, beyond which transactions may be running. */
  readonly next: bigint;
}

/** The window after everything that the look found was taken into the tree. */
export function advanceWindow(window: CommitWindow, {ids, cut, oldestRunning, next}: Look): CommitWindow {
  const last = ids.at(-1) ?? window.mark;
  const seen = last > window.mark ? last : window.mark;
  // A database restored into another cluster counts transactions anew: the mark is set again.
  if (window.markAt > next) return {...window, mark: seen, markAt: next};
  if (oldestRunning < window.markAt) return window;
  // All that could commit below the mark was visible; a look that was cut short has taken it only up to its last id.
  if (cut && last < window.mark) return {...window, floor: last > window.floor ? last : window.floor};
  return {floor: window.mark, mark: seen, markAt: next};
}
