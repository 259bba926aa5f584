import {Clock} from '../../platform/clock/clock';
import {callOrigin} from '../../platform/context/call-origin';
import {Randomness} from '../../platform/crypto/randomness';
import {reading, writing} from '../../platform/database/statement';
import {WriteTransaction} from '../../platform/database/transaction';
import {AuditRecord, recordedEvent} from '../domain/audit-record';
import {GENESIS, LogEntry, canonicalEvent, commit, entryHash} from '../domain/entry';

interface HeadRow {
  number: string;
  hash: Buffer;
}

const lockHead = reading<HeadRow>(
  'audit_lock_head',
  'SELECT number, hash FROM audit_stream WHERE organisation_id = $1 AND stream = $2 FOR UPDATE',
);

const openStream = writing<HeadRow>(
  'audit_open_stream',
  `INSERT INTO audit_stream (organisation_id, stream, number, hash) VALUES ($1, $2, 0, $3)
   ON CONFLICT (organisation_id, stream) DO NOTHING`,
);

const append = writing(
  'audit_append',
  `WITH head AS (
     UPDATE audit_stream SET number = $3, hash = $8 WHERE organisation_id = $1 AND stream = $2
   ), entry AS (
     INSERT INTO audit_event (organisation_id, stream, number, previous, kind, at, commitment)
     VALUES ($1, $2, $3, $4, $5, $6, $7)
   )
   INSERT INTO audit_payload (organisation_id, stream, number, salt, event) VALUES ($1, $2, $3, $9, $10)`,
);

/**
 * Appends records to their streams on the caller's transaction. Streams are locked in the order of their names, so
 * that two transactions over several streams cannot wait for each other.
 */
export async function appendRecords(
  tx: WriteTransaction,
  organisation: string,
  records: readonly AuditRecord[],
  source: {clock: Clock; randomness: Randomness},
): Promise<void> {
  for (const stream of [...new Set(records.map((record) => record.stream))].sort()) {
    let {number, hash} = await lockStream(tx, organisation, stream);
    for (const record of records.filter((candidate) => candidate.stream === stream)) {
      const salt = source.randomness.bytes(32);
      const {real, ...where} = callOrigin();
      const event = canonicalEvent(recordedEvent(record, where, real));
      const entry: LogEntry = {
        organisation,
        stream,
        number: number + 1,
        previous: hash,
        kind: record.kind,
        at: source.clock.now(),
        commitment: commit(salt, event),
      };
      number = entry.number;
      hash = entryHash(entry);
      await tx.write(append, [
        organisation,
        stream,
        entry.number,
        entry.previous,
        entry.kind,
        entry.at,
        entry.commitment,
        hash,
        salt,
        event,
      ]);
    }
  }
}

/** Holds a stream until the transaction ends. @returns its last entry; number 0 when it has none */
export async function lockStream(
  tx: WriteTransaction,
  organisation: string,
  stream: string,
): Promise<{number: number; hash: Buffer}> {
  const keys = [organisation, stream];
  let row = await tx.row(lockHead, keys);
  if (!row) {
    await tx.write(openStream, [...keys, GENESIS]);
    row = await tx.row(lockHead, keys);
  }
  if (!row) throw new Error(`the head of stream ${stream} is gone`);
  return {number: Number(row.number), hash: row.hash};
}
