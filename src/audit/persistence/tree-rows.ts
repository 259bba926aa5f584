import {reading, writing} from '../../platform/database/statement';
import {EntryRow} from './entry-rows';

export interface NewEntryRow extends EntryRow {
  id: string;
  /** `pg_snapshot_xmin` of the snapshot that found the row. */
  oldest_running: string;
}

export interface CheckpointRow {
  size: string;
  root: Buffer;
  note: string;
  /** The note that says which keys are destroyed in this tree; null for checkpoints of earlier versions. */
  destroyed: string | null;
}

export interface WindowRow {
  floor: string;
  mark: string;
  mark_at: string;
}

/** Held until the transaction ends. */
export const tryLock = reading<{locked: boolean}>(
  'audit_try_lock',
  'SELECT pg_try_advisory_xact_lock($1) AS locked',
);

export const findWindow = reading<WindowRow>(
  'audit_window',
  'SELECT floor, mark, mark_at::text FROM audit_window',
);

/** The bound inside as well: a merge would otherwise read the index of all leaves from its beginning. */
export const findNewEntries = reading<NewEntryRow>(
  'audit_new_entries',
  `SELECT e.id, e.organisation_id, e.stream, e.number, e.previous, e.kind, e.at, e.commitment,
     (SELECT pg_snapshot_xmin(pg_current_snapshot())::text) AS oldest_running
   FROM audit_event e
   WHERE e.id > $1 AND e.organisation_id <> ALL ($3::uuid[])
     AND NOT EXISTS (SELECT FROM audit_leaf l WHERE l.event = e.id AND l.event > $1)
   ORDER BY e.id LIMIT $2`,
);

/** The id of the event that was recorded last; ids grow. */
export const findLastId = reading<{id: string | null}>(
  'audit_last_id',
  'SELECT max(id) AS id FROM audit_event',
);

export const takeTransactionId = reading<{id: string}>(
  'audit_transaction_id',
  'SELECT pg_current_xact_id()::text AS id',
);

export const moveWindow = writing(
  'audit_move_window',
  'UPDATE audit_window SET floor = $1, mark = $2, mark_at = $3::text::xid8',
);

export const addLeaves = writing(
  'audit_add_leaves',
  `INSERT INTO audit_leaf (organisation_id, index, event)
   SELECT $1, $2::bigint + place - 1, event FROM unnest($3::bigint[]) WITH ORDINALITY AS taken (event, place)`,
);

export const addTiles = writing(
  'audit_add_tiles',
  `INSERT INTO audit_tile (organisation_id, level, index, hashes, root)
   SELECT $1, level, index, hashes, root
   FROM unnest($2::smallint[], $3::bigint[], $4::bytea[], $5::bytea[]) AS full_tile (level, index, hashes, root)`,
);

export const addCheckpoint = writing(
  'audit_add_checkpoint',
  `INSERT INTO audit_checkpoint (organisation_id, size, root, note, destroyed, signed_at)
   VALUES ($1, $2, $3, $4, $5, $6)`,
);

export const findLastCheckpoint = reading<CheckpointRow>(
  'audit_last_checkpoint',
  'SELECT size, root, note, destroyed FROM audit_checkpoint WHERE organisation_id = $1 ORDER BY size DESC LIMIT 1',
);

export const findCheckpoint = reading<CheckpointRow>(
  'audit_checkpoint',
  'SELECT size, root, note, destroyed FROM audit_checkpoint WHERE organisation_id = $1 AND size = $2',
);

export interface TilePart {
  /** Which of those asked for, from 1. */
  place: string;
  hashes: Buffer;
}

/**
 * Of several tiles at once, in their order: the hashes of full tiles, or the roots of a row of them, which are the hashes of
 * the tile above. The limit, which no row of tiles exceeds, lets each be looked up: a join would read the whole table.
 */
export const findTileParts = reading<TilePart>(
  'audit_tile_parts',
  `SELECT wanted.place, CASE WHEN wanted.roots THEN stored.root ELSE stored.hashes END AS hashes
   FROM unnest($2::smallint[], $3::bigint[], $4::bigint[], $5::boolean[])
     WITH ORDINALITY AS wanted (level, first, after, roots, place)
   CROSS JOIN LATERAL (
     SELECT t.index, t.root, t.hashes FROM audit_tile t
     WHERE t.organisation_id = $1 AND t.level = wanted.level AND t.index >= wanted.first AND t.index < wanted.after
     ORDER BY t.index LIMIT 256
   ) stored
   ORDER BY wanted.place, stored.index`,
);

export const findLeafEntries = reading<EntryRow>(
  'audit_leaf_entries',
  `SELECT e.organisation_id, e.stream, e.number, e.previous, e.kind, e.at, e.commitment
   FROM audit_leaf l JOIN audit_event e ON e.id = l.event
   WHERE l.organisation_id = $1 AND l.index >= $2 AND l.index < $3 ORDER BY l.index`,
);

export interface HeadRow extends CheckpointRow {
  organisation_id: string;
}

/** The last checkpoint of every tree. */
export const findHeads = reading<HeadRow>(
  'audit_heads',
  `SELECT k.organisation_id, c.size, c.root, c.note, c.destroyed
   FROM audit_key k CROSS JOIN LATERAL (
     SELECT size, root, note, destroyed FROM audit_checkpoint
     WHERE organisation_id = k.organisation_id ORDER BY size DESC LIMIT 1
   ) c WHERE k.number = 1`,
);
