import {escapeIdentifier} from 'pg';

export const quoted = (name: string): string => escapeIdentifier(name);

/** `URL` refuses the host-less form of a Unix socket, so the two words are read by hand. */
export function roleIn(url: string): {readonly role: string; readonly password: string} {
  const [, role = '', password = ''] = /^postgres(?:ql)?:\/\/([^:@/?]*)(?::([^@/]*))?@/.exec(url) ?? [];
  return {role: decodeURIComponent(role), password: decodeURIComponent(password)};
}
