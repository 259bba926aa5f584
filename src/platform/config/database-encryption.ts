import {connectionUrl, isLoopback} from './setting-reader';
import type {SettingReader} from './setting-reader';

/** What `pg` takes; how much each checks is libpq's documentation's to say. */
const MODES = ['disable', 'prefer', 'no-verify', 'require', 'verify-ca', 'verify-full'];

/** Whether the connection leaves this machine, and what it says of encryption. */
function described(url: URL): {remote: boolean; mode: string | null} {
  const host = url.searchParams.get('host') ?? url.hostname;
  return {
    remote: host !== '' && !host.startsWith('/') && !isLoopback(host),
    mode: url.searchParams.get('sslmode'),
  };
}

/**
 * A server elsewhere is reached in plain unless its address says otherwise; whoever runs the installation has to have decided.
 *
 * @param address connection string that can be read; null when there is none
 */
export function requireSslMode(read: SettingReader, setting: string, address: string | null): void {
  const url = address === null ? null : connectionUrl(address);
  if (!url) return;
  const {remote, mode} = described(url);
  if (mode !== null ? MODES.includes(mode) : !remote) return;
  read.fault(
    setting,
    mode === null
      ? 'names a server on another machine, and does not say whether the way there is encrypted.'
      : 'has an sslmode that there is not.',
    'Add ?sslmode=verify-full (with &sslrootcert=FILE for an authority of your own) to its end; ?sslmode=disable only where ' +
      'nobody else can listen, as between two containers of one machine.',
  );
}
