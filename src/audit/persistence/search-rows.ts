import {reading, writing} from '../../platform/database/statement';
import {AuditKind} from '../domain/audit-record';
import {EntryRow} from './entry-rows';

export interface LeafEventRow {
  index: string;
  stream: string;
  kind: AuditKind;
  at: Date;
  event: string | null;
}

export interface FoundRow extends EntryRow {
  leaf: string;
  event: string | null;
}

/** Organisations whose tree has leaves that the index has not; $1 is the installation's own log. */
export const findUnindexed = reading<{id: string}>(
  'audit_search_unindexed',
  `SELECT o.id FROM (SELECT id FROM organisation UNION ALL SELECT $1::uuid) o
   LEFT JOIN log_search_position p ON p.organisation_id = o.id
   WHERE EXISTS (SELECT FROM audit_leaf l WHERE l.organisation_id = o.id AND l.index = coalesce(p.next, 0))`,
);

export const tryIndexLock = reading<{locked: boolean}>(
  'audit_search_try_lock',
  'SELECT pg_try_advisory_xact_lock($1) AS locked',
);

export const indexLock = reading('audit_search_lock', 'SELECT pg_advisory_xact_lock($1)');

export const findPosition = reading<{next: string}>(
  'audit_search_position',
  'SELECT next FROM log_search_position WHERE organisation_id = $1',
);

export const movePosition = writing(
  'audit_search_move_position',
  `INSERT INTO log_search_position (organisation_id, next) VALUES ($1, $2)
   ON CONFLICT (organisation_id) DO UPDATE SET next = excluded.next`,
);

export const findLeafEvents = reading<LeafEventRow>(
  'audit_search_leaf_events',
  `SELECT l.index, e.stream, e.kind, e.at, p.event
   FROM audit_leaf l JOIN audit_event e ON e.id = l.event
   LEFT JOIN audit_payload p ON p.organisation_id = e.organisation_id AND p.stream = e.stream AND p.number = e.number
   WHERE l.organisation_id = $1 AND l.index >= $2 ORDER BY l.index LIMIT $3`,
);

export const addEntries = writing(
  'audit_search_add',
  `INSERT INTO log_search (organisation_id, leaf, at, kind, type, action, outcome, who, address, roles)
   SELECT $1, leaf, at, kind, type, action, outcome, who, address, roles FROM jsonb_to_recordset($2::jsonb)
     AS entry (leaf bigint, at timestamptz, kind text, type text, action text, outcome text, who text, address text, roles text[])`,
);

export const addWords = writing(
  'audit_search_add_words',
  `INSERT INTO log_search_word (organisation_id, key, at, leaf)
   SELECT $1, key, at, leaf FROM unnest($2::bigint[], $3::timestamptz[], $4::bigint[]) AS word (key, at, leaf)
   ON CONFLICT DO NOTHING`,
);

export const forgetEntries = writing('audit_search_forget', 'DELETE FROM log_search');
export const forgetWords = writing('audit_search_forget_words', 'DELETE FROM log_search_word');
export const forgetPositions = writing('audit_search_forget_positions', 'DELETE FROM log_search_position');
