import {reading, writing} from '../../platform/database/statement';
import {StepKind} from '../../workflow';

export interface DeadlineRow {
  id: string;
  stage: string;
  since: Date;
  due_at: Date;
  held_at: Date | null;
  extended: boolean;
  pending: string[];
}

/** Deadlines that run or rest. Read under the case's lock by whoever changes them. */
export const findDeadlines = reading<DeadlineRow>(
  'case_deadlines',
  `SELECT id, stage, since, due_at, held_at, extended,
     ARRAY(SELECT s.kind || '/' || s.step FROM deadline_step s WHERE s.organisation_id = d.organisation_id
       AND s.case_id = d.case_id AND s.deadline_id = d.id AND s.done_at IS NULL) AS pending
   FROM case_deadline d WHERE organisation_id = $1 AND case_id = $2 AND ended_at IS NULL`,
);

/** Values: organisation, case, id, stage, since, due, extended, and of the steps: kinds, steps, times. */
export const insertDeadline = writing(
  'case_deadline_insert',
  `WITH deadline AS (
     INSERT INTO case_deadline (organisation_id, case_id, id, stage, since, due_at, extended)
     VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING organisation_id, case_id, id
   )
   INSERT INTO deadline_step (organisation_id, case_id, deadline_id, kind, step, due_at, next_at)
   SELECT organisation_id, case_id, id, s.kind, s.step, s.at, s.at FROM deadline
   CROSS JOIN unnest($8::text[], $9::text[], $10::timestamptz[]) AS s (kind, step, at)`,
);

/** Values: organisation, case, ids, now. Their steps no longer happen. */
export const endDeadlines = writing(
  'case_deadline_end',
  `WITH ended AS (
     UPDATE case_deadline SET ended_at = $4 WHERE organisation_id = $1 AND case_id = $2 AND id = ANY ($3::uuid[])
   )
   UPDATE deadline_step SET stopped_at = $4
   WHERE organisation_id = $1 AND case_id = $2 AND deadline_id = ANY ($3::uuid[]) AND done_at IS NULL AND stopped_at IS NULL`,
);

/** The same, but the deadlines only rest. */
export const holdDeadlines = writing(
  'case_deadline_hold',
  `WITH held AS (
     UPDATE case_deadline SET held_at = $4 WHERE organisation_id = $1 AND case_id = $2 AND id = ANY ($3::uuid[])
   )
   UPDATE deadline_step SET stopped_at = $4
   WHERE organisation_id = $1 AND case_id = $2 AND deadline_id = ANY ($3::uuid[]) AND done_at IS NULL AND stopped_at IS NULL`,
);

export interface StepKey {
  organisation_id: string;
  case_id: string;
  deadline_id: string;
  kind: StepKind;
  step: string;
}

/** Steps whose time has come, the longest due first; an action before what would only remind of it. */
export const dueSteps = reading<StepKey>(
  'deadline_step_due',
  `SELECT organisation_id, case_id, deadline_id, kind, step FROM deadline_step
   WHERE next_at <= $1 AND done_at IS NULL AND stopped_at IS NULL ORDER BY next_at, kind LIMIT 100`,
);

export interface StepRow extends StepKey {
  stage: string;
  due_at: Date;
  attempts: number;
}

/** Under the case's lock: the step if it still has to happen. Its time is the deadline's. */
export const findStep = reading<StepRow>(
  'deadline_step_find',
  `SELECT s.organisation_id, s.case_id, s.deadline_id, s.kind, s.step, s.attempts, d.stage, d.due_at
   FROM deadline_step s JOIN case_deadline d
     ON d.organisation_id = s.organisation_id AND d.case_id = s.case_id AND d.id = s.deadline_id
   WHERE s.organisation_id = $1 AND s.case_id = $2 AND s.deadline_id = $3 AND s.kind = $4 AND s.step = $5
     AND s.next_at <= $6 AND s.done_at IS NULL AND s.stopped_at IS NULL`,
);

export const finishStep = writing(
  'deadline_step_finish',
  `UPDATE deadline_step SET done_at = $6
   WHERE organisation_id = $1 AND case_id = $2 AND deadline_id = $3 AND kind = $4 AND step = $5`,
);

export const postponeStep = writing(
  'deadline_step_postpone',
  `UPDATE deadline_step SET next_at = $6, attempts = attempts + 1
   WHERE organisation_id = $1 AND case_id = $2 AND deadline_id = $3 AND kind = $4 AND step = $5`,
);
