import {reading, writing} from '../../platform/database/statement';

/** $1 id, $2 name, $3 time zone, $4 now. */
export const insertOrganisation = writing(
  'identity_insert_organisation',
  'INSERT INTO organisation (id, name, time_zone, created_at) VALUES ($1, $2, $3, $4)',
);

/** $1 organisation, $2 id, $3 name, $4 e-mail, $5 NPI, $6 specialty, $7 department, $8 practice group, $9 physician, $10 now. */
export const insertPerson = writing(
  'identity_insert_person',
  `INSERT INTO person (organisation_id, id, display_name, email, npi, specialty, department, practice_group_id,
     physician, created_at)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
);

export interface PersonRow {
  display_name: string;
  email: string;
}

/** $1 organisation, $2 person. */
export const findPerson = reading<PersonRow>(
  'identity_find_person',
  'SELECT display_name, email FROM person WHERE organisation_id = $1 AND id = $2',
);

/** $1 organisation, $2 person, $3 PHC string. */
export const storePassword = writing(
  'identity_store_password',
  `INSERT INTO account (organisation_id, person_id, password_hash) VALUES ($1, $2, $3)
   ON CONFLICT (organisation_id, person_id) DO UPDATE SET password_hash = excluded.password_hash`,
);

/** $1 organisation, $2 person, $3 the hash that was compared, $4 PHC string. No row when it changed meanwhile. */
export const replacePassword = writing<{person_id: string}>(
  'identity_replace_password',
  `UPDATE account SET password_hash = $4
   WHERE organisation_id = $1 AND person_id = $2 AND password_hash = $3 RETURNING person_id`,
);

/** $1 organisation, $2 person, $3 role, $4 committee or null, $5 now. No row when it is granted already. */
export const insertGrant = writing<{person_id: string}>(
  'identity_insert_grant',
  `INSERT INTO role_grant (organisation_id, person_id, role, committee_id, granted_at) VALUES ($1, $2, $3, $4, $5)
   ON CONFLICT DO NOTHING RETURNING person_id`,
);

/** $1 organisation, $2 committee. */
export const findCommittee = reading<{id: string}>(
  'identity_find_committee',
  'SELECT id FROM committee WHERE organisation_id = $1 AND id = $2',
);

/** $1 organisation, $2 id or name. */
export const findCommitteeNamed = reading<{id: string}>(
  'identity_find_committee_named',
  'SELECT id FROM committee WHERE organisation_id = $1 AND (id::text = $2 OR lower(name) = lower($2))',
);

export const listOrganisations = reading<{id: string; name: string}>(
  'identity_list_organisations',
  'SELECT id, name FROM organisation ORDER BY created_at, id',
);

/** $1 organisation, $2 id, $3 name. */
export const insertPracticeGroup = writing(
  'identity_insert_practice_group',
  'INSERT INTO practice_group (organisation_id, id, name) VALUES ($1, $2, $3)',
);

/** $1 organisation, $2 e-mail address in its normal form. */
export const findPersonByEmail = reading<{id: string}>(
  'identity_find_person_by_email',
  'SELECT id FROM person WHERE organisation_id = $1 AND email = $2',
);
