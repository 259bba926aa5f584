import {reading} from '../../platform/database/statement';
import {EntryRow} from './entry-rows';

/** Statements for the checker alone: they look for what cannot be. Each finds the first at which something is wrong. */
export const findLogs = reading<{organisation_id: string}>(
  'check_logs',
  `SELECT l.organisation_id FROM (
     SELECT organisation_id FROM audit_stream UNION SELECT organisation_id FROM audit_leaf
     UNION SELECT organisation_id FROM audit_event UNION SELECT organisation_id FROM audit_checkpoint
     UNION SELECT organisation_id FROM audit_payload UNION SELECT organisation_id FROM audit_tile
     UNION SELECT organisation_id FROM audit_key UNION SELECT organisation_id FROM audit_cosignature
     UNION SELECT organisation_id FROM audit_timestamp
   ) l
   -- What was moved out of a log is told of that log, not of the one that nobody has.
   ORDER BY EXISTS (SELECT FROM organisation o WHERE o.id = l.organisation_id) DESC, 1`,
);

export const countLog = reading<{entries: string; streams: string}>(
  'check_count',
  `SELECT (SELECT count(*) FROM audit_event) AS entries, (SELECT count(*) FROM audit_stream) AS streams`,
);

export const countPending = reading<{pending: string}>(
  'check_pending_count',
  `SELECT count(*) AS pending FROM audit_event e
   WHERE e.organisation_id = $1 AND NOT EXISTS (SELECT FROM audit_leaf l WHERE l.event = e.id)`,
);

/** Leaves beyond the size that was signed, or below 0. */
export const findLeafBeyond = reading<{index: string}>(
  'check_leaf_beyond',
  `SELECT index FROM audit_leaf WHERE organisation_id = $1 AND (index >= $2 OR index < 0) ORDER BY index LIMIT 1`,
);

/** Within a batch, from one checkpoint to the next, leaves stand in the order of ids: the first after which they do not. */
export const findDisorder = reading<{index: string}>(
  'check_disorder',
  `SELECT index FROM (
     SELECT index, event, lead(event) OVER (ORDER BY index) AS next
     FROM audit_leaf WHERE organisation_id = $1
   ) l
   WHERE next < event
     AND NOT EXISTS (SELECT FROM audit_checkpoint c WHERE c.organisation_id = $1 AND c.size = l.index + 1)
   ORDER BY index LIMIT 1`,
);

/** Leaves without an event, and those of another organisation's event. */
export const findEmptyLeaf = reading<{index: string}>(
  'check_empty_leaf',
  `SELECT index FROM audit_leaf l
   WHERE organisation_id = $1 AND NOT EXISTS (
     SELECT FROM audit_event e WHERE e.id = l.event AND e.organisation_id = $1)
   ORDER BY index LIMIT 1`,
);

/** The first event that no leaf has, though the window has passed it: it would never be taken in. */
export const findPassedOver = reading<{stream: string; number: string}>(
  'check_passed_over',
  `SELECT e.stream, e.number FROM audit_event e
   WHERE e.organisation_id = $1 AND e.id <= (SELECT floor FROM audit_window)
     AND NOT EXISTS (SELECT FROM audit_leaf l WHERE l.event = e.id)
   ORDER BY e.id LIMIT 1`,
);

/** Payloads without an entry. */
export const findStrayPayload = reading<{stream: string; number: string}>(
  'check_stray_payload',
  `SELECT p.stream, p.number FROM audit_payload p
   WHERE p.organisation_id = $1 AND NOT EXISTS (
     SELECT FROM audit_event e
     WHERE e.organisation_id = $1 AND e.stream = p.stream AND e.number = p.number)
   ORDER BY p.stream, p.number LIMIT 1`,
);

export interface TipRow extends Partial<EntryRow> {
  stream: string;
  head_number: string | null;
  head_hash: Buffer | null;
  index: string | null;
}

/** The recorded head of each stream beside its last entry. */
export const findTips = reading<TipRow>(
  'check_tips',
  `SELECT s.stream, s.number AS head_number, s.hash AS head_hash, e.organisation_id, e.number, e.previous, e.kind,
     e.at, e.commitment, l.index
   FROM audit_stream s
     LEFT JOIN LATERAL (
       SELECT * FROM audit_event e
       WHERE e.organisation_id = s.organisation_id AND e.stream = s.stream ORDER BY e.number DESC LIMIT 1
     ) e ON true
     LEFT JOIN audit_leaf l ON l.event = e.id
   WHERE s.organisation_id = $1 AND s.stream > $2 ORDER BY s.stream LIMIT $3`,
);

export interface HeadlessRow {
  stream: string;
  number: string;
  index: string | null;
  /** Leaf of the last entry of the stream; null when it is in no tree. */
  last: string | null;
}

/** The first entry of a stream that has no recorded head. */
export const findHeadless = reading<HeadlessRow>(
  'check_headless',
  `SELECT e.stream, e.number, l.index,
     (SELECT i.index FROM audit_event b LEFT JOIN audit_leaf i ON i.event = b.id
      WHERE b.organisation_id = $1 AND b.stream = e.stream ORDER BY b.number DESC LIMIT 1) AS last
   FROM audit_event e LEFT JOIN audit_leaf l ON l.event = e.id
   WHERE e.organisation_id = $1 AND NOT EXISTS (
     SELECT FROM audit_stream s WHERE s.organisation_id = $1 AND s.stream = e.stream)
   ORDER BY l.index NULLS LAST, e.id LIMIT 1`,
);

export interface PendingRow extends EntryRow {
  id: string;
  salt: Buffer | null;
  event: string | null;
  /** Of the recorded head of the stream. */
  head_number: string | null;
  /** The entry before in the stream; null when there is none. */
  before_number: string | null;
  before_previous: Buffer | null;
  before_kind: EntryRow['kind'] | null;
  before_at: Date | null;
  before_commitment: Buffer | null;
}

/** Events that are in no tree yet, each with the entry before it. */
export const findPendingEntries = reading<PendingRow>(
  'check_pending',
  `SELECT e.id, e.organisation_id, e.stream, e.number, e.previous, e.kind, e.at, e.commitment, p.salt, p.event,
     s.number AS head_number, b.number AS before_number, b.previous AS before_previous, b.kind AS before_kind, b.at AS before_at,
     b.commitment AS before_commitment
   FROM audit_event e
     LEFT JOIN audit_payload p USING (organisation_id, stream, number)
     LEFT JOIN audit_stream s ON s.organisation_id = e.organisation_id AND s.stream = e.stream
     LEFT JOIN audit_event b
       ON b.organisation_id = e.organisation_id AND b.stream = e.stream AND b.number = e.number - 1
   WHERE e.organisation_id = $1 AND e.id > $2
     AND NOT EXISTS (SELECT FROM audit_leaf l WHERE l.event = e.id)
   ORDER BY e.id LIMIT $3`,
);

/** Full tiles as stored, by level and index. */
export const findTiles = reading<{level: number; index: string; hashes: Buffer; root: Buffer}>(
  'check_tiles',
  `SELECT level, index, hashes, root FROM audit_tile
   WHERE organisation_id = $1 AND (level, index) > ($2, $3) ORDER BY level, index LIMIT $4`,
);

export const findKeyRows = reading<{
  number: number;
  verifier: string;
  announced: string | null;
  event: string | null;
}>(
  'check_keys',
  `SELECT k.number, k.verifier, k.announced, p.event FROM audit_key k
     LEFT JOIN audit_payload p
       ON p.organisation_id = k.organisation_id AND p.stream = 'org' AND p.number = k.announced
   WHERE k.organisation_id = $1 ORDER BY k.number`,
);

/** The first leaf whose event names a key on stream `org`; $2 is the key as JSON. */
export const findAnnouncement = reading<{index: string}>(
  'check_announcement',
  `SELECT l.index FROM audit_payload p
     JOIN audit_event e ON e.organisation_id = p.organisation_id AND e.stream = p.stream AND e.number = p.number
     JOIN audit_leaf l ON l.event = e.id
   WHERE p.organisation_id = $1 AND p.stream = 'org' AND strpos(p.event, $2) > 0 ORDER BY l.index LIMIT 1`,
);

/**
 * The first leaf whose event is opened by a payload that lies under another name, of which there is no event: one of the two
 * was given another name.
 */
export const findRenamed = reading<{index: string}>(
  'check_renamed',
  `WITH stray AS MATERIALIZED (
     SELECT sha256(p.salt || convert_to(p.event, 'UTF8')) AS commitment FROM audit_payload p
     WHERE NOT EXISTS (
       SELECT FROM audit_event e
       WHERE e.organisation_id = p.organisation_id AND e.stream = p.stream AND e.number = p.number)
   )
   SELECT l.index FROM stray JOIN audit_event e ON e.commitment = stray.commitment
     JOIN audit_leaf l ON l.event = e.id
   WHERE l.organisation_id = $1 ORDER BY l.index LIMIT 1`,
);

/** Checkpoints that lie under another organisation than the one of which they speak; $2 is how theirs begin. */
export const findMislaidCheckpoints = reading<{note: string}>(
  'check_mislaid_checkpoints',
  'SELECT note FROM audit_checkpoint WHERE organisation_id <> $1 AND starts_with(note, $2) ORDER BY size',
);

/** Checkpoints of some sizes. */
export const findNotes = reading<{size: string; note: string}>(
  'check_notes',
  'SELECT size, note FROM audit_checkpoint WHERE organisation_id = $1 AND size = ANY ($2::bigint[])',
);
