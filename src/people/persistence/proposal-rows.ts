import {reading, writing} from '../../platform/database/statement';

export interface ProposalRow {
  id: string;
  person_id: string;
  display_name: string;
  role: string;
  committee_id: string | null;
  reason: string;
  proposed_by: string;
  proposer_name: string;
  proposed_at: Date;
}

const open = `SELECT r.id, r.person_id, p.display_name, r.role, r.committee_id, r.reason, r.proposed_by,
    q.display_name AS proposer_name, r.proposed_at
  FROM role_proposal r
  JOIN person p ON p.organisation_id = r.organisation_id AND p.id = r.person_id
  JOIN person q ON q.organisation_id = r.organisation_id AND q.id = r.proposed_by
  WHERE r.organisation_id = $1 AND r.decision IS NULL`;

/** $1 organisation: all that wait, oldest first. */
export const openProposals = reading<ProposalRow>(
  'people_open_proposals',
  `${open} ORDER BY r.proposed_at, r.id`,
);

/** $1 organisation, $2 proposal. */
export const lockProposal = reading<ProposalRow>(
  'people_lock_proposal',
  `${open} AND r.id = $2 FOR UPDATE OF r`,
);

/** $1 organisation, $2 id, $3 person, $4 role, $5 committee, $6 reason, $7 by, $8 now. No row when one waits already. */
export const insertProposal = writing<{id: string}>(
  'people_insert_proposal',
  `INSERT INTO role_proposal (organisation_id, id, person_id, role, committee_id, reason, proposed_by, proposed_at)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING RETURNING id`,
);

/** $1 organisation, $2 id, $3 granted or declined, $4 by, $5 now. */
export const decide = writing(
  'people_decide_proposal',
  `UPDATE role_proposal SET decision = $3, decided_by = $4, decided_at = $5 WHERE organisation_id = $1 AND id = $2`,
);

/** $1 organisation, $2 person, $3 role, $4 committee or null: whether it is held. */
export const findGrant = reading<{person_id: string}>(
  'people_find_grant',
  `SELECT person_id FROM role_grant
   WHERE organisation_id = $1 AND person_id = $2 AND role = $3 AND committee_id IS NOT DISTINCT FROM $4
     AND ended_at IS NULL`,
);

/** $1 organisation, $2 person, $3 role, $4 committee or null, $5 now. */
export const endGrant = writing<{person_id: string}>(
  'people_end_grant',
  `UPDATE role_grant SET ended_at = $5
   WHERE organisation_id = $1 AND person_id = $2 AND role = $3 AND committee_id IS NOT DISTINCT FROM $4
     AND ended_at IS NULL RETURNING person_id`,
);

/** $1 organisation, $2 committee, or null for those of every committee: who presides. */
export const findChairs = reading<{person_id: string}>(
  'people_find_chairs',
  `SELECT DISTINCT person_id FROM role_grant
   WHERE organisation_id = $1 AND role IN ('chair', 'viceChair') AND ended_at IS NULL
     AND ($2::uuid IS NULL OR committee_id = $2) ORDER BY person_id`,
);
