import {KeyEncryptionKey} from '../crypto/sealing';
import {reading, writing} from './statement';
import {ReadTransaction, WriteTransaction} from './transaction';

const findMarker = reading<{digest: string}>('installation_key', 'SELECT digest FROM installation_key');

const holdMarker = reading<{digest: string}>(
  'installation_key_hold',
  'SELECT digest FROM installation_key FOR SHARE',
);

const changeMarker = writing(
  'installation_key_change',
  'UPDATE installation_key SET digest = $1 WHERE digest = $2',
);

const findOthers = reading<{others: number}>(
  'installation_others',
  `SELECT count(*)::integer AS others FROM pg_stat_activity
   WHERE datname = current_database() AND application_name = 'collegium' AND pid <> pg_backend_pid()`,
);

/** Another key-encryption key has come into force since this process read its own. */
export class KeyExchangedError extends Error {
  constructor() {
    super('the key-encryption key was exchanged while this process ran; start it anew with the new key');
    this.name = 'KeyExchangedError';
  }
}

/** The marker of the key under which the database is encrypted; null before the first start. */
export const keyInForce = async (tx: ReadTransaction): Promise<string | null> =>
  (await tx.row(findMarker))?.digest ?? null;

/**
 * Makes sure, until the transaction ends, that nobody exchanges the key: nothing may be sealed under a key that is out of
 * force.
 *
 * @throws KeyExchangedError
 */
export async function holdKey(tx: ReadTransaction, key: KeyEncryptionKey): Promise<void> {
  const marker = await tx.row(holdMarker);
  if (marker && marker.digest !== key.marker) throw new KeyExchangedError();
}

export const changeKeyInForce = async (
  tx: WriteTransaction,
  from: KeyEncryptionKey,
  to: KeyEncryptionKey,
): Promise<void> => {
  await tx.write(changeMarker, [to.marker, from.marker]);
};

/** Connections of Collegium to this database beside the one that asks. */
export const otherConnections = async (tx: ReadTransaction): Promise<number> =>
  (await tx.row(findOthers))?.others ?? 0;
