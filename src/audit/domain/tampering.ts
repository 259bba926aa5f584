/** What was done to a log. `re-signed`: by a key that is not trusted; `suppressed`: left out of the log before it was signed. */
export type Tampering =
  | 'altered'
  | 'removed'
  | 'inserted'
  | 'reordered'
  | 'truncated'
  | 'rolled-back'
  | 'forked'
  | 're-signed'
  | 'suppressed';

/** The first thing that is wrong with a log. */
export interface Finding {
  /**
   * Index of the first bad leaf. Where no single one can be told, of the first that nothing trusted vouches for: where a
   * checkpoint itself is bad, the size of the largest good one below it.
   */
  readonly index: number;
  readonly kind: Tampering;
  /** For people. */
  readonly detail: string;
  /** Set where nothing names the entry: it is this one, or one of those after it up to the next good checkpoint. */
  readonly unsure?: true;
}

/** Of several findings the one at the smallest index; of equal ones the first. */
export function firstOf(findings: readonly (Finding | null)[]): Finding | null {
  let first: Finding | null = null;
  for (const finding of findings) if (finding && (!first || finding.index < first.index)) first = finding;
  return first;
}
