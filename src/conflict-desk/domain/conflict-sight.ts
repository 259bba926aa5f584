import {IN_LINKED_CASE, compartmentsTold} from '../../conflicts';
import type {ConflictKind, ConflictSource, Occasion} from '../../conflicts';
import {hidingRelations} from '../../disclosure';
import type {Compartment} from '../../disclosure';

/** A conflict as far as it tells of who is what to a case. */
export interface TellingConflict {
  readonly personId: string;
  readonly kind: ConflictKind;
  readonly source: ConflictSource;
  readonly evidence: string;
  readonly row: {readonly declared_by: string | null; readonly occasion: Occasion | null} | null;
}

/** One viewer of a case's conflicts. */
export interface ConflictSight {
  readonly personId: string;
  /** What the disclosure gate shows them of the case. */
  readonly sees: ReadonlySet<Compartment>;
  /** Whose care the other cases of the event are about, as far as the gate tells them. */
  readonly linkedSubjects: ReadonlySet<string>;
  /** What anybody is or ever was to the case. */
  readonly parties: ReadonlyMap<string, readonly string[]>;
}

/**
 * Whether somebody may know of a conflict: of what they declared themselves; never of what others know of them; and of
 * everything else when they see all that it tells.
 */
export function maySee(sight: ConflictSight, conflict: TellingConflict): boolean {
  const {personId, sees} = sight;
  if (conflict.row?.declared_by === personId) return true;
  return conflict.personId !== personId && sees.has('conflict') && !tellsTooMuch(sight, conflict);
}

/** Whoever declares a conflict knows of the case: as what tells who they are. */
export const mayName = ({personId, sees, parties}: ConflictSight, declarer: string): boolean =>
  declarer === personId || hidingRelations(parties.get(declarer) ?? [], sees).length === 0;

function tellsTooMuch(
  sight: ConflictSight,
  {personId, kind, source, evidence, row}: TellingConflict,
): boolean {
  const {sees, parties} = sight;
  // That there is another case, and whose.
  if (evidence.includes(IN_LINKED_CASE) && !sight.linkedSubjects.has(personId)) return true;
  // Whose case it is.
  if (parties.get(personId)?.includes('subject') === true && !sees.has('subjectIdentity')) return true;
  // What a text says that they may not read, or who reviews.
  if (compartmentsTold({kind, evidence}).some((where) => !sees.has(where))) return true;
  // Who declined a review was asked.
  if (row?.occasion === 'assignment' && !sees.has('reviewerIdentity')) return true;
  return source === 'self' && !mayName(sight, personId);
}
