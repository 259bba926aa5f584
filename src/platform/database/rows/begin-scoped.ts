import {quoted} from '../role-name';
import {Duty, RowScope} from './row-scope';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** @param application name of the application's role */
export const dutyRole = (application: string, duty: Duty): string =>
  duty === 'person' ? application : `${application}_${duty}`;

/** Policies read these; they end with the transaction, so that the next borrower of the connection has none. */
export const ORGANISATION_SETTING = 'collegium.organisation';
export const PERSON_SETTING = 'collegium.person';

/**
 * The statements that begin a transaction in its scope, sent in one go.
 *
 * @param application name of the application's role
 * @throws TypeError for an id that is no UUID
 */
export function beginScoped(begin: string, application: string, scope: RowScope): string {
  const statements = [begin];
  if (scope.duty !== 'person') statements.push(`SET LOCAL ROLE ${quoted(dutyRole(application, scope.duty))}`);
  if (scope.organisation !== null)
    statements.push(`SET LOCAL ${ORGANISATION_SETTING} = '${checked(scope.organisation)}'`);
  if (scope.person !== null) statements.push(`SET LOCAL ${PERSON_SETTING} = '${checked(scope.person)}'`);
  return statements.join('; ');
}

function checked(id: string): string {
  if (!uuid.test(id)) throw new TypeError('a row scope takes ids of organisations and people alone');
  return id;
}
