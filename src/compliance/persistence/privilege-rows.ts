import {reading, writing} from '../../platform/database/statement';

export interface PrivilegeTextRow {
  id: string;
  committee_id: string;
  committee: string;
  version: number;
  jurisdiction: string;
  statute: string;
  /** What stands on the page. */
  text: string;
  purpose: string;
  prohibition: string;
  source: string;
  entered_at: Date;
  counsel: string | null;
  approved_at: Date | null;
}

const TEXT = `
  SELECT t.id, t.committee_id, k.name AS committee, t.version, t.jurisdiction, t.statute, t.text, t.purpose,
    t.prohibition, t.source, t.entered_at, t.counsel, t.approved_at
  FROM privilege_text t JOIN committee k ON k.organisation_id = t.organisation_id AND k.id = t.committee_id
  WHERE t.organisation_id = $1`;

export const findTexts = reading<PrivilegeTextRow>(
  'privilege_texts',
  `${TEXT} ORDER BY k.name, t.version DESC`,
);

export const lockText = reading<PrivilegeTextRow>(
  'privilege_lock_text',
  `${TEXT} AND t.id = $2 FOR UPDATE OF t, k`,
);

export const lockCommittee = reading<{name: string; organisation: string; last: number}>(
  'privilege_lock_committee',
  `SELECT k.name, o.name AS organisation, coalesce((SELECT max(version) FROM privilege_text t
     WHERE t.organisation_id = k.organisation_id AND t.committee_id = k.id), 0) AS last
   FROM committee k JOIN organisation o ON o.id = k.organisation_id
   WHERE k.organisation_id = $1 AND k.id = $2 FOR UPDATE OF k`,
);

export const insertText = writing(
  'privilege_insert_text',
  `INSERT INTO privilege_text (organisation_id, id, committee_id, version, jurisdiction, statute, text, purpose,
     prohibition, source, entered_by, entered_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
);

export const approveText = writing(
  'privilege_approve_text',
  `UPDATE privilege_text SET counsel = $3, approved_by = $4, approved_at = $5 WHERE organisation_id = $1 AND id = $2`,
);

export const showText = writing(
  'privilege_show_text',
  'UPDATE committee SET privilege_text = $3 WHERE organisation_id = $1 AND id = $2',
);
