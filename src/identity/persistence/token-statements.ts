import {reading, writing} from '../../platform/database/statement';
import {TokenScope} from '../domain/token-scope';
import {HolderRow, lastAttestation, roleGrants} from './session-statements';

/** $1 organisation, $2 id, $3 person, $4 hash, $5 name, $6 scopes, $7 now, $8 expiry. */
export const insertApiToken = writing(
  'identity_insert_api_token',
  `INSERT INTO api_token (organisation_id, id, person_id, token_hash, name, scopes, created_at, expires_at)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
);

export interface ApiTokenRow {
  id: string;
  name: string;
  scopes: TokenScope[];
  created_at: Date;
  expires_at: Date;
}

/** $1 organisation, $2 person, $3 now: those that still open. */
export const findApiTokens = reading<ApiTokenRow>(
  'identity_find_api_tokens',
  `SELECT id, name, scopes, created_at, expires_at FROM api_token
   WHERE organisation_id = $1 AND person_id = $2 AND ended_at IS NULL AND expires_at > $3 ORDER BY created_at, id`,
);

/** $1 organisation, $2 person, $3 now, $4 id, or null for all. */
export const endApiTokens = writing<{id: string}>(
  'identity_end_api_tokens',
  `UPDATE api_token SET ended_at = $3
   WHERE organisation_id = $1 AND person_id = $2 AND ended_at IS NULL AND ($4::uuid IS NULL OR id = $4) RETURNING id`,
);

export interface TokenHolderRow extends HolderRow {
  scopes: TokenScope[];
}

/** $1 hash, $2 now: who acts by a token. */
export const findTokenHolder = reading<TokenHolderRow>(
  'identity_find_token_holder',
  `SELECT t.organisation_id, t.person_id, p.display_name, p.email, a.factors_since, p.physician, t.scopes,
     ${lastAttestation} AS attested_until, ${roleGrants} AS roles
   FROM api_token t
   JOIN person p ON p.organisation_id = t.organisation_id AND p.id = t.person_id
   JOIN account a ON a.organisation_id = t.organisation_id AND a.person_id = t.person_id
   WHERE t.token_hash = $1 AND t.ended_at IS NULL AND t.expires_at > $2 AND a.disabled_at IS NULL`,
);
