import {reading} from '../../platform/database/statement';

/** What somebody else said of a checkpoint, beside the checkpoint. */
export interface AnchoredRow {
  size: string;
  /** Null when there is no such checkpoint. */
  note: string | null;
  signed_at: Date | null;
  received_at: Date;
}

export interface CosignatureRow extends AnchoredRow {
  witness: string;
  signature: string;
}

export interface TimestampRow extends AnchoredRow {
  response: Buffer;
  stamped_at: Date;
}

export const findCosignatures = reading<CosignatureRow>(
  'check_cosignatures',
  `SELECT s.size, c.note, c.signed_at, s.received_at, s.witness, s.signature
   FROM audit_cosignature s LEFT JOIN audit_checkpoint c ON c.organisation_id = s.organisation_id AND c.size = s.size
   WHERE s.organisation_id = $1 AND s.size > $2 ORDER BY s.size
   FETCH FIRST $3 ROWS WITH TIES`,
);

export const findTimestamps = reading<TimestampRow>(
  'check_timestamps',
  `SELECT t.size, c.note, c.signed_at, t.received_at, t.response, t.stamped_at
   FROM audit_timestamp t LEFT JOIN audit_checkpoint c ON c.organisation_id = t.organisation_id AND c.size = t.size
   WHERE t.organisation_id = $1 AND t.size > $2 ORDER BY t.size LIMIT $3`,
);

export interface KeyMadeRow {
  number: number;
  made_at: Date;
  /** Of the event that announces it, and its leaf. */
  at: Date;
  index: string;
}

export const findKeysMade = reading<KeyMadeRow>(
  'check_keys_made',
  `SELECT k.number, k.made_at, e.at, l.index FROM audit_key k
     JOIN audit_event e ON e.organisation_id = k.organisation_id AND e.stream = 'org' AND e.number = k.announced
     JOIN audit_leaf l ON l.event = e.id
   WHERE k.organisation_id = $1 ORDER BY k.number`,
);
