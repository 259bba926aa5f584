import {ConflictDecision, ConflictKind} from '../../conflicts';

export interface DecidedConflict {
  readonly personId: string;
  readonly kind: ConflictKind;
}

/** Why somebody cannot decide on a conflict; null when they can. */
export function decisionFault(
  by: string,
  {personId, kind}: DecidedConflict,
  decision: ConflictDecision,
): string | null {
  if (personId === by) return 'Somebody else decides on what concerns you.';
  if (kind === 'self' && (decision === 'dismissed' || decision === 'pinnedFree'))
    return 'The reviewed physician is never free to judge their own care.';
  return null;
}

/** Why somebody cannot be the second person; null when they can. */
export function secondFault(
  by: string,
  {personId, proposedBy}: {personId: string; proposedBy: string},
): string | null {
  if (personId === by) return 'Somebody else decides on what concerns you.';
  return proposedBy === by ? 'A second person has to agree to what you proposed.' : null;
}
