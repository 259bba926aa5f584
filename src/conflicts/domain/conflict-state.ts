import {ConflictGrade, ConflictKind} from './conflict-kinds';

export const DECISIONS = ['confirmed', 'dismissed', 'pinnedConflict', 'pinnedFree'] as const;
/** What the office can say of a conflict; what is pinned, detection does not touch again. */
export type ConflictDecision = (typeof DECISIONS)[number];

export type ConflictState = 'detected' | ConflictDecision;

export interface StatedConflict {
  readonly kind: ConflictKind;
  readonly grade: ConflictGrade;
  /** False where it rests on a name or an identity that nobody has checked. */
  readonly verified: boolean;
  readonly state: ConflictState;
}

/** Whether it keeps a person from judging: what is absolute, and what is presumptive once somebody has confirmed it. */
export function blocks({grade, verified, state}: StatedConflict): boolean {
  if (state === 'pinnedConflict') return true;
  if (state === 'pinnedFree' || state === 'dismissed' || grade === 'advisory') return false;
  return state === 'confirmed' || (grade === 'absolute' && verified);
}

/** Whether the decision frees somebody against an absolute conflict or one that was confirmed: then it takes two. */
export const takesTwo = (
  {grade, state}: Pick<StatedConflict, 'grade' | 'state'>,
  decision: ConflictDecision,
): boolean =>
  (decision === 'dismissed' || decision === 'pinnedFree') &&
  (grade === 'absolute' || state === 'confirmed' || state === 'pinnedConflict');

/** What still has to be looked at: it blocks nobody, and nobody has said what it is worth. */
export const isOpen = (conflict: StatedConflict): boolean =>
  conflict.state === 'detected' && conflict.grade !== 'advisory' && !blocks(conflict);
