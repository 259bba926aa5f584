import {isLoopback} from '../../platform/config/setting-reader';

/**
 * Whether the mail server must offer STARTTLS: links that open accounts go by mail. A server on this machine need not, and
 * neither one whose address says `?requireTLS=false`, on a private network.
 *
 * @param url COLLEGIUM_SMTP_URL
 */
export function needsTls(url: string): boolean {
  const {protocol, hostname, searchParams} = new URL(url);
  return protocol === 'smtp:' && !isLoopback(hostname) && searchParams.get('requireTLS') !== 'false';
}
