import {reading} from '../../platform/database/statement';
import {ReadTransaction} from '../../platform/database/transaction';
import {waitingRoles} from '../../workflow';
import {isLimited} from '../domain/relations-of';
import {StoredCase} from '../persistence/stored-case';
import {ActionWriter} from './action-writer';

const findRoleHolders = reading<{person_id: string}>(
  'case_role_holders',
  `SELECT DISTINCT person_id FROM role_grant
   WHERE organisation_id = $1 AND role = ANY ($3) AND (committee_id = $2 OR committee_id IS NULL) AND ended_at IS NULL`,
);

/** Roles whose holders are found in the organisation; relations to the case are told by their own handlers. */
const OFFICES: Readonly<Record<string, readonly string[]>> = {
  coordinator: ['coordinator'],
  presiding: ['chair', 'viceChair'],
};

/** Tells those whose turn it has become, but for whoever just acted and whoever a relation keeps away. */
export async function tellWhoIsNext(
  tx: ReadTransaction,
  stored: StoredCase,
  {actor, writer}: {actor: string; writer: ActionWriter},
): Promise<void> {
  const {workflow, state, facts, organisationId, committeeId} = stored;
  const roles = waitingRoles(workflow, state.value, facts).flatMap((role) => OFFICES[role] ?? []);
  if (roles.length === 0) return;
  for (const {person_id} of await tx.rows(findRoleHolders, [organisationId, committeeId, roles])) {
    if (person_id !== actor && !isLimited(person_id, stored)) await writer.notify(person_id, 'yourTurn');
  }
}
