import {reading, writing} from '../../platform/database/statement';

/** Whether there is an organisation. */
export const anyOrganisation = reading<{there: boolean}>(
  'people_any_organisation',
  'SELECT EXISTS (SELECT FROM organisation) AS there',
);

/** $1 token hash, $2 expiry: the newest alone opens. */
export const offerSetUp = writing(
  'people_offer_set_up',
  `INSERT INTO set_up_link (token_hash, expires_at) VALUES ($1, $2)
   ON CONFLICT (one) DO UPDATE SET token_hash = excluded.token_hash, expires_at = excluded.expires_at`,
);

/** $1 token hash, $2 now. No row for another token, one that expired, and for the second of two. */
export const takeSetUp = writing<{one: boolean}>(
  'people_take_set_up',
  'DELETE FROM set_up_link WHERE token_hash = $1 AND expires_at > $2 RETURNING one',
);
