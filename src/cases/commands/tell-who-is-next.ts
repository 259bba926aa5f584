import {ReadTransaction} from '../../platform/database/transaction';
import {waitingRoles} from '../../workflow';
import {StoredCase} from '../persistence/stored-case';
import {turnHolders} from '../queries/turn-holders';
import {ActionWriter} from './action-writer';

/** Roles whose holders are found in the organisation; relations to the case are told by their own handlers. */
const OFFICES = new Set(['coordinator', 'presiding']);

/** Tells those whose turn it has become, but for whoever just acted. */
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
  const {workflow, state, facts} = stored;
  const roles = waitingRoles(workflow, state.value, facts).filter(
    (role) => !waited.includes(role) && OFFICES.has(role),
  );
  for (const personId of await turnHolders(tx, stored, roles))
    if (personId !== actor) await writer.notify(personId, 'yourTurn');
}
