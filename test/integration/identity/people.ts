import {CreateOrganisation, CreatePerson, GrantRole, SetPassword} from '../../../src/identity';
import {attestEverybody} from '../../support/attested';
import type {TestApp} from '../../support/app';

export const PASSWORD = 'correct horse battery';

/** An organisation with nobody in it. */
export const anOrganisation = (app: TestApp): Promise<string> =>
  app.app.get(CreateOrganisation).run({name: 'St. Test', timeZone: 'Europe/Vienna'}, 'system');

/** A person who can sign in with `PASSWORD`; returns their id. */
export async function aPerson(
  app: TestApp,
  organisationId: string,
  {email, roles = []}: {email: string; roles?: readonly string[]},
): Promise<string> {
  const personId = await app.app
    .get(CreatePerson)
    .run(organisationId, {email, displayName: email.split('@')[0] ?? email}, 'system');
  await app.app.get(SetPassword).run({organisationId, personId, password: PASSWORD}, 'system');
  for (const role of roles) await app.app.get(GrantRole).run({organisationId, personId, role}, 'system');
  await attestEverybody(app.database);
  return personId;
}
