import {ClientBase} from 'pg';
import {quoted} from '../role-name';
import {dutyRole} from './begin-scoped';
import {DUTIES} from './row-scope';

/** The roles that the application's role takes on, beside its own. */
export const dutyRoles = (application: string): string[] =>
  DUTIES.filter((duty) => duty !== 'person').map((duty) => dutyRole(application, duty));

const attributes = 'NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS';

/**
 * The SQL that makes the roles of the duties, as far as they are missing, for the application's role to take on one at a
 * time. It does not inherit them, or all their policies would be its own.
 *
 * @param missing names of those that do not exist
 * @param major version of the server; up to 15 inheritance is the role's, from 16 on the membership's (release notes of 16)
 */
export function dutyRoleSql(application: string, missing: ReadonlySet<string>, major: number): string[] {
  const roles = dutyRoles(application);
  const create = roles
    .filter((role) => missing.has(role))
    .map((role) => `CREATE ROLE ${quoted(role)} ${attributes}`);
  const list = roles.map((role) => quoted(role)).join(', ');
  return major < 16
    ? [...create, `ALTER ROLE ${quoted(application)} NOINHERIT`, `GRANT ${list} TO ${quoted(application)}`]
    : [...create, `GRANT ${list} TO ${quoted(application)} WITH INHERIT FALSE, SET TRUE`];
}

interface RolesRow {
  major: number;
  names: string[];
  /** Whether every duty can be taken on and none is inherited. */
  ready: boolean;
}

/** Makes what is missing of the duties' roles; a statement at a time, so that an error names its own. */
export async function makeDutyRoles(client: ClientBase, application: string): Promise<void> {
  const roles = dutyRoles(application);
  const {rows} = await client.query<RolesRow>(
    `SELECT current_setting('server_version_num')::integer / 10000 AS major,
       ARRAY(SELECT rolname::text FROM pg_roles) AS names,
       (SELECT count(*) FROM pg_roles r WHERE r.rolname = ANY ($2) AND pg_has_role($1, r.oid, 'MEMBER')
          AND NOT pg_has_role($1, r.oid, 'USAGE')) = cardinality($2) AS ready`,
    [application, roles],
  );
  const [found] = rows;
  if (found === undefined || found.ready) return;
  const missing = new Set(roles.filter((role) => !found.names.includes(role)));
  for (const statement of dutyRoleSql(application, missing, found.major)) await client.query(statement);
}
