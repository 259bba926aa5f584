import {KeyEncryptionKey, SealBrokenError} from '../../platform/crypto/sealing';
import {WriteTransaction} from '../../platform/database/transaction';
import {findCaseKeys, rewrapCaseKeys as rewrap} from '../persistence/case-keys';

const BATCH = 1000;
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';

export interface Rewrapping {
  readonly from: KeyEncryptionKey;
  readonly to: KeyEncryptionKey;
  /** Cases whose key is known not to open: it stays as it is. */
  readonly left: ReadonlySet<string>;
}

/**
 * Wraps the data key of every case anew; the content keeps its keys and stays as it is.
 *
 * @returns how many keys, and those of the cases to leave whose key does not open indeed
 * @throws SealBrokenError when another one does not open under `from`
 */
export async function rewrapCaseKeys(
  tx: WriteTransaction,
  {from, to, left}: Rewrapping,
): Promise<{readonly wrapped: number; readonly left: readonly string[]}> {
  const damaged: string[] = [];
  let done = 0;
  let after = [BEFORE_ALL, BEFORE_ALL];
  for (;;) {
    const rows = await tx.rows(findCaseKeys, [...after, BATCH]);
    const last = rows.at(-1);
    if (!last) return {wrapped: done, left: damaged};
    const opened = rows.flatMap((row) => {
      const key = opening(row, from, left);
      if (!key) damaged.push(row.case_id);
      return key ? [{...row, key}] : [];
    });
    await tx.write(rewrap, [
      opened.map((row) => row.organisation_id),
      opened.map((row) => row.case_id),
      opened.map((row) => to.wrap(placeOf(row), row.key)),
    ]);
    done += opened.length;
    after = [last.organisation_id, last.case_id];
  }
}

const placeOf = ({case_id}: {readonly case_id: string}): string => `case/${case_id}`;

/** @returns null when the key does not open and is to be left */
function opening(
  row: {readonly case_id: string; readonly wrapped: Buffer},
  from: KeyEncryptionKey,
  left: ReadonlySet<string>,
): Buffer | null {
  try {
    return from.unwrap(placeOf(row), row.wrapped);
  } catch (error) {
    if (error instanceof SealBrokenError && left.has(row.case_id)) return null;
    throw error;
  }
}
