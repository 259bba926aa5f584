import {CaseDoor, CaseUser, SeenCase, findLinked, findRelationsEver} from '../../cases';
import type {ReadTransaction} from '../../platform/database/transaction';
import type {ConflictSight} from '../domain/conflict-sight';

/** What somebody to whom the gate has shown a case may know of its conflicts. */
export async function conflictSightOf(
  tx: ReadTransaction,
  door: CaseDoor,
  user: CaseUser,
  {stored, view}: SeenCase,
): Promise<ConflictSight> {
  const {organisationId, personId} = user;
  const {id, event_group} = stored.row;
  const parties = new Map<string, string[]>();
  for (const {person_id, relation} of await tx.rows(findRelationsEver, [organisationId, [id]]))
    if (person_id !== null && relation !== null)
      parties.set(person_id, [...(parties.get(person_id) ?? []), relation]);
  const linked = event_group === null ? [] : await tx.rows(findLinked, [organisationId, event_group, id]);
  const known = await door.seeMany(
    tx,
    user,
    linked.map((other) => other.id),
  );
  const linkedSubjects = known
    .filter((other) => other.view.disclosed.sees.has('subjectIdentity'))
    .map((other) => other.stored.row.subject_id);
  return {personId, sees: view.disclosed.sees, linkedSubjects: new Set(linkedSubjects), parties};
}
