import {rulesOf} from './gather-material';
import {ConflictKind} from './domain/conflict-kinds';
import {Occasion, insertDeclared} from './persistence/conflict-rows';
import {ConflictContext} from './refresh-conflicts';

export interface Declaration {
  /** Who is in conflict. */
  readonly about: string;
  readonly kind: ConflictKind;
  readonly occasion: Occasion;
  readonly by: string;
}

/**
 * Enters a conflict that somebody declares. What a person says of themselves is taken as it is said; what others say is for
 * the office to confirm.
 *
 * @returns whether it keeps the person from judging; taking them out is the caller's
 */
export async function declareConflict(
  context: ConflictContext,
  {about, kind, occasion, by}: Declaration,
): Promise<boolean> {
  const {tx, organisationId, caseId, now} = context;
  const own = about === by;
  // What a programme leaves out of detection can still be said, and is then shown with the choice.
  const grade = rulesOf(context).grade(kind) ?? 'advisory';
  const evidence = own ? 'declared by the person' : 'declared by somebody else';
  const place = [organisationId, caseId, about, kind, own ? 'self' : 'other'];
  const state = own ? 'confirmed' : 'detected';
  // Only what somebody has confirmed counts as verified, of what others say.
  await tx.write(insertDeclared, [...place, grade, own, evidence, now, occasion, by, state]);
  return own && grade !== 'advisory';
}
