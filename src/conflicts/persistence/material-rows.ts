import {reading} from '../../platform/database/statement';

export interface CandidateRow {
  id: string;
  display_name: string;
  email: string;
  npi: string | null;
  specialty: string | null;
  practice_group_id: string | null;
  officer: boolean;
}

/** The reviewed physician, one more person, and everybody who might be asked to judge: reviewers and committees' officers. */
export const findCandidates = reading<CandidateRow>(
  'conflict_candidates',
  `SELECT p.id, p.display_name, p.email, p.npi, p.specialty, p.practice_group_id,
     coalesce(bool_or(g.role IN ('chair', 'viceChair', 'member', 'coordinator')), false) AS officer
   FROM person p LEFT JOIN role_grant g ON g.organisation_id = p.organisation_id AND g.person_id = p.id
     AND g.ended_at IS NULL AND g.role IN ('chair', 'viceChair', 'member', 'coordinator', 'reviewer')
   WHERE p.organisation_id = $1 AND (p.id = $2 OR p.id = $3 OR g.role IS NOT NULL)
   GROUP BY p.id, p.display_name, p.email, p.npi, p.specialty, p.practice_group_id`,
);

export interface IdentityRow {
  person_id: string;
  kind: 'name' | 'npi' | 'email' | 'employer' | 'market';
  value: string;
  verified: boolean;
}

export const findIdentities = reading<IdentityRow>(
  'conflict_identities',
  'SELECT person_id, kind, value, verified FROM person_identity WHERE organisation_id = $1 AND ended_at IS NULL',
);

export const findTies = reading<{
  kind: 'supervisor' | 'family' | 'financial';
  person_id: string;
  other_id: string;
  verified: boolean;
}>(
  'conflict_ties',
  `SELECT kind, person_id, other_id, verified FROM person_tie
   WHERE organisation_id = $1 AND ended_at IS NULL AND (person_id = $2 OR other_id = $2)`,
);

/** Values: organisation, reviewed physician, this case, since. */
export const findReviewed = reading<{person_id: string; day: string}>(
  'conflict_reviewed',
  `SELECT a.person_id, to_char(max(a.changed_at) AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day
   FROM review_case c JOIN assignment a ON a.organisation_id = c.organisation_id AND a.case_id = c.id
   WHERE c.organisation_id = $1 AND c.subject_id = $2 AND c.id <> $3 AND a.status = 'locked' AND a.changed_at >= $4
   GROUP BY a.person_id`,
);

export const findLinkedSubjects = reading<{subject_id: string}>(
  'conflict_linked_subjects',
  `SELECT l.subject_id FROM review_case c JOIN review_case l
     ON l.organisation_id = c.organisation_id AND l.event_group = c.event_group AND l.id <> c.id
   WHERE c.organisation_id = $1 AND c.id = $2`,
);

export const findParticipants = reading<{npi: string | null; name: string | null}>(
  'conflict_participants',
  'SELECT npi, name FROM case_participant WHERE organisation_id = $1 AND case_id = $2',
);

export const findAliases = reading<{alias: string; stands_for: string}>(
  'conflict_aliases',
  'SELECT alias, stands_for FROM organisation_alias WHERE organisation_id = $1 ORDER BY alias',
);

export const findPlaceholders = reading<{value: string; listed: boolean}>(
  'conflict_placeholders',
  'SELECT value, listed FROM placeholder_organisation WHERE organisation_id = $1 ORDER BY value',
);
