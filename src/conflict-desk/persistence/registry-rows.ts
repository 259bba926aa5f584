import {reading, writing} from '../../platform/database/statement';

export interface IdentityRow {
  id: string;
  kind: string;
  value: string;
  verified: boolean;
}

export interface TieRow {
  id: string;
  kind: string;
  person_id: string;
  other_id: string;
  verified: boolean;
}

export const findPerson = reading<{id: string}>(
  'registry_person',
  'SELECT id FROM person WHERE organisation_id = $1 AND id = $2',
);

export const findGroup = reading<{id: string}>(
  'registry_group',
  'SELECT id FROM practice_group WHERE organisation_id = $1 AND id = $2',
);

export const setGroup = writing(
  'registry_set_group',
  'UPDATE person SET practice_group_id = $3 WHERE organisation_id = $1 AND id = $2',
);

export const identitiesOf = reading<IdentityRow>(
  'registry_identities',
  `SELECT id, kind, value, verified FROM person_identity
   WHERE organisation_id = $1 AND person_id = $2 AND ended_at IS NULL ORDER BY kind, value`,
);

export const insertIdentity = writing<{id: string}>(
  'registry_identity_insert',
  `INSERT INTO person_identity (organisation_id, id, person_id, kind, value, verified, added_at)
   VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING RETURNING id`,
);

export const endIdentity = writing<{person_id: string}>(
  'registry_identity_end',
  `UPDATE person_identity SET ended_at = $3 WHERE organisation_id = $1 AND id = $2 AND ended_at IS NULL
   RETURNING person_id`,
);

export const tiesOf = reading<TieRow>(
  'registry_ties',
  `SELECT id, kind, person_id, other_id, verified FROM person_tie
   WHERE organisation_id = $1 AND ended_at IS NULL AND (person_id = $2 OR other_id = $2) ORDER BY kind, id`,
);

export const insertTie = writing<{id: string}>(
  'registry_tie_insert',
  `INSERT INTO person_tie (organisation_id, id, kind, person_id, other_id, verified, added_at)
   VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING RETURNING id`,
);

export const endTie = writing<{person_id: string}>(
  'registry_tie_end',
  `UPDATE person_tie SET ended_at = $3 WHERE organisation_id = $1 AND id = $2 AND ended_at IS NULL
   RETURNING person_id`,
);

export const setAlias = writing(
  'registry_alias_set',
  `INSERT INTO organisation_alias (organisation_id, alias, stands_for) VALUES ($1, $2, $3)
   ON CONFLICT (organisation_id, alias) DO UPDATE SET stands_for = excluded.stands_for`,
);

export const removeAlias = writing(
  'registry_alias_remove',
  'DELETE FROM organisation_alias WHERE organisation_id = $1 AND alias = $2',
);

export const setPlaceholder = writing(
  'registry_placeholder_set',
  `INSERT INTO placeholder_organisation (organisation_id, value, listed) VALUES ($1, $2, $3)
   ON CONFLICT (organisation_id, value) DO UPDATE SET listed = excluded.listed`,
);

export const removePlaceholder = writing(
  'registry_placeholder_remove',
  'DELETE FROM placeholder_organisation WHERE organisation_id = $1 AND value = $2',
);

/** Cases that are not settled, by id. */
export const openCases = reading<{id: string}>(
  'registry_open_cases',
  'SELECT id FROM review_case WHERE organisation_id = $1 AND NOT settled ORDER BY id',
);
