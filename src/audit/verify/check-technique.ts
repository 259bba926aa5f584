import {KeyEncryptionKey, SealBrokenError} from '../../platform/crypto/sealing';
import {ReadTransaction} from '../../platform/database/transaction';
import {Finding} from '../domain/tampering';
import {isSignerOf} from '../integrate/signing-key';
import {findAnnouncement} from '../persistence/check-rows';
import {SigningTimeRow, findSigningTimes, findWindowPlace} from '../persistence/check-technique-rows';
import {findKeys} from '../persistence/key-rows';

const PAGE = 1000;
/** How far clocks may be apart, in milliseconds. */
const TOLERANCE = 10 * 60_000;

/** The integrator's place must be there, and not beyond what was recorded: what comes next would be passed over. */
export async function windowFinding(tx: ReadTransaction): Promise<Finding | null> {
  const row = await tx.row(findWindowPlace);
  if (!row)
    return {index: 0, kind: 'removed', detail: 'the place up to which the log is in its trees is gone'};
  const [floor, mark, last] = [BigInt(row.floor), BigInt(row.mark), BigInt(row.last)];
  return floor >= 0n && floor <= mark && mark <= last
    ? null
    : {index: 0, kind: 'altered', detail: 'the place up to which the log is in its trees cannot be right'};
}

/** Every sealed seed must open, and give the key beside it. */
export async function sealFinding(
  tx: ReadTransaction,
  {organisation, size}: {readonly organisation: string; readonly size: number},
  key: KeyEncryptionKey,
): Promise<Finding | null> {
  for (const row of await tx.rows(findKeys, [organisation])) {
    if (opensRightly(() => isSignerOf(organisation, row, key))) continue;
    const told = await tx.row(findAnnouncement, [organisation, JSON.stringify(row.verifier)]);
    const detail = `the sealed seed of key ${row.number} is not that of the key`;
    return {index: told ? Number(told.index) : size, kind: 'altered', detail};
  }
  return null;
}

function opensRightly(check: () => boolean): boolean {
  try {
    return check();
  } catch (error) {
    if (error instanceof SealBrokenError) return false;
    throw error;
  }
}

/** A checkpoint is signed after its last entry was recorded, before the next one is signed, and not in the future. */
export async function signingTimeFinding(tx: ReadTransaction, organisation: string): Promise<Finding | null> {
  let before: SigningTimeRow | null = null;
  for (let after = '0'; ;) {
    const rows: SigningTimeRow[] = await tx.rows(findSigningTimes, [organisation, after, PAGE]);
    for (const row of rows) {
      const early = row.at !== null && isAfter(row.at, row.signed_at);
      if (before && !early && isAfter(before.signed_at, row.signed_at)) return timeFinding(before);
      if (early) return timeFinding(row);
      before = row;
      after = row.size;
    }
    if (rows.length < PAGE) break;
  }
  return before && isAfter(before.signed_at, new Date()) ? timeFinding(before) : null;
}

const isAfter = (one: Date, other: Date): boolean => one.getTime() > other.getTime() + TOLERANCE;

const timeFinding = ({size}: SigningTimeRow): Finding => ({
  index: Number(size) - 1,
  kind: 'altered',
  detail: `the checkpoint of ${size} entries was signed at another time than it says, or the clock was set`,
});
