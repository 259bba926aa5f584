import {KeyEncryptionKey} from '../../platform/crypto/sealing';
import {WriteTransaction} from '../../platform/database/transaction';
import {findSealedSecrets, sealSecretAnew} from '../persistence/factor-statements';
import {totpPurpose} from './begin-totp';

/**
 * Seals the secret of every authenticator anew.
 *
 * @returns how many
 * @throws SealBrokenError when one does not open under `from`
 */
export async function rewrapSecondFactors(
  tx: WriteTransaction,
  from: KeyEncryptionKey,
  to: KeyEncryptionKey,
): Promise<number> {
  const rows = await tx.rows(findSealedSecrets);
  for (const {organisation_id, id, sealed_secret} of rows) {
    const purpose = totpPurpose(organisation_id, id);
    await tx.write(sealSecretAnew, [
      organisation_id,
      id,
      to.sealText(purpose, from.openText(purpose, sealed_secret)),
    ]);
  }
  return rows.length;
}
