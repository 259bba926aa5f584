import {Client} from 'pg';
import {AuditKind} from '../domain/audit-record';
import {StoredEntry, StreamCheck, Tampering} from '../domain/check-stream';

export interface Verification {
  readonly ok: boolean;
  /** Entries checked. */
  readonly size: number;
  readonly streams: number;
  readonly first: Tampering | null;
}

interface EntryRow {
  organisation_id: string;
  stream: string;
  number: string;
  previous: Buffer;
  kind: AuditKind;
  at: Date;
  commitment: Buffer;
  salt: Buffer | null;
  event: string | null;
}

interface HeadRow {
  organisation_id: string;
  stream: string;
  number: string;
  hash: Buffer;
}

const PAGE = 2000;
const ENTRIES = `
  SELECT e.organisation_id, e.stream, e.number, e.previous, e.kind, e.at, e.commitment, p.salt, p.event
  FROM audit_event e LEFT JOIN audit_payload p USING (organisation_id, stream, number)
  WHERE (e.organisation_id, e.stream, e.number) > ($1, $2, $3)
  ORDER BY e.organisation_id, e.stream, e.number LIMIT ${PAGE}`;
const HEADS = `
  SELECT organisation_id, stream, number, hash FROM audit_stream
  WHERE (organisation_id, stream) > ($1, $2) ORDER BY organisation_id, stream LIMIT ${PAGE}`;
const NOBODY = '00000000-0000-0000-0000-000000000000';

/**
 * Checks every stream's chain and every commitment in the database and names the first bad entry.
 *
 * @param url of a role that may read the log
 */
export async function verifyStreams(url: string): Promise<Verification> {
  const client = new Client({connectionString: url});
  await client.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    return await verify(client);
  } finally {
    await client.end();
  }
}

async function verify(client: Client): Promise<Verification> {
  const heads = paged<HeadRow>(client, HEADS, [NOBODY, ''], (row) => [row.organisation_id, row.stream]);
  const entries = paged<EntryRow>(client, ENTRIES, [NOBODY, '', 0], (row) => [
    row.organisation_id,
    row.stream,
    row.number,
  ]);
  let size = 0;
  let streams = 0;
  let first: Tampering | null = null;
  let entry = (await entries.next()).value;
  for await (const head of heads) {
    // Entries of a stream without a head stand before the next head in the common order.
    while (entry && before(entry, head)) {
      first ??= {organisation: entry.organisation_id, stream: entry.stream, number: 1, kind: 'inserted'};
      size += 1;
      entry = (await entries.next()).value;
    }
    const check = new StreamCheck(head.organisation_id, head.stream);
    while (entry && entry.organisation_id === head.organisation_id && entry.stream === head.stream) {
      first ??= check.next(stored(entry));
      size += 1;
      entry = (await entries.next()).value;
    }
    first ??= check.end({number: Number(head.number), hash: head.hash});
    streams += 1;
  }
  if (entry)
    first ??= {organisation: entry.organisation_id, stream: entry.stream, number: 1, kind: 'inserted'};
  return {ok: first === null, size, streams, first};
}

const before = (entry: EntryRow, head: HeadRow): boolean =>
  entry.organisation_id < head.organisation_id ||
  (entry.organisation_id === head.organisation_id && entry.stream < head.stream);

const stored = (row: EntryRow): StoredEntry => ({
  organisation: row.organisation_id,
  stream: row.stream,
  number: Number(row.number),
  previous: row.previous,
  kind: row.kind,
  at: row.at,
  commitment: row.commitment,
  payload: row.salt && row.event !== null ? {salt: row.salt, event: row.event} : null,
});

async function* paged<Row>(
  client: Client,
  text: string,
  start: unknown[],
  key: (row: Row) => unknown[],
): AsyncGenerator<Row, undefined> {
  let after = start;
  for (;;) {
    const {rows} = await client.query<Row & object>(text, after);
    for (const row of rows) yield row;
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) return undefined;
    after = key(last);
  }
}
