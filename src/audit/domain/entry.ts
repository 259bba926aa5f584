import {createHash} from 'node:crypto';
import canonicalize from 'canonicalize';
import {AuditKind, RecordedEvent} from './audit-record';

/** One row of the log, without its payload: final format, never to be altered. */
export interface LogEntry {
  readonly organisation: string;
  readonly stream: string;
  readonly number: number;
  /** Hash of the stream's previous entry; 32 zero bytes before the first. */
  readonly previous: Buffer;
  readonly kind: AuditKind;
  readonly at: Date;
  readonly commitment: Buffer;
}

/** The hash before the first entry of a stream. */
export const GENESIS = Buffer.alloc(32);

/** The canonical bytes of an event, RFC 8785. */
export function canonicalEvent(event: RecordedEvent): string {
  const text = canonicalize(event);
  if (text === undefined) throw new TypeError('an audit event must be a JSON value');
  return text;
}

/** SHA-256(salt || canonical event): the payload can be destroyed without breaking any proof. */
export function commit(salt: Buffer, canonical: string): Buffer {
  return createHash('sha256').update(salt).update(canonical, 'utf8').digest();
}

/** The canonical bytes of an entry, RFC 8785: the leaf of the organisation's Merkle tree. */
export function entryBytes(entry: LogEntry): Buffer {
  const text = canonicalize({
    at: entry.at.toISOString(),
    commitment: entry.commitment.toString('hex'),
    kind: entry.kind,
    number: entry.number,
    organisation: entry.organisation,
    previous: entry.previous.toString('hex'),
    stream: entry.stream,
    v: 1,
  });
  return Buffer.from(text ?? '', 'utf8');
}

/** SHA-256(0x00 || entry): RFC 6962 section 2.1, the hash of a leaf; it also chains the stream. */
export function entryHash(entry: LogEntry): Buffer {
  return createHash('sha256').update(Buffer.of(0)).update(entryBytes(entry)).digest();
}
