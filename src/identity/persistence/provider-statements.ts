import {reading, writing} from '../../platform/database/statement';

/** $1 organisation, or null for the one that there is: no row when there are several. */
export const findOrganisation = reading<{id: string}>(
  'identity_find_organisation',
  `SELECT id FROM organisation
   WHERE CASE WHEN $1::uuid IS NULL THEN (SELECT count(*) FROM organisation) = 1 ELSE id = $1 END`,
);

/** $1 organisation, $2 issuer, $3 subject. */
export const findIdentity = reading<{person_id: string}>(
  'identity_find_identity',
  `SELECT person_id FROM provider_identity
   WHERE organisation_id = $1 AND issuer = $2 AND subject = $3 AND ended_at IS NULL`,
);

/**
 * $1 organisation, $2 id, $3 issuer, $4 subject, $5 person, $6 now. No row when the person is somebody else there already, or
 * the subject somebody else here.
 */
export const linkIdentity = writing<{person_id: string}>(
  'identity_link_identity',
  `INSERT INTO provider_identity (organisation_id, id, issuer, subject, person_id, linked_at)
   VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING RETURNING person_id`,
);

/** $1 organisation, $2 person, $3 now. */
export const endIdentities = writing<{id: string}>(
  'identity_end_identities',
  `UPDATE provider_identity SET ended_at = $3
   WHERE organisation_id = $1 AND person_id = $2 AND ended_at IS NULL RETURNING id`,
);

/** $1 organisation, $2 person: who never chose a password has no account yet. */
export const ensureAccount = writing(
  'identity_ensure_account',
  'INSERT INTO account (organisation_id, person_id) VALUES ($1, $2) ON CONFLICT DO NOTHING',
);

/**
 * $1 token hash, $2 organisation, $3 person, $4 now, $5 when they proved themselves, $6 when a second factor was seen, or null,
 * $7 flow. No row for a disabled account, and for a flow of which a session came already.
 */
export const openProviderSession = writing<{person_id: string}>(
  'identity_open_provider_session',
  `WITH still AS (
     SELECT organisation_id, person_id FROM account
     WHERE organisation_id = $2 AND person_id = $3 AND disabled_at IS NULL FOR SHARE
   )
   INSERT INTO session (token_hash, organisation_id, person_id, created_at, seen_at, confirmed_at, factor_at, sign_in_flow)
   SELECT $1, organisation_id, person_id, $4, $4, $5, $6, $7 FROM still ON CONFLICT DO NOTHING RETURNING person_id`,
);
