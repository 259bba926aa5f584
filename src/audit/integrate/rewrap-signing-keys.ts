import {KeyEncryptionKey} from '../../platform/crypto/sealing';
import {WriteTransaction} from '../../platform/database/transaction';
import {findSeals, sealAnew} from '../persistence/key-rows';
import {seedPurpose} from './signing-key';

/**
 * Seals the seed of every signing key anew; the keys and what they signed stay as they are.
 *
 * @returns how many seeds
 * @throws SealBrokenError when one does not open under `from`
 */
export async function rewrapSigningKeys(
  tx: WriteTransaction,
  from: KeyEncryptionKey,
  to: KeyEncryptionKey,
): Promise<number> {
  const rows = await tx.rows(findSeals);
  for (const {organisation_id, number, sealed_seed} of rows) {
    const purpose = seedPurpose(organisation_id);
    const sealed = to.sealText(purpose, from.openText(purpose, sealed_seed));
    await tx.write(sealAnew, [organisation_id, number, sealed]);
  }
  return rows.length;
}
