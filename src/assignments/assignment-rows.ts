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
  open_reviews: number;
}

/** Reviewers with what each has open now, so that work is spread. */
export const findReviewers = reading<ReviewerRow>(
  'assignment_reviewers',
  `SELECT p.id, p.display_name, p.specialty,
     (SELECT count(*)::int FROM assignment a WHERE a.organisation_id = p.organisation_id AND a.person_id = p.id
       AND a.status IN ('offered', 'accepted')) AS open_reviews
   FROM person p
   WHERE p.organisation_id = $1 AND EXISTS (SELECT FROM role_grant g WHERE g.organisation_id = p.organisation_id
     AND g.person_id = p.id AND g.role = 'reviewer' AND g.ended_at IS NULL)
   ORDER BY p.display_name, p.id`,
);

export interface NameRow {
  id: string;
  display_name: string;
}

export const findNames = reading<NameRow>(
  'assignment_names',
  'SELECT id, display_name FROM person WHERE organisation_id = $1 AND id = ANY ($2::uuid[]) ORDER BY display_name, id',
);
