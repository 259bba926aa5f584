import {CaseDoor, CaseUser} from '../../cases';
import {ReadTransaction} from '../../platform/database/transaction';

/** Those of the cases whose number this person may know. */
export async function numberedCases(
  tx: ReadTransaction,
  door: CaseDoor,
  user: CaseUser,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const seen = await door.seeMany(tx, user, ids);
  return new Set(seen.filter(({view}) => view.disclosed.sees.has('number')).map(({stored}) => stored.row.id));
}
