import {writing} from '../../platform/database/statement';

/** $1 token hash, $2 organisation, $3 challenge, $4 use, $5 now. One is open in a session at a time. */
export const keepChallenge = writing<{person_id: string}>(
  'identity_keep_challenge',
  `UPDATE session SET challenge = $3, challenge_use = $4, challenge_at = $5
   WHERE token_hash = $1 AND organisation_id = $2 AND ended_at IS NULL RETURNING person_id`,
);

/**
 * $1 token hash, $2 organisation, $3 use, $4 made after. Whatever comes of it, the challenge is gone; no row for one of another
 * use or one that is too old.
 */
export const takeChallenge = writing<{challenge: string}>(
  'identity_take_challenge',
  `WITH held AS (
     SELECT token_hash, challenge, challenge_use, challenge_at FROM session
     WHERE token_hash = $1 AND organisation_id = $2 AND ended_at IS NULL AND challenge IS NOT NULL FOR UPDATE
   ), taken AS (
     UPDATE session s SET challenge = NULL, challenge_use = NULL, challenge_at = NULL
     FROM held WHERE s.token_hash = held.token_hash
     RETURNING held.challenge, held.challenge_use, held.challenge_at
   )
   SELECT challenge FROM taken WHERE challenge_use = $3 AND challenge_at > $4`,
);

/** $1 organisation, $2 id, $3 person, $4 name, $5 credential id, $6 public key, $7 counter, $8 transports, $9 now. No row for one that is there. */
export const addPasskey = writing<{id: string}>(
  'identity_add_passkey',
  `INSERT INTO second_factor (organisation_id, id, person_id, kind, name, credential_id, public_key, sign_count, transports,
     made_at, confirmed_at)
   VALUES ($1, $2, $3, 'passkey', $4, $5, $6, $7, $8, $9, $9) ON CONFLICT (organisation_id, credential_id) DO NOTHING RETURNING id`,
);

/** $1 organisation, $2 id, $3 counter. */
export const noteCounter = writing(
  'identity_note_counter',
  'UPDATE second_factor SET sign_count = $3 WHERE organisation_id = $1 AND id = $2',
);

/** $1 token hash, $2 organisation, $3 now: a passkey with user verification is two factors at once. */
export const confirmByPasskey = writing<{person_id: string}>(
  'identity_confirm_by_passkey',
  `UPDATE session SET confirmed_at = $3, seen_at = $3, factor_at = $3, token_hash = $4
   WHERE token_hash = $1 AND organisation_id = $2 AND ended_at IS NULL RETURNING person_id`,
);
