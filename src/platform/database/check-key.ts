import {Client} from 'pg';
import type {Config} from '../config/config';
import {KeyError, isMissing, keyPlace, loadKeyEncryptionKey, readKey} from '../config/key-encryption-key';
import {SystemRandomness} from '../crypto/randomness';
import {KeyEncryptionKey} from '../crypto/sealing';

const restore =
  'Put the right key back (from a backup); without it the content of this database cannot be read by anybody. ' +
  'To begin anew instead, use an empty database: in demonstration mode, another COLLEGIUM_DATA.';

const digestOf = (key: Buffer): string => new KeyEncryptionKey(key, new SystemRandomness()).marker;

type KeyPlace = Pick<Config, 'keyFile' | 'keyGiven'>;

/** A key that is known to be needed is read, never made. */
function readNeeded(config: KeyPlace): Buffer {
  try {
    return readKey(config);
  } catch (error) {
    if (!isMissing(error)) throw error;
    const reason = 'is missing, although the database holds content encrypted under it';
    throw new KeyError(keyPlace(config), reason, restore, {cause: error});
  }
}

/**
 * Makes sure that the key is the one under which this database is encrypted, and notes it in a database that has
 * none yet. Data under a lost key must not be joined by data under a new one.
 *
 * @param applicationUrl connection string of the application's role; the schema is there
 * @throws KeyError
 */
export async function checkKey(
  config: KeyPlace & Pick<Config, 'demonstration'>,
  applicationUrl: string,
): Promise<void> {
  const client = new Client({connectionString: applicationUrl});
  await client.connect();
  try {
    const stored = async (): Promise<string | undefined> =>
      (await client.query<{digest: string}>('SELECT digest FROM installation_key')).rows[0]?.digest;
    const before = await stored();
    const digest = digestOf(before === undefined ? loadKeyEncryptionKey(config) : readNeeded(config));
    // Of two that start at once on an empty database, the first one's key stands.
    if (before === undefined)
      await client.query('INSERT INTO installation_key (digest) VALUES ($1) ON CONFLICT DO NOTHING', [
        digest,
      ]);
    if ((before ?? (await stored())) !== digest) {
      const reason = 'holds another key than the one under which the database is encrypted';
      throw new KeyError(keyPlace(config), reason, restore);
    }
  } finally {
    await client.end();
  }
}
