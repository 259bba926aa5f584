import {reading, writing} from '../../platform/database/statement';

export const insertCaseKey = writing(
  'case_key_insert',
  'INSERT INTO case_key (organisation_id, case_id, wrapped, made_at) VALUES ($1, $2, $3, $4)',
);

export const findCaseKeys = reading<{organisation_id: string; case_id: string; wrapped: Buffer}>(
  'case_key_page',
  `SELECT organisation_id, case_id, wrapped FROM case_key
   WHERE wrapped IS NOT NULL AND (organisation_id, case_id) > ($1, $2) ORDER BY organisation_id, case_id LIMIT $3`,
);

export const rewrapCaseKeys = writing(
  'case_key_rewrap',
  `UPDATE case_key k SET wrapped = n.wrapped FROM unnest($1::uuid[], $2::uuid[], $3::bytea[]) n (organisation, id, wrapped)
   WHERE k.organisation_id = n.organisation AND k.case_id = n.id`,
);
