import {reading, writing} from '../../platform/database/statement';
import {LinkPurpose} from '../domain/account-link';

/** $1 organisation, $2 person, $3 now: whatever was sent before opens no longer. */
export const endLinksOf = writing(
  'identity_end_links_of',
  'UPDATE account_link SET ended_at = $3 WHERE organisation_id = $1 AND person_id = $2 AND ended_at IS NULL',
);

/** $1 organisation, $2 person, $3 token hash, $4 purpose, $5 now, $6 expiry. */
export const insertLink = writing(
  'identity_insert_link',
  `INSERT INTO account_link (organisation_id, person_id, token_hash, purpose, created_at, expires_at)
   VALUES ($1, $2, $3, $4, $5, $6)`,
);

export interface LinkRow {
  organisation_id: string;
  person_id: string;
  display_name: string;
  email: string;
  purpose: LinkPurpose;
  /** Neither used nor expired, and of an account that is not disabled. */
  opens: boolean;
}

/** $1 token hash, $2 now. */
export const findLink = reading<LinkRow>(
  'identity_find_link',
  `SELECT l.organisation_id, l.person_id, p.display_name, p.email, l.purpose,
     l.ended_at IS NULL AND l.expires_at > $2 AND a.disabled_at IS NULL AS opens
   FROM account_link l
   JOIN person p ON p.organisation_id = l.organisation_id AND p.id = l.person_id
   LEFT JOIN account a ON a.organisation_id = l.organisation_id AND a.person_id = l.person_id
   WHERE l.token_hash = $1`,
);

/** $1 organisation, $2 token hash, $3 now. No row when somebody else used it in the meantime. */
export const useLink = writing<{person_id: string}>(
  'identity_use_link',
  `UPDATE account_link SET ended_at = $3
   WHERE organisation_id = $1 AND token_hash = $2 AND ended_at IS NULL AND expires_at > $3 RETURNING person_id`,
);

export interface ReachableRow {
  organisation_id: string;
  /** Null when nobody has the address, or their account is disabled. */
  person_id: string | null;
}

/** $1 e-mail address in its normal form. One row as long as there is any organisation, as in a sign-in. */
export const findReachable = reading<ReachableRow>(
  'identity_find_reachable',
  `SELECT coalesce(p.organisation_id, o.id) AS organisation_id,
     CASE WHEN a.disabled_at IS NULL THEN p.id END AS person_id
   FROM (SELECT id FROM organisation ORDER BY created_at, id LIMIT 1) o
   LEFT JOIN person p ON p.email = $1
   LEFT JOIN account a ON a.organisation_id = p.organisation_id AND a.person_id = p.id`,
);

/** $1 organisation, $2 person: whom a link may be sent to. */
export const findLinkRecipient = reading<{display_name: string; email: string}>(
  'identity_find_link_recipient',
  `SELECT p.display_name, p.email FROM person p
   LEFT JOIN account a ON a.organisation_id = p.organisation_id AND a.person_id = p.id
   WHERE p.organisation_id = $1 AND p.id = $2 AND a.disabled_at IS NULL`,
);
