import {lookOnce} from '../../platform/database/look-once';
import {listEscrow} from '../persistence/backup-rows';

/**
 * What to tell at the start about whom backups are encrypted for.
 *
 * @param applicationUrl connection string of the application's role
 * @returns null when somebody is named
 */
export async function escrowWarning(applicationUrl: string): Promise<string | null> {
  const held = await lookOnce(applicationUrl, (tx) => tx.rows(listEscrow));
  if (held.length > 0) return null;
  return (
    'No escrow is named, so that no backup can be made. Make a pair of keys with "collegium backup identity FILE", give the ' +
    'file to somebody outside, and name its recipient with "collegium backup escrow". Keep a copy of the key file ' +
    '(COLLEGIUM_KEY_FILE) apart from the backups: without it none of them can be read.'
  );
}
