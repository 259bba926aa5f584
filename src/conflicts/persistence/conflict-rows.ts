import {reading, writing} from '../../platform/database/statement';

export interface CandidateRow {
  id: string;
  display_name: string;
  npi: string | null;
  practice_group_id: string | null;
  officer: boolean;
}

/** The reviewed physician, and everybody who might be asked to judge: reviewers and the committees' officers. */
export const findCandidates = reading<CandidateRow>(
  'conflict_candidates',
  `SELECT p.id, p.display_name, p.npi, p.practice_group_id,
     coalesce(bool_or(g.role IN ('chair', 'viceChair', 'member', 'coordinator')), false) AS officer
   FROM person p LEFT JOIN role_grant g ON g.organisation_id = p.organisation_id AND g.person_id = p.id
     AND g.ended_at IS NULL AND g.role IN ('chair', 'viceChair', 'member', 'coordinator', 'reviewer')
   WHERE p.organisation_id = $1 AND (p.id = $2 OR g.role IS NOT NULL)
   GROUP BY p.id, p.display_name, p.npi, p.practice_group_id`,
);

export const insertConflict = writing(
  'conflict_insert',
  `INSERT INTO case_conflict (organisation_id, case_id, person_id, kind, grade, verified, evidence, detected_at)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
   ON CONFLICT (organisation_id, case_id, person_id, kind) DO UPDATE
     SET verified = excluded.verified, evidence = excluded.evidence
     WHERE excluded.verified AND NOT case_conflict.verified`,
);

export interface ConflictRow {
  person_id: string;
  kind: string;
  verified: boolean;
}

export const findConflictsOfCase = reading<ConflictRow>(
  'conflict_of_case',
  'SELECT person_id, kind, verified FROM case_conflict WHERE organisation_id = $1 AND case_id = $2',
);
