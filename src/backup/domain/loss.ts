/** What exported checkpoints say of a restored log. `foreign`: it is not an earlier state of the same log. */
export type Judgement =
  | {readonly kind: 'whole'}
  | {readonly kind: 'unanchored'}
  | {readonly kind: 'foreign'; readonly size: number}
  | {
      readonly kind: 'lost';
      /** Entries that were signed and are missing: so many at least, since later ones may have been signed by nobody. */
      readonly missing: number;
      /** The largest checkpoint that was exported. */
      readonly lastSize: number;
      /** The largest exported checkpoint with which the restored log begins; 0 when there is none. */
      readonly commonSize: number;
    };

/** Sizes of exported checkpoints, each list from the smallest to the largest, and of the restored log. */
export interface Comparison {
  readonly entries: number;
  readonly signed: number;
  readonly shared: readonly {readonly size: number}[];
  readonly contradicted: readonly {readonly size: number}[];
  readonly ahead: readonly {readonly size: number}[];
}

/**
 * A log that contradicts a checkpoint of a size which it had already signed itself is another log, and no loss explains
 * that. Beyond that size entries that were not yet in the tree may have come in another order.
 */
export function judge({entries, signed, shared, contradicted, ahead}: Comparison): Judgement {
  const foreign = contradicted.find(({size}) => size <= signed);
  if (foreign) return {kind: 'foreign', size: foreign.size};
  const last = ahead.at(-1) ?? contradicted.at(-1);
  const commonSize = shared.at(-1)?.size ?? 0;
  if (last) return {kind: 'lost', missing: Math.max(1, last.size - entries), lastSize: last.size, commonSize};
  return shared.length > 0 ? {kind: 'whole'} : {kind: 'unanchored'};
}
