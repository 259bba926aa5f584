import type {RoleGrant} from '../../identity';
import {reading, writing} from '../../platform/database/statement';

export interface PersonRow {
  id: string;
  display_name: string;
  email: string;
  npi: string | null;
  specialty: string | null;
  department: string | null;
  physician: boolean;
  has_password: boolean;
  has_factor: boolean;
  disabled_at: Date | null;
  roles: RoleGrant[];
}

const columns = `p.id, p.display_name, p.email, p.npi, p.specialty, p.department, p.physician,
  a.password_hash IS NOT NULL AS has_password, a.factors_since IS NOT NULL AS has_factor, a.disabled_at,
  coalesce((
    SELECT jsonb_agg(jsonb_build_object('role', g.role, 'committeeId', g.committee_id) ORDER BY g.role, g.committee_id)
    FROM role_grant g
    WHERE g.organisation_id = p.organisation_id AND g.person_id = p.id AND g.ended_at IS NULL), '[]') AS roles`;

const people = `person p LEFT JOIN account a ON a.organisation_id = p.organisation_id AND a.person_id = p.id`;

/** $1 organisation, $2 name in small letters and $3 id after which, $4 how many. */
export const peoplePage = reading<PersonRow>(
  'people_page',
  `SELECT ${columns} FROM ${people}
   WHERE p.organisation_id = $1 AND (lower(p.display_name), p.id) > ($2, $3::uuid)
   ORDER BY lower(p.display_name), p.id LIMIT $4`,
);

/** $1 organisation, $2 person. */
export const findOne = reading<PersonRow>(
  'people_find_one',
  `SELECT ${columns} FROM ${people} WHERE p.organisation_id = $1 AND p.id = $2`,
);

/** $1 organisation, $2 addresses in their normal form. */
export const findByEmails = reading<PersonRow>(
  'people_find_by_emails',
  `SELECT ${columns} FROM ${people} WHERE p.organisation_id = $1 AND p.email = ANY($2)`,
);

/** $1 organisation, $2 person, $3 name, $4 NPI, $5 specialty, $6 department, $7 physician. */
export const updatePerson = writing(
  'people_update',
  `UPDATE person SET display_name = $3, npi = $4, specialty = $5, department = $6, physician = $7
   WHERE organisation_id = $1 AND id = $2`,
);

/** The name that somebody has so far stays known as theirs. $1 organisation, $2 person, $3 id of the identity, $4 now. */
export const keepFormerName = writing(
  'people_keep_former_name',
  `INSERT INTO person_identity (organisation_id, id, person_id, kind, value, verified, added_at)
   SELECT organisation_id, $3, id, 'name', display_name, true, $4 FROM person
   WHERE organisation_id = $1 AND id = $2 AND display_name <> ''
   ON CONFLICT DO NOTHING`,
);

/** $1 organisation, $2 person, $3 when, or null to let them in again. */
export const setDisabled = writing(
  'people_set_disabled',
  `INSERT INTO account (organisation_id, person_id, disabled_at) VALUES ($1, $2, $3)
   ON CONFLICT (organisation_id, person_id) DO UPDATE SET disabled_at = excluded.disabled_at`,
);

/** $1 organisation: one change at a time of who administers. */
export const lockAdministrators = reading<{person_id: string}>(
  'people_lock_administrators',
  `SELECT g.person_id FROM role_grant g
   LEFT JOIN account a ON a.organisation_id = g.organisation_id AND a.person_id = g.person_id
   WHERE g.organisation_id = $1 AND g.role = 'administrator' AND g.ended_at IS NULL AND a.disabled_at IS NULL
   ORDER BY g.person_id FOR UPDATE OF g`,
);
