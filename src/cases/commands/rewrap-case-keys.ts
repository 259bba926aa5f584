import {KeyEncryptionKey} from '../../platform/crypto/sealing';
import {WriteTransaction} from '../../platform/database/transaction';
import {findCaseKeys, rewrapCaseKeys as rewrap} from '../persistence/case-keys';

const BATCH = 1000;
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';

/**
 * Wraps the data key of every case anew; the content keeps its keys and stays as it is.
 *
 * @returns how many keys
 * @throws SealBrokenError when one does not open under `from`
 */
export async function rewrapCaseKeys(
  tx: WriteTransaction,
  from: KeyEncryptionKey,
  to: KeyEncryptionKey,
): Promise<number> {
  let done = 0;
  let after = [BEFORE_ALL, BEFORE_ALL];
  for (;;) {
    const rows = await tx.rows(findCaseKeys, [...after, BATCH]);
    const last = rows.at(-1);
    if (!last) return done;
    const wrapped = rows.map(({case_id, wrapped: old}) => {
      const place = `case/${case_id}`;
      return to.wrap(place, from.unwrap(place, old));
    });
    await tx.write(rewrap, [rows.map((row) => row.organisation_id), rows.map((row) => row.case_id), wrapped]);
    done += rows.length;
    after = [last.organisation_id, last.case_id];
  }
}
