import {reading, writing} from '../../platform/database/statement';

/** $1 organisation, $2 person, $3 keys. */
export const findReferralKeys = reading<{key: Buffer; case_id: string}>(
  'referral_keys_find',
  `SELECT key, case_id FROM referral_key WHERE organisation_id = $1 AND person_id = $2 AND key = ANY($3)`,
);

/** $1 organisation, $2 person, $3 key, $4 case, $5 now. */
export const insertReferralKey = writing(
  'referral_key_insert',
  `INSERT INTO referral_key (organisation_id, person_id, key, case_id, created_at) VALUES ($1, $2, $3, $4, $5)`,
);

/** $1 organisation, $2 addresses or names in small letters. */
export const findPeopleNamed = reading<{id: string; email: string; name: string}>(
  'people_named',
  `SELECT id, email, lower(display_name) AS name FROM person
   WHERE organisation_id = $1 AND (email = ANY($2) OR lower(display_name) = ANY($2)) ORDER BY id`,
);
