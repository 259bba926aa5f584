import {Readable} from 'node:stream';
import {pipeline} from 'node:stream/promises';
import {Client} from 'pg';
import {from as copyFrom} from 'pg-copy-streams';
import {entryHash} from '../../src/audit/domain/entry';
import {inventedLeaves} from '../../test/support/invented-log';
import type {EmbeddedPostgres} from '../../src/platform/database/embedded/start-embedded-postgres';

const CHUNK = 20_000;
/** Rows sent at a time. */
const PIECE = 500;
const COLUMNS = {
  audit_event: 'id, organisation_id, stream, number, previous, kind, at, commitment',
  audit_payload: 'organisation_id, stream, number, salt, event',
  audit_stream: 'organisation_id, stream, number, hash',
} as const;
type Table = keyof typeof COLUMNS;

const bytes = (buffer: Buffer | string): string =>
  `\\\\x${typeof buffer === 'string' ? buffer : buffer.toString('hex')}`;

export interface Copied {
  /** Whether what the events record is put there as well, and not their commitments alone. */
  readonly payloads: boolean;
}

/** Puts invented events into the real tables, as if they had just been recorded: none is in the tree yet. */
export async function copyLog(
  postgres: EmbeddedPostgres,
  {organisation, events, payloads}: Copied & {readonly organisation: string; readonly events: number},
): Promise<void> {
  await asSuperuser(postgres, async (client) => {
    await client.query("SET session_replication_role = 'replica'");
    let rows: Record<Table, string[]> = {audit_event: [], audit_payload: [], audit_stream: []};
    const flush = async (): Promise<void> => {
      for (const table of Object.keys(COLUMNS) as Table[])
        await pipeline(
          Readable.from(pieces(rows[table])),
          client.query(copyFrom(`COPY ${table} (${COLUMNS[table]}) FROM STDIN`)),
        );
      rows = {audit_event: [], audit_payload: [], audit_stream: []};
    };
    const {rows: last} = await client.query<{id: string}>(
      'SELECT coalesce(max(id), 0) AS id FROM audit_event',
    );
    let id = Number(last[0]?.id);
    const heads = new Map<string, string>();
    for (const {item, payload} of inventedLeaves({organisation, events, streams: events / 100})) {
      id += 1;
      const place = `${organisation}\t${item.stream}\t${item.number}`;
      const [salt, event] = [payload.slice(0, 64), payload.slice(65)];
      rows.audit_event.push(
        `${id}\t${place}\t${bytes(item.previous)}\t${item.kind}\t${item.at.toISOString()}\t${bytes(item.commitment)}\n`,
      );
      if (payloads) rows.audit_payload.push(`${place}\t${bytes(salt)}\t${event}\n`);
      heads.set(item.stream, `${place}\t${bytes(entryHash(item))}\n`);
      if (rows.audit_event.length === CHUNK) await flush();
    }
    rows.audit_stream = [...heads.values()];
    await flush();
    await client.query(`SELECT setval(pg_get_serial_sequence('audit_event', 'id'), $1)`, [id]);
  });
}

function* pieces(rows: readonly string[]): Generator<string> {
  for (let at = 0; at < rows.length; at += PIECE) yield rows.slice(at, at + PIECE).join('');
}

/** Fills the search index while it has no secondary indexes: they are made afterwards, all rows at once. */
export async function withoutIndexes(postgres: EmbeddedPostgres, fill: () => Promise<void>): Promise<void> {
  await asSuperuser(postgres, async (client) => {
    const {rows} = await client.query<{indexname: string; indexdef: string}>(
      `SELECT indexname, indexdef FROM pg_indexes WHERE tablename = 'log_search' AND indexdef NOT LIKE '%UNIQUE%'`,
    );
    for (const {indexname} of rows) await client.query(`DROP INDEX ${indexname}`);
    await fill();
    for (const {indexdef} of rows) await client.query(indexdef);
  });
  await settle(postgres);
}

/** What the database does by itself in time, after so many rows at once. */
export const settle = (postgres: EmbeddedPostgres): Promise<void> =>
  asSuperuser(postgres, async (client) => {
    await client.query('VACUUM ANALYZE');
  });

async function asSuperuser(
  postgres: EmbeddedPostgres,
  work: (client: Client) => Promise<void>,
): Promise<void> {
  const client = new Client({connectionString: postgres.superuserUrl.replace(/@\/[a-z]+\?/, '@/collegium?')});
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
