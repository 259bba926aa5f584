import {hash} from 'node:crypto';
import canonicalize from 'canonicalize';
import {AuditKind, RecordedEvent} from './audit-record';
import {leafHash} from './merkle';

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
  return hash('sha256', Buffer.concat([salt, Buffer.from(canonical)]), 'buffer');
}

/**
 * The canonical bytes of an entry, RFC 8785: the leaf of the organisation's Merkle tree. Its fields are written in their
 * order by hand, for each entry is written over and over; strings are JSON's, which RFC 8785 section 3.2.2.2 keeps.
 */
export function entryBytes(entry: LogEntry): Buffer {
  const {at, commitment, kind, number, organisation, previous, stream} = entry;
  return Buffer.from(
    `{"at":"${at.toISOString()}","commitment":"${commitment.toString('hex')}","kind":${JSON.stringify(kind)},` +
      `"number":${number},"organisation":${JSON.stringify(organisation)},"previous":"${previous.toString('hex')}",` +
      `"stream":${JSON.stringify(stream)},"v":1}`,
  );
}

/** SHA-256(0x00 || entry): RFC 6962 section 2.1, the hash of a leaf; it also chains the stream. */
export const entryHash = (entry: LogEntry): Buffer => leafHash(entryBytes(entry));
