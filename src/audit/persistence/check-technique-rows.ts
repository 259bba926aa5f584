import {reading} from '../../platform/database/statement';

/** The integrator's place beside the last id that was ever given to an event. */
export const findWindowPlace = reading<{floor: string; mark: string; last: string}>(
  'check_window',
  'SELECT floor, mark, (SELECT coalesce(max(id), 0) FROM audit_event) AS last FROM audit_window',
);

export interface SigningTimeRow {
  size: string;
  signed_at: Date;
  /** Of the last entry under it; null when it is gone. */
  at: Date | null;
}

/** Checkpoints after a size, smallest first, each with the time of its last entry. */
export const findSigningTimes = reading<SigningTimeRow>(
  'check_signing_times',
  `SELECT c.size, c.signed_at, e.at FROM audit_checkpoint c
     LEFT JOIN audit_leaf l ON l.organisation_id = c.organisation_id AND l.index = c.size - 1
     LEFT JOIN audit_event e ON e.id = l.event
   WHERE c.organisation_id = $1 AND c.size > $2 ORDER BY c.size LIMIT $3`,
);
