import {ReadTransaction} from '../../platform/database/transaction';
import {findKeys} from '../persistence/key-rows';

/** The verifier keys of an organisation's log, C2SP signed-note, oldest first; the last one signs now. */
export async function logKeys(tx: ReadTransaction, organisation: string): Promise<string[]> {
  const keys = await tx.rows(findKeys, [organisation]);
  return keys.map(({verifier}) => verifier);
}
