import {reading} from '../../platform/database/statement';

/** Where a page of a list begins, in the order of opening, latest first. */
export interface ListPosition {
  readonly openedAt: Date;
  readonly id: string;
}

export interface CandidateRow {
  id: string;
  opened_at: Date;
}

/** Cases of some committees, each read along its own index, at most $6 of each. */
export const ofCommittees = reading<CandidateRow>(
  'case_list_committees',
  `SELECT c.id, c.opened_at FROM unnest($2::uuid[]) AS k (committee_id) CROSS JOIN LATERAL (
     SELECT id, opened_at FROM review_case
     WHERE organisation_id = $1 AND committee_id = k.committee_id AND (opened_at, id) < ($3, $4)
     ORDER BY opened_at DESC, id DESC LIMIT $5
   ) c ORDER BY c.opened_at DESC, c.id DESC LIMIT $5`,
);

/** The same of one stage, for those who see the stage of all of them. */
export const ofCommitteesInStage = reading<CandidateRow>(
  'case_list_committees_stage',
  `SELECT c.id, c.opened_at FROM unnest($2::uuid[]) AS k (committee_id) CROSS JOIN LATERAL (
     SELECT id, opened_at FROM review_case
     WHERE organisation_id = $1 AND committee_id = k.committee_id AND stage = $6 AND (opened_at, id) < ($3, $4)
     ORDER BY opened_at DESC, id DESC LIMIT $5
   ) c ORDER BY c.opened_at DESC, c.id DESC LIMIT $5`,
);

/** Cases to which a person has a relation of their own. */
export const ofPerson = reading<CandidateRow>(
  'case_list_person',
  `SELECT DISTINCT case_opened_at AS opened_at, case_id AS id FROM case_relation
   WHERE organisation_id = $1 AND person_id = $2 AND ended_at IS NULL AND (case_opened_at, case_id) < ($3, $4)
   ORDER BY case_opened_at DESC, case_id DESC LIMIT $5`,
);

export const allCommittees = reading<{id: string}>(
  'case_list_all_committees',
  'SELECT id FROM committee WHERE organisation_id = $1',
);
