import {ReadTransaction, WriteTransaction} from '../platform/database/transaction';
import {Candidate, ConflictKind, Participant, blocks, findConflicts} from './domain/find-conflicts';
import {CandidateRow, findCandidates, findConflictsOfCase, insertConflict} from './persistence/conflict-rows';

export interface ConflictedCase {
  readonly organisationId: string;
  readonly caseId: string;
  readonly subjectId: string;
}

const candidate = (row: CandidateRow): Candidate => ({
  personId: row.id,
  name: row.display_name,
  npi: row.npi,
  practiceGroupId: row.practice_group_id,
});

/**
 * Detects and stores conflicts with a case, on real identities, before anybody is chosen.
 *
 * @returns the committees' officers who must not take part, the reviewed physician aside
 */
export async function detectConflicts(
  tx: WriteTransaction,
  {organisationId, caseId, subjectId}: ConflictedCase,
  participants: readonly Participant[],
  now: Date,
): Promise<string[]> {
  const rows = await tx.rows(findCandidates, [organisationId, subjectId]);
  const subject = rows.find(({id}) => id === subjectId);
  if (!subject) return [];
  const found = findConflicts(rows.map(candidate), candidate(subject), participants);
  for (const {personId, kind, grade, verified, evidence} of found) {
    await tx.write(insertConflict, [organisationId, caseId, personId, kind, grade, verified, evidence, now]);
  }
  const officers = new Set(rows.filter(({officer}) => officer).map(({id}) => id));
  const kept = found.filter((conflict) => conflict.kind !== 'self' && blocks(conflict));
  return [...new Set(kept.map(({personId}) => personId))].filter((id) => officers.has(id));
}

export interface KnownConflict {
  readonly personId: string;
  readonly kind: ConflictKind;
  /** Keeps the person from judging; otherwise it only has to be looked at. */
  readonly blocks: boolean;
}

/**
 * Conflicts with a case: those that were detected so far, and those that have arisen since, with a new practice group or a
 * new role, and are not stored yet.
 */
export async function knownConflicts(
  tx: ReadTransaction,
  {organisationId, caseId, subjectId}: ConflictedCase,
): Promise<KnownConflict[]> {
  const stored = await tx.rows(findConflictsOfCase, [organisationId, caseId]);
  const rows = await tx.rows(findCandidates, [organisationId, subjectId]);
  const subject = rows.find(({id}) => id === subjectId);
  const arisen = subject ? findConflicts(rows.map(candidate), candidate(subject), []) : [];
  return [
    ...stored.map(({person_id, kind, verified}) => ({
      personId: person_id,
      kind: kind as ConflictKind,
      blocks: verified,
    })),
    ...arisen.map((conflict) => ({
      personId: conflict.personId,
      kind: conflict.kind,
      blocks: blocks(conflict),
    })),
  ];
}
