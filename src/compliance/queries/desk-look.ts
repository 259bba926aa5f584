import {AccessLog} from '../../audit';
import {CaseUser} from '../../cases';
import {ReadTransaction} from '../../platform/database/transaction';
import {DeskAct, deskRecord} from '../domain/desk-record';

/** Looks at something of the desk; that it was asked for is on record before it is shown. */
export const deskLook = <T>(
  log: AccessLog,
  user: CaseUser,
  {type, details = {}}: {readonly type: string; readonly details?: DeskAct['details']},
  look: (tx: ReadTransaction) => Promise<T>,
): Promise<T> =>
  log.read(user.organisationId, async (tx) => ({
    result: await look(tx),
    records: [deskRecord(user, {kind: 'read', type, action: 'R', details})],
  }));
