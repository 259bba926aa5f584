import {reading} from '../../platform/database/statement';
import {ReadTransaction} from '../../platform/database/transaction';
import {AuditKind, RecordedEvent} from '../domain/audit-record';
import {entryHash} from '../domain/entry';

export interface StreamEvent {
  readonly number: number;
  readonly at: Date;
  readonly kind: AuditKind;
  /** Hash of the entry, hex. */
  readonly hash: string;
  /** Null once the payload was lawfully disposed of. */
  readonly event: RecordedEvent | null;
}

interface StreamRow {
  number: string;
  previous: Buffer;
  kind: AuditKind;
  at: Date;
  commitment: Buffer;
  event: string | null;
}

const findStream = reading<StreamRow>(
  'audit_stream_events',
  `SELECT e.number, e.previous, e.kind, e.at, e.commitment, p.event
   FROM audit_event e LEFT JOIN audit_payload p USING (organisation_id, stream, number)
   WHERE e.organisation_id = $1 AND e.stream = $2 AND e.number > $3 ORDER BY e.number LIMIT $4`,
);

/** Events of one stream in their order, after number `after`. Not to be shown but through the disclosure gate. */
export async function readStream(
  tx: ReadTransaction,
  {organisation, stream, after, limit}: {organisation: string; stream: string; after: number; limit: number},
): Promise<StreamEvent[]> {
  const rows = await tx.rows(findStream, [organisation, stream, after, limit]);
  return rows.map(({number, previous, kind, at, commitment, event}) => ({
    number: Number(number),
    at,
    kind,
    hash: entryHash({organisation, stream, number: Number(number), previous, kind, at, commitment}).toString(
      'hex',
    ),
    event: event === null ? null : (JSON.parse(event) as RecordedEvent),
  }));
}
