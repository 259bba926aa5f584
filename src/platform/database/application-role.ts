import {Client, escapeIdentifier, escapeLiteral} from 'pg';
import {failureCode} from './connection-failure';
import {DatabaseStartError} from './database-start-error';

const insufficientPrivilege = '42501';

export const quoted = (name: string): string => escapeIdentifier(name);

/** `URL` refuses the host-less form of a Unix socket, so the two words are read by hand. */
export function roleIn(url: string): {readonly role: string; readonly password: string} {
  const [, role = '', password = ''] = /^postgres(?:ql)?:\/\/([^:@/?]*)(?::([^@/]*))?@/.exec(url) ?? [];
  return {role: decodeURIComponent(role), password: decodeURIComponent(password)};
}

/**
 * Creates the application's role with the password in its connection string, unless it exists; one that exists is left as
 * it is.
 *
 * @param ownerUrl connection string of a role that may create roles
 * @throws DatabaseStartError when it may not
 */
export async function createApplicationRole(ownerUrl: string, applicationUrl: string): Promise<void> {
  const {role, password} = roleIn(applicationUrl);
  const client = new Client({connectionString: ownerUrl});
  await client.connect();
  try {
    const {rowCount} = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [role]);
    if (rowCount !== 0) return;
    const secret = password === '' ? '' : ` PASSWORD ${escapeLiteral(password)}`;
    await client.query(`CREATE ROLE ${quoted(role)} LOGIN NOBYPASSRLS${secret}`);
  } catch (cause) {
    if (failureCode(cause) !== insufficientPrivilege) throw cause;
    throw new DatabaseStartError(
      `The role ${role} (DATABASE_URL) does not exist, and the role of DATABASE_OWNER_URL may not create it.`,
      `Run as a superuser: CREATE ROLE ${quoted(role)} LOGIN PASSWORD '…';`,
      {cause},
    );
  } finally {
    await client.end();
  }
}
