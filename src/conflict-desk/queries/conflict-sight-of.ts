import {CaseUser, SeenCase, findRelationsEver} from '../../cases';
import type {ReadTransaction} from '../../platform/database/transaction';
import type {ConflictSight} from '../domain/conflict-sight';

/** What somebody to whom the gate has shown a case may know of its conflicts. */
export async function conflictSightOf(
  tx: ReadTransaction,
  {organisationId, personId}: CaseUser,
  {stored, view}: SeenCase,
): Promise<ConflictSight> {
  const parties = new Map<string, string[]>();
  for (const {person_id, relation} of await tx.rows(findRelationsEver, [organisationId, [stored.row.id]]))
    if (person_id !== null && relation !== null)
      parties.set(person_id, [...(parties.get(person_id) ?? []), relation]);
  return {personId, sees: view.disclosed.sees, parties};
}
