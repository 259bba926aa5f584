import {KeyEncryptionKey} from '../../platform/crypto/sealing';
import {Randomness} from '../../platform/crypto/randomness';
import {WriteTransaction} from '../../platform/database/transaction';
import {originOf} from '../domain/checkpoint';
import {NoteSigner, noteSigner} from '../domain/signed-note';
import {addKey, findKey} from '../persistence/tree-rows';

/**
 * The key that signs an organisation's checkpoints, made when the first one is due. Its seed is sealed under the
 * key-encryption key, for this organisation alone.
 *
 * @throws SealBrokenError
 */
export async function signingKey(
  tx: WriteTransaction,
  organisation: string,
  {key, randomness, now}: {key: KeyEncryptionKey; randomness: Randomness; now: Date},
): Promise<NoteSigner> {
  const purpose = `audit-key/${organisation}`;
  const origin = originOf(organisation);
  const stored = await tx.row(findKey, [organisation]);
  if (stored) return noteSigner(origin, Buffer.from(key.openText(purpose, stored.sealed_seed), 'base64'));
  const seed = randomness.bytes(32);
  const signer = noteSigner(origin, seed);
  const sealed = key.sealText(purpose, seed.toString('base64'));
  await tx.write(addKey, [organisation, signer.text, sealed, now]);
  return signer;
}
