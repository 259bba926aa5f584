import {reading} from '../../platform/database/statement';
import {ReadTransaction} from '../../platform/database/transaction';
import {AuditKind} from '../domain/audit-record';
import {LogEntry} from '../domain/entry';
import {EntryRow, entryOf} from '../persistence/entry-rows';

/** An entry of the log with what opens its commitment. */
export interface OpenedEntry {
  readonly entry: LogEntry;
  /** 32 bytes. */
  readonly salt: Buffer;
  /** Canonical JSON. */
  readonly event: string;
}

interface OpenedRow extends EntryRow {
  salt: Buffer;
  event: string;
}

const findOpened = reading<OpenedRow>(
  'audit_opened_entries',
  `SELECT e.organisation_id, e.stream, e.number, e.previous, e.kind, e.at, e.commitment, p.salt, p.event
   FROM audit_event e JOIN audit_payload p USING (organisation_id, stream, number)
   WHERE e.organisation_id = $1 AND e.stream = $2 AND e.kind = $3 AND e.number > $4 ORDER BY e.number LIMIT $5`,
);

/** Entries of one kind in one stream, after number `after`, to be told outside the database. */
export async function readOpened(
  tx: ReadTransaction,
  {organisation, stream, kind}: {organisation: string; stream: string; kind: AuditKind},
  {after, limit}: {after: number; limit: number},
): Promise<OpenedEntry[]> {
  const rows = await tx.rows(findOpened, [organisation, stream, kind, after, limit]);
  return rows.map((row) => ({entry: entryOf(row), salt: row.salt, event: row.event}));
}
