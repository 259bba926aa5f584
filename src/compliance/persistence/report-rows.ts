import {reading, writing} from '../../platform/database/statement';
import {Filters} from '../domain/question-filters';

export interface ReportRow {
  id: string;
  /** Person id; null when it is the desk's. */
  owner: string | null;
  name: string;
  question: Filters;
  last_days: number | null;
  made_by: string;
  made_at: Date;
}

const REPORT = `SELECT id, owner, name, question, last_days, made_by, made_at FROM saved_report
   WHERE organisation_id = $1 AND removed_at IS NULL AND (owner IS NULL OR owner = $2)`;

/** Those of a person and of the desk. */
export const findReports = reading<ReportRow>(
  'report_list',
  `${REPORT} ORDER BY lower(name), owner NULLS FIRST`,
);

export const findReport = reading<ReportRow>('report_find', `${REPORT} AND id = $3`);

/** No row when one of that name is there already. */
export const insertReport = writing<{id: string}>(
  'report_insert',
  `INSERT INTO saved_report (organisation_id, id, owner, name, question, last_days, made_by, made_at)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
   ON CONFLICT (organisation_id, coalesce(owner, ''), lower(name)) WHERE removed_at IS NULL DO NOTHING RETURNING id`,
);

/** No row when there is none that this person may remove. */
export const removeReport = writing<{name: string}>(
  'report_remove',
  `UPDATE saved_report SET removed_at = $4 WHERE organisation_id = $1 AND id = $3 AND removed_at IS NULL
     AND (owner IS NULL OR owner = $2) RETURNING name`,
);
