import {reading} from '../../platform/database/statement';
import {EntryRow} from './entry-rows';

/** A leaf with all that belongs to it; null in every field of the event that is missing. */
export interface LeafRow extends EntryRow {
  index: string;
  salt: Buffer | null;
  event: string | null;
}

/** Leaves from one index to before another, with their payloads. */
export const findLeaves = reading<LeafRow>(
  'audit_leaves',
  `SELECT l.index, e.organisation_id, e.stream, e.number, e.previous, e.kind, e.at, e.commitment, p.salt, p.event
   FROM audit_leaf l JOIN audit_event e ON e.id = l.event
     LEFT JOIN audit_payload p
       ON p.organisation_id = e.organisation_id AND p.stream = e.stream AND p.number = e.number
   WHERE l.organisation_id = $1 AND l.index >= $2 AND l.index < $3 ORDER BY l.index`,
);

/** The entries at some leaves. */
export const findEntriesAt = reading<EntryRow & {index: string}>(
  'audit_entries_at',
  `SELECT l.index, e.organisation_id, e.stream, e.number, e.previous, e.kind, e.at, e.commitment
   FROM audit_leaf l JOIN audit_event e ON e.id = l.event
   WHERE l.organisation_id = $1 AND l.index = ANY ($2::bigint[])`,
);

/** Checkpoints after a size, smallest first. */
export const findCheckpoints = reading<{size: string; root: Buffer; note: string; destroyed: string | null}>(
  'audit_checkpoints',
  `SELECT size, root, note, destroyed FROM audit_checkpoint
   WHERE organisation_id = $1 AND size > $2 ORDER BY size LIMIT $3`,
);

/** Whether an event of the organisation, of those up to an id, is in no tree yet. */
export const findPending = reading<{pending: boolean}>(
  'audit_pending',
  `SELECT EXISTS (
     SELECT FROM audit_event e
     WHERE e.organisation_id = $1 AND e.id > (SELECT floor FROM audit_window) AND e.id <= $2
       AND NOT EXISTS (SELECT FROM audit_leaf l WHERE l.event = e.id)
   ) AS pending`,
);

/** The leaf of an event; null when there is no such event, or it is in no tree yet. */
export const findLeafOf = reading<{index: string}>(
  'audit_leaf_of',
  `SELECT l.index FROM audit_event e JOIN audit_leaf l ON l.event = e.id
   WHERE e.organisation_id = $1 AND e.stream = $2 AND e.number = $3`,
);
