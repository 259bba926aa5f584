import {isRetryable} from '../database/sql-state';
import {writing} from '../database/statement';
import {WriteTransaction} from '../database/transaction';

const set = writing('savepoint_set', 'SAVEPOINT job');
const undo = writing('savepoint_undo', 'ROLLBACK TO SAVEPOINT job');
const keep = writing('savepoint_keep', 'RELEASE SAVEPOINT job');

export type Outcome<T> =
  {readonly done: true; readonly value: T} | {readonly done: false; readonly error: unknown};

/**
 * Does `work`; when it fails, what it wrote is undone, the transaction goes on, and the error is in the outcome.
 *
 * @throws what makes the whole transaction worth trying again, and whatever the connection says when it is gone
 */
export async function underSavepoint<T>(tx: WriteTransaction, work: () => Promise<T>): Promise<Outcome<T>> {
  await tx.write(set);
  let value: T;
  try {
    value = await work();
  } catch (error) {
    if (isRetryable(error)) throw error;
    await tx.write(undo);
    return {done: false, error};
  }
  await tx.write(keep);
  return {done: true, value};
}
