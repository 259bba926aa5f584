import {reading} from '../../platform/database/statement';

export interface UnscheduledRow {
  id: string;
  time_zone: string;
  /** Where the last job began, ISO 8601; null when there was none. */
  last_from: string | null;
}

/** Organisations without a job of this kind that is still to be done. */
export const findUnscheduled = reading<UnscheduledRow>(
  'nightly_unscheduled',
  `SELECT o.id, o.time_zone,
     (SELECT max(j.payload ->> 'from') FROM outbox j WHERE j.organisation_id = o.id AND j.kind = $1) AS last_from
   FROM organisation o
   WHERE NOT EXISTS (SELECT FROM outbox j WHERE j.organisation_id = o.id AND j.kind = $1 AND j.done_at IS NULL)
   ORDER BY o.id`,
);

/** The same of one, held until the transaction ends: two processes make one job. */
export const lockUnscheduled = reading<{id: string}>(
  'nightly_lock_unscheduled',
  'SELECT id FROM organisation WHERE id = $1 FOR NO KEY UPDATE',
);

export const hasOpenJob = reading<{open: boolean}>(
  'nightly_open',
  `SELECT EXISTS (SELECT FROM outbox WHERE organisation_id = $1 AND kind = $2 AND done_at IS NULL) AS open`,
);
