import {Readable} from 'node:stream';
import {pipeline} from 'node:stream/promises';
import {Client} from 'pg';
import {from as copyFrom} from 'pg-copy-streams';
import {originOf, signCheckpoint} from '../../src/audit/domain/checkpoint';
import {entryHash} from '../../src/audit/domain/entry';
import {noteSigner} from '../../src/audit/domain/signed-note';
import {TileEdge} from '../../src/audit/domain/tile-edge';
import {inventedLeaves} from '../../test/support/invented-log';
import type {EmbeddedPostgres} from '../../src/platform/database/embedded/start-embedded-postgres';

const CHUNK = 20_000;
const COLUMNS = {
  audit_event: 'id, organisation_id, stream, number, previous, kind, at, commitment',
  audit_payload: 'organisation_id, stream, number, salt, event',
  audit_leaf: 'organisation_id, index, event',
  audit_tile: 'organisation_id, level, index, hashes, root',
} as const;
type Table = keyof typeof COLUMNS;

const bytes = (buffer: Buffer | string): string =>
  `\\\\x${typeof buffer === 'string' ? buffer : buffer.toString('hex')}`;

/** Puts a log of invented events, with its tree and a signed checkpoint, into the real tables. */
export async function copyLog(
  postgres: EmbeddedPostgres,
  log: {readonly organisation: string; readonly events: number; readonly firstId: number},
): Promise<void> {
  const {organisation, events, firstId} = log;
  const client = new Client({connectionString: postgres.superuserUrl.replace(/@\/[a-z]+\?/, '@/collegium?')});
  await client.connect();
  try {
    await client.query("SET session_replication_role = 'replica'");
    const edge = new TileEdge();
    let rows: Record<Table, string[]> = {audit_event: [], audit_payload: [], audit_leaf: [], audit_tile: []};
    const flush = async (): Promise<void> => {
      for (const table of Object.keys(COLUMNS) as Table[])
        await pipeline(
          Readable.from(rows[table]),
          client.query(copyFrom(`COPY ${table} (${COLUMNS[table]}) FROM STDIN`)),
        );
      rows = {audit_event: [], audit_payload: [], audit_leaf: [], audit_tile: []};
    };
    for (const {item, payload} of inventedLeaves({organisation, events, streams: events / 100})) {
      const index = edge.size;
      const id = firstId + index;
      const place = `${organisation}\t${item.stream}\t${item.number}`;
      const [salt, event] = [payload.slice(0, 64), payload.slice(65)];
      rows.audit_event.push(
        `${id}\t${place}\t${bytes(item.previous)}\t${item.kind}\t${item.at.toISOString()}\t${bytes(item.commitment)}\n`,
      );
      rows.audit_payload.push(`${place}\t${bytes(salt)}\t${event}\n`);
      rows.audit_leaf.push(`${organisation}\t${index}\t${id}\n`);
      for (const {level, index: at, hashes, root} of edge.append(entryHash(item)))
        rows.audit_tile.push(`${organisation}\t${level}\t${at}\t${bytes(hashes)}\t${bytes(root)}\n`);
      if (edge.size % CHUNK === 0) await flush();
    }
    await flush();
    const signer = noteSigner(originOf(organisation), Buffer.alloc(32, 1));
    const head = {origin: originOf(organisation), size: edge.size, root: edge.root()};
    await client.query(
      'INSERT INTO audit_checkpoint (organisation_id, size, root, note, signed_at) VALUES ($1, $2, $3, $4, now())',
      [organisation, head.size, head.root, signCheckpoint(head, signer)],
    );
  } finally {
    await client.end();
  }
}

/** After so many rows at once. */
export async function analyse(postgres: EmbeddedPostgres): Promise<void> {
  const client = new Client({connectionString: postgres.superuserUrl.replace(/@\/[a-z]+\?/, '@/collegium?')});
  await client.connect();
  await client.query('VACUUM ANALYZE');
  await client.end();
}
