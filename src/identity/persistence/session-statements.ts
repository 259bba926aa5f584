import {reading, writing} from '../../platform/database/statement';
import {RoleGrant} from '../domain/role';

/** The person who holds a session or a token. */
export interface HolderRow {
  organisation_id: string;
  person_id: string;
  display_name: string;
  email: string;
  factors_since: Date | null;
  physician: boolean;
  attested_until: Date | null;
  roles: RoleGrant[];
}

export interface SessionRow extends HolderRow {
  seen_at: Date;
  confirmed_at: Date;
  factor_at: Date | null;
}

/** The roles that `p`, a person, holds now. */
export const roleGrants = `coalesce((
    SELECT jsonb_agg(jsonb_build_object('role', g.role, 'committeeId', g.committee_id) ORDER BY g.role, g.committee_id)
    FROM role_grant g
    WHERE g.organisation_id = p.organisation_id AND g.person_id = p.id AND g.ended_at IS NULL), '[]')`;

/** Until when what `p`, a person, signed last holds; null when they never did. */
export const lastAttestation = `(SELECT max(t.until) FROM attestation t
    WHERE t.organisation_id = p.organisation_id AND t.person_id = p.id)`;

/** $1 token hash, $2 created after, $3 seen after. */
export const findSession = reading<SessionRow>(
  'identity_find_session',
  `SELECT s.organisation_id, s.person_id, p.display_name, p.email, s.seen_at, s.confirmed_at, s.factor_at,
     a.factors_since, p.physician, ${lastAttestation} AS attested_until, ${roleGrants} AS roles
   FROM session s
   JOIN person p ON p.organisation_id = s.organisation_id AND p.id = s.person_id
   JOIN account a ON a.organisation_id = s.organisation_id AND a.person_id = s.person_id
   WHERE s.token_hash = $1 AND s.ended_at IS NULL AND a.disabled_at IS NULL AND s.created_at > $2 AND s.seen_at > $3`,
);

/** $1 token hash, $2 now, $3 only if last noted before. */
export const noteUse = writing(
  'identity_note_use',
  'UPDATE session SET seen_at = $2 WHERE token_hash = $1 AND ended_at IS NULL AND seen_at <= $3',
);

export interface CredentialRow {
  /** Organisation of the person, or the one whose log records that nobody was found. */
  organisation_id: string;
  person_id: string | null;
  password_hash: string | null;
  disabled: boolean;
}

/** $1 e-mail address in its normal form. One row as long as there is any organisation. */
export const findCredential = reading<CredentialRow>(
  'identity_find_credential',
  `SELECT coalesce(a.organisation_id, o.id) AS organisation_id, a.person_id, a.password_hash,
     a.disabled_at IS NOT NULL AS disabled
   FROM (SELECT id FROM organisation ORDER BY created_at, id LIMIT 1) o
   LEFT JOIN person p ON p.email = $1
   LEFT JOIN account a ON a.organisation_id = p.organisation_id AND a.person_id = p.id`,
);

/**
 * $1 token hash, $2 organisation, $3 person, $4 now, $5 the hash that was compared. The lock makes a sign-in and a
 * change of the password follow one another: a session made with the old password does not survive the change.
 */
export const openSession = writing<{person_id: string}>(
  'identity_open_session',
  `WITH still AS (
     SELECT organisation_id, person_id FROM account
     WHERE organisation_id = $2 AND person_id = $3 AND password_hash = $5 AND disabled_at IS NULL FOR SHARE
   )
   INSERT INTO session (token_hash, organisation_id, person_id, created_at, seen_at, confirmed_at)
   SELECT $1, organisation_id, person_id, $4, $4, $4 FROM still RETURNING person_id`,
);

/** $1 token hash, $2 organisation, $3 now. */
export const endSession = writing<{person_id: string}>(
  'identity_end_session',
  `UPDATE session SET ended_at = $3 WHERE token_hash = $1 AND organisation_id = $2 AND ended_at IS NULL
   RETURNING person_id`,
);

/** $1 organisation, $2 person, $3 now. */
export const endSessionsOf = writing<{person_id: string}>(
  'identity_end_sessions_of',
  `UPDATE session SET ended_at = $3 WHERE organisation_id = $1 AND person_id = $2 AND ended_at IS NULL
   RETURNING person_id`,
);

export interface OwnSessionRow {
  name: string;
  created_at: Date;
  seen_at: Date;
}

/** What the log calls a session. */
const nameOfSession = `left(encode(token_hash, 'hex'), 16)`;

/** $1 organisation, $2 person, $3 created after, $4 seen after. */
export const findSessionsOf = reading<OwnSessionRow>(
  'identity_find_sessions_of',
  `SELECT ${nameOfSession} AS name, created_at, seen_at FROM session
   WHERE organisation_id = $1 AND person_id = $2 AND ended_at IS NULL AND created_at > $3 AND seen_at > $4
   ORDER BY seen_at DESC, token_hash`,
);

/** $1 organisation, $2 person, $3 now, $4 name of one, or null for all, $5 token hash of one that stays, or null. */
export const endSessions = writing<{person_id: string}>(
  'identity_end_sessions',
  `UPDATE session SET ended_at = $3
   WHERE organisation_id = $1 AND person_id = $2 AND ended_at IS NULL
     AND ($4::text IS NULL OR ${nameOfSession} = $4) AND token_hash IS DISTINCT FROM $5
   RETURNING person_id`,
);

/** $1 token hash, $2 now, $3 the hash that was compared, $4 hash of the token that takes its place. */
export const confirmSession = writing<{confirmed_at: Date}>(
  'identity_confirm_session',
  `UPDATE session s SET confirmed_at = $2, seen_at = $2, token_hash = $4 FROM account a
   WHERE s.token_hash = $1 AND s.ended_at IS NULL AND a.organisation_id = s.organisation_id
     AND a.person_id = s.person_id AND a.password_hash = $3 AND a.disabled_at IS NULL
   RETURNING s.confirmed_at`,
);
