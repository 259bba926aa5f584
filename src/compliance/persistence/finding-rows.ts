import {reading, writing} from '../../platform/database/statement';
import {Finding, FindingRule, FindingState} from '../domain/unusual-access';

export interface FindingRow {
  id: string;
  rule: FindingRule;
  person_id: string;
  since: Date;
  until: Date;
  evidence: Finding['evidence'];
  found_at: Date;
  state: FindingState;
  changed_at: Date | null;
  changed_by: string | null;
  reason: string | null;
}

const FINDING = `
  SELECT id, rule, person_id, since, until, evidence, found_at, state, changed_at, changed_by, reason
  FROM access_finding WHERE organisation_id = $1`;

/** Values: organisation, state, whose own are left out, end and id of the one before, how many. */
export const findFindings = reading<FindingRow>(
  'finding_list',
  `${FINDING} AND state = $2 AND person_id::text <> $3
     AND until <= $4::timestamptz AND (until < $4::timestamptz OR id > $5::uuid)
   ORDER BY until DESC, id LIMIT $6`,
);

/** Values: organisation, ids. */
export const findFindingsById = reading<FindingRow>('findings_by_id', `${FINDING} AND id = ANY ($2::uuid[])`);

export const lockFinding = reading<FindingRow>('finding_lock', `${FINDING} AND id = $2 FOR UPDATE`);

/** The same finding is entered once: looking again never opens what somebody has explained. */
export const insertFinding = writing<{id: string}>(
  'finding_insert',
  `INSERT INTO access_finding (organisation_id, id, fingerprint, rule, person_id, since, until, evidence, found_at, state)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'open') ON CONFLICT (organisation_id, fingerprint) DO NOTHING RETURNING id`,
);

export const changeFinding = writing(
  'finding_change',
  `UPDATE access_finding SET state = $3, reason = $4, changed_by = $5, changed_at = $6
   WHERE organisation_id = $1 AND id = $2`,
);

/** Who looks into findings of the whole organisation. */
export const findDesk = reading<{person_id: string}>(
  'finding_desk',
  `SELECT DISTINCT person_id FROM role_grant
   WHERE organisation_id = $1 AND role = 'compliance' AND committee_id IS NULL AND ended_at IS NULL ORDER BY person_id`,
);
