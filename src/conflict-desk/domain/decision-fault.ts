import {ConflictDecision, ConflictKind} from '../../conflicts';

export interface DecidedConflict {
  readonly personId: string;
  readonly kind: ConflictKind;
}

/** Nobody decides on a conflict of their own. */
export const ownFault = (by: string, {personId}: {personId: string}): string | null =>
  personId === by ? 'Somebody else decides on what concerns you.' : null;

/** Why somebody cannot decide on a conflict; null when they can. */
export function decisionFault(
  by: string,
  conflict: DecidedConflict,
  decision: ConflictDecision,
): string | null {
  const own = ownFault(by, conflict);
  if (own !== null) return own;
  if (conflict.kind === 'self' && (decision === 'dismissed' || decision === 'pinnedFree'))
    return 'The reviewed physician is never free to judge their own care.';
  return null;
}

/** Why somebody cannot be the second person; null when they can. */
export const secondFault = (by: string, proposedBy: string): string | null =>
  proposedBy === by ? 'A second person has to agree to what you proposed.' : null;
