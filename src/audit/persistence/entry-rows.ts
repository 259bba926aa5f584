import {AuditKind} from '../domain/audit-record';
import {LogEntry} from '../domain/entry';

/** An event of the log as PostgreSQL gives it. */
export interface EntryRow {
  organisation_id: string;
  stream: string;
  number: string;
  previous: Buffer;
  kind: AuditKind;
  at: Date;
  commitment: Buffer;
}

export const entryOf = (row: EntryRow): LogEntry => ({
  organisation: row.organisation_id,
  stream: row.stream,
  number: Number(row.number),
  previous: row.previous,
  kind: row.kind,
  at: row.at,
  commitment: row.commitment,
});
