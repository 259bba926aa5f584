import {ClientBase} from 'pg';
import {quoted} from '../role-name';
import {dutyRole} from './begin-scoped';
import {Duty} from './row-scope';

interface StandingRow {
  role: string;
  /** Whether the session's role is above all policies. */
  above: boolean;
  duty: boolean;
}

/** Rows would be missing, and nobody would notice. */
export class RowsHiddenError extends Error {
  constructor(role: string) {
    super(
      `The database role ${role} does not reach every row of the log. Use the role of DATABASE_URL after Collegium was ` +
        'started once with DATABASE_OWNER_URL, or a superuser.',
    );
    this.name = 'RowsHiddenError';
  }
}

/**
 * Takes on a duty until the transaction ends, on a connection of the application's role; a superuser needs none.
 *
 * @throws RowsHiddenError for any other role
 */
export async function enterDuty(client: ClientBase, duty: Exclude<Duty, 'person'>): Promise<void> {
  const {rows} = await client.query<StandingRow>(
    `SELECT session_user::text AS role, rolsuper OR rolbypassrls AS above,
       EXISTS (SELECT FROM pg_roles d WHERE d.rolname = session_user || '_${duty}' AND pg_has_role(session_user, d.oid, 'MEMBER')) AS duty
     FROM pg_roles WHERE rolname = session_user`,
  );
  const [found] = rows;
  if (found?.above === true) return;
  if (found?.duty !== true) throw new RowsHiddenError(found?.role ?? '');
  await client.query(`SET LOCAL ROLE ${quoted(dutyRole(found.role, duty))}`);
}
