import {Client, escapeLiteral} from 'pg';
import {failureCode} from './connection-failure';
import {DatabaseStartError} from './database-start-error';
import {quoted, roleIn} from './role-name';
import {dutyRoles, dutyRoleSql, makeDutyRoles} from './rows/duty-roles';

const insufficientPrivilege = '42501';

/**
 * Creates the application's role with the password in its connection string, unless it exists, and the roles of its duties;
 * one that exists is left as it is.
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
    const secret = password === '' ? '' : ` PASSWORD ${escapeLiteral(password)}`;
    if (rowCount === 0)
      await client.query(`CREATE ROLE ${quoted(role)} LOGIN NOINHERIT NOBYPASSRLS${secret}`);
    await makeDutyRoles(client, role);
  } catch (cause) {
    if (failureCode(cause) !== insufficientPrivilege) throw cause;
    throw new DatabaseStartError(
      `The role ${role} (DATABASE_URL) or one of its duties does not exist, and the role of DATABASE_OWNER_URL may not create it.`,
      ['Run as a superuser what of it is missing:', `  CREATE ROLE ${quoted(role)} LOGIN PASSWORD '…';`]
        .concat(dutyRoleSql(role, new Set(dutyRoles(role)), 16).map((statement) => `  ${statement};`))
        .join('\n'),
      {cause},
    );
  } finally {
    await client.end();
  }
}
