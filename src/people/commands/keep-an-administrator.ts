import {WriteTransaction} from '../../platform/database/transaction';
import {problems} from '../../platform/errors/problem';
import {lockAdministrators} from '../persistence/people-rows';

/** @throws Problem `action_not_allowed` when nobody but this person could administer the organisation afterwards */
export async function keepAnAdministrator(
  tx: WriteTransaction,
  organisationId: string,
  personId: string,
): Promise<void> {
  const administrators = await tx.rows(lockAdministrators, [organisationId]);
  if (administrators.length > 0 && administrators.every(({person_id}) => person_id === personId))
    throw problems.actionNotAllowed('They are the only administrator; make somebody else one first.');
}
