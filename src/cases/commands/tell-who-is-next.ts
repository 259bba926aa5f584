import {reading} from '../../platform/database/statement';
import {ReadTransaction} from '../../platform/database/transaction';
import {waitingRoles} from '../../workflow';
import {isLimited} from '../domain/relations-of';
import {StoredCase} from '../persistence/stored-case';
import {ActionWriter} from './action-writer';

const findRoleHolders = reading<{person_id: string; deputy: boolean}>(
  'case_role_holders',
  `SELECT person_id, bool_and(role = 'viceChair') AS deputy FROM role_grant
   WHERE organisation_id = $1 AND role = ANY ($3) AND (committee_id = $2 OR committee_id IS NULL) AND ended_at IS NULL
   GROUP BY person_id`,
);

/** Roles whose holders are found in the organisation; relations to the case are told by their own handlers. */
const OFFICES: Readonly<Record<string, readonly string[]>> = {
  coordinator: ['coordinator'],
  presiding: ['chair', 'viceChair'],
};

/**
 * Tells those whose turn it has become, but for whoever just acted and whoever a relation keeps away; a vice-chair only
 * when no chair is left.
 */
export async function tellWhoIsNext(
  tx: ReadTransaction,
  stored: StoredCase,
  {
    actor,
    writer,
    waited,
  }: {
    actor: string;
    writer: ActionWriter;
    /** Roles for which the case waited already, in this same stage. */
    waited: readonly string[];
  },
): Promise<void> {
  const {workflow, state, facts, organisationId, committeeId} = stored;
  const roles = waitingRoles(workflow, state.value, facts)
    .filter((role) => !waited.includes(role))
    .flatMap((role) => OFFICES[role] ?? []);
  if (roles.length === 0) return;
  const chaired = stored.chairs.some((chair) => !isLimited(chair, stored));
  for (const {person_id, deputy} of await tx.rows(findRoleHolders, [organisationId, committeeId, roles])) {
    const kept = (deputy && chaired) || isLimited(person_id, stored);
    if (person_id !== actor && !kept) await writer.notify(person_id, 'yourTurn');
  }
}
