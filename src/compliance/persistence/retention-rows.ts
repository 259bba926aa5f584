import {reading, writing} from '../../platform/database/statement';
import type {HoldScope, RecordClass} from '../domain/retention';

export interface PolicyRow {
  id: string;
  class: RecordClass;
  programme: string;
  years: number;
  counsel: string;
  approved_on: string;
  document: string;
  entered_by: string;
  entered_at: Date;
  ended_at: Date | null;
}

export interface HoldRow {
  id: string;
  scope: HoldScope;
  subject: string;
  reason: string;
  placed_by: string;
  placed_at: Date;
  release_asked_by: string | null;
  release_reason: string | null;
  released_by: string | null;
  released_at: Date | null;
}

export interface RetainedRow {
  id: string;
  number: string;
  programme: string;
  stage_since: Date;
  held: boolean;
  charted: boolean;
  gone: RecordClass[];
}

/** All policies, those in force first. */
export const findPolicies = reading<PolicyRow>(
  'retention_policies',
  `SELECT id, class, programme, years, counsel, approved_on::text, document, entered_by, entered_at, ended_at
   FROM retention_policy WHERE organisation_id = $1 ORDER BY ended_at DESC NULLS FIRST, class, programme`,
);

/** No row when somebody else entered one for the same records meanwhile. */
export const insertPolicy = writing<{id: string}>(
  'retention_policy_insert',
  `INSERT INTO retention_policy (organisation_id, id, class, programme, years, counsel, approved_on, document, entered_by,
     entered_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
   ON CONFLICT (organisation_id, class, programme) WHERE ended_at IS NULL DO NOTHING RETURNING id`,
);

export const endPolicy = writing<{id: string}>(
  'retention_policy_end',
  `UPDATE retention_policy SET ended_at = $4
   WHERE organisation_id = $1 AND class = $2 AND programme = $3 AND ended_at IS NULL RETURNING id`,
);

const HOLD = `SELECT id, scope, subject, reason, placed_by, placed_at, release_asked_by, release_reason, released_by,
    released_at FROM legal_hold WHERE organisation_id = $1`;

export const findHolds = reading<HoldRow>(
  'legal_holds',
  `${HOLD} ORDER BY released_at DESC NULLS FIRST, placed_at DESC, id`,
);

export const lockHold = reading<HoldRow>('legal_hold_lock', `${HOLD} AND id = $2 FOR UPDATE`);

export const insertHold = writing(
  'legal_hold_insert',
  `INSERT INTO legal_hold (organisation_id, id, scope, subject, reason, placed_by, placed_at)
   VALUES ($1, $2, $3, $4, $5, $6, $7)`,
);

export const askRelease = writing(
  'legal_hold_ask',
  `UPDATE legal_hold SET release_asked_by = $3, release_asked_at = $4, release_reason = $5
   WHERE organisation_id = $1 AND id = $2`,
);

export const releaseHold = writing(
  'legal_hold_release',
  'UPDATE legal_hold SET released_by = $3, released_at = $4 WHERE organisation_id = $1 AND id = $2',
);

/** Some case of a programme. */
export const findCaseOf = reading<{id: string}>(
  'retention_case_of',
  'SELECT id FROM review_case WHERE organisation_id = $1 AND programme = $2 LIMIT 1',
);

/** Settled cases after an id, with what retention asks of them. */
export const findRetained = reading<RetainedRow>(
  'retention_cases',
  `SELECT c.id, c.number, c.programme, c.stage_since, case_is_held(c.organisation_id, c.id) AS held,
     EXISTS (SELECT FROM chart_document d WHERE d.organisation_id = c.organisation_id AND d.case_id = c.id) AS charted,
     ARRAY(SELECT DISTINCT unnest(i.classes) FROM disposal_item i WHERE i.organisation_id = c.organisation_id
       AND i.case_id = c.id AND i.executed_at IS NOT NULL) AS gone
   FROM review_case c WHERE c.organisation_id = $1 AND c.settled AND c.id > $2 AND ($4::uuid IS NULL OR c.id = $4)
   ORDER BY c.id LIMIT $3`,
);
