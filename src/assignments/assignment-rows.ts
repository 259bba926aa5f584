import {reading, writing} from '../platform/database/statement';

export const insertAssignment = writing(
  'assignment_insert',
  `INSERT INTO assignment (organisation_id, case_id, id, person_id, round, offered_at, due_at, status, changed_at)
   VALUES ($1, $2, $3, $4, $5, $6, $7, 'offered', $6)`,
);

/** Moves the person's live assignment on; none is left twice. */
export const setAssignment = writing(
  'assignment_set',
  `UPDATE assignment SET status = $4, changed_at = $5
   WHERE organisation_id = $1 AND case_id = $2 AND person_id = $3 AND status IN ('offered', 'accepted')`,
);

export interface ReviewerRow {
  id: string;
  display_name: string;
  specialty: string | null;
}

export const findReviewers = reading<ReviewerRow>(
  'assignment_reviewers',
  `SELECT p.id, p.display_name, p.specialty FROM person p
   WHERE p.organisation_id = $1 AND EXISTS (SELECT FROM role_grant g WHERE g.organisation_id = p.organisation_id
     AND g.person_id = p.id AND g.role = 'reviewer' AND g.ended_at IS NULL)
   ORDER BY p.display_name, p.id`,
);

/** Not to be shown or counted but where the gate shows who reviews the case. */
export const findOpen = reading<{person_id: string; case_id: string}>(
  'assignment_open',
  `SELECT DISTINCT person_id, case_id FROM assignment
   WHERE organisation_id = $1 AND person_id = ANY ($2::uuid[]) AND status IN ('offered', 'accepted')`,
);

export interface NameRow {
  id: string;
  display_name: string;
}

export const findNames = reading<NameRow>(
  'assignment_names',
  'SELECT id, display_name FROM person WHERE organisation_id = $1 AND id = ANY ($2::uuid[]) ORDER BY display_name, id',
);
