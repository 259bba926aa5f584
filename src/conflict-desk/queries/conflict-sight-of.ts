import {CaseDoor, CaseUser, SeenCase, findRelationsEver} from '../../cases';
import type {ReadTransaction} from '../../platform/database/transaction';
import type {ConflictSight} from '../domain/conflict-sight';

/** What somebody to whom the gate has shown a case may know of its conflicts. */
export async function conflictSightOf(
  tx: ReadTransaction,
  door: CaseDoor,
  user: CaseUser,
  seen: SeenCase,
): Promise<ConflictSight> {
  const {organisationId, personId} = user;
  const parties = new Map<string, string[]>();
  for (const {person_id, relation} of await tx.rows(findRelationsEver, [
    organisationId,
    [seen.stored.row.id],
  ]))
    if (person_id !== null && relation !== null)
      parties.set(person_id, [...(parties.get(person_id) ?? []), relation]);
  const linkedSubjects = (await door.linked(tx, seen, user))
    .filter(({view}) => view.disclosed.sees.has('subjectIdentity'))
    .map(({stored}) => stored.row.subject_id);
  return {personId, sees: seen.view.disclosed.sees, linkedSubjects: new Set(linkedSubjects), parties};
}
