import {hash} from 'node:crypto';
import {reading} from '../../platform/database/statement';
import {ReadTransaction} from '../../platform/database/transaction';
import {AuditKind, RecordedEvent} from '../domain/audit-record';
import {LogEntry, entryHash} from '../domain/entry';
import {LogPosition, LogQuery, searchBounds, searchPlan} from '../domain/log-query';
import {wordKey} from '../domain/search-entry';
import {entryOf} from '../persistence/entry-rows';
import {FoundRow} from '../persistence/search-rows';

/** An event as the log itself has it, at its place in the tree. */
export interface FoundEvent {
  readonly leaf: number;
  readonly stream: string;
  readonly number: number;
  readonly at: Date;
  readonly kind: AuditKind;
  /** The entry as it was hashed. */
  readonly entry: LogEntry;
  /** Hash of the entry, hex: the leaf's. */
  readonly hash: string;
  /** Null once the payload was lawfully disposed of. */
  readonly event: RecordedEvent | null;
}

/**
 * Events that the index gives for a query, latest first, read from the log. The index is no proof: compare what comes
 * with the query again. Not to be shown but through the disclosure gate.
 */
export async function searchLog(
  tx: ReadTransaction,
  {
    organisation,
    query,
    after,
    limit,
  }: {organisation: string; query: LogQuery; after: LogPosition | null; limit: number},
): Promise<FoundEvent[]> {
  const plan = searchPlan(query, wordKey);
  const text = `SELECT f.leaf, e.organisation_id, e.stream, e.number, e.previous, e.kind, e.at, e.commitment, p.event
     FROM (
       SELECT s.organisation_id, s.leaf, s.at FROM ${plan.from} WHERE ${plan.where.join(' AND ')}
       ORDER BY ${plan.order} LIMIT $5
     ) f
     JOIN audit_leaf l ON l.organisation_id = f.organisation_id AND l.index = f.leaf
     JOIN audit_event e ON e.id = l.event
     LEFT JOIN audit_payload p ON p.organisation_id = e.organisation_id AND p.stream = e.stream AND p.number = e.number
     ORDER BY f.at DESC, f.leaf DESC`;
  // One name a text: PostgreSQL would cut a longer one, and two texts would share it.
  const statement = reading<FoundRow>(`audit_search_${hash('sha256', text).slice(0, 16)}`, text);
  const bounds = searchBounds(query, after);
  const rows = await tx.rows(statement, [organisation, ...bounds, limit, ...plan.values]);
  return rows.map(foundEvent);
}

/** An event of the log from its rows. */
export function foundEvent(row: FoundRow): FoundEvent {
  const entry = entryOf(row);
  return {
    leaf: Number(row.leaf),
    stream: entry.stream,
    number: entry.number,
    at: entry.at,
    kind: entry.kind,
    entry,
    hash: entryHash(entry).toString('hex'),
    event: row.event === null ? null : (JSON.parse(row.event) as RecordedEvent),
  };
}
