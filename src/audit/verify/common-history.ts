import {Client} from 'pg';
import {LogEntry, entryHash} from '../domain/entry';
import {TreeHead} from '../domain/merkle';
import {TileEdge} from '../domain/tile-edge';
import {EntryRow, entryOf} from '../persistence/entry-rows';
import {enterDuty} from '../../platform/database/rows/enter-duty';

/** How a log stands to heads of it that were signed once. */
export interface CommonHistory<Head extends TreeHead> {
  /** All entries of the log, those included that are in no tree yet. */
  readonly entries: number;
  /** Entries that the log's own last checkpoint covers. */
  readonly signed: number;
  /** Those of the heads that the log has reached and begins with, smallest first. */
  readonly shared: readonly Head[];
  /** Those of the heads that it has reached and contradicts, smallest first. */
  readonly contradicted: readonly Head[];
  /** Those of the heads that it has not reached, smallest first. */
  readonly ahead: readonly Head[];
}

interface NumberedRow extends EntryRow {
  place: string;
}

const PAGE = 2000;
const SELECTED = 'e.organisation_id, e.stream, e.number, e.previous, e.kind, e.at, e.commitment';
const IN_TREE = `
  SELECT l.index AS place, ${SELECTED} FROM audit_leaf l JOIN audit_event e ON e.id = l.event
  WHERE l.organisation_id = $1 AND l.index > $2 ORDER BY l.index LIMIT ${PAGE}`;
/** In the order in which the integrator will take them. */
const NOT_YET = `
  SELECT e.id AS place, ${SELECTED} FROM audit_event e
  WHERE e.organisation_id = $1 AND e.id > $2 AND NOT EXISTS (SELECT FROM audit_leaf l WHERE l.event = e.id)
  ORDER BY e.id LIMIT ${PAGE}`;

/**
 * Computes the tree from the entries alone and compares it with the heads.
 *
 * @param url of a role that may read the log
 */
export async function commonHistory<Head extends TreeHead>(
  url: string,
  organisation: string,
  heads: readonly Head[],
): Promise<CommonHistory<Head>> {
  const client = new Client({connectionString: url});
  await client.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    await enterDuty(client, 'integrator');
    const {rows} = await client.query<{signed: string | null}>(
      'SELECT max(size) AS signed FROM audit_checkpoint WHERE organisation_id = $1',
      [organisation],
    );
    const waiting = [...heads].sort((one, other) => one.size - other.size);
    const shared: Head[] = [];
    const contradicted: Head[] = [];
    const edge = new TileEdge();
    const compare = (): void => {
      while (waiting[0] && waiting[0].size <= edge.size) {
        const [head] = waiting.splice(0, 1);
        if (head) (edge.root().equals(head.root) ? shared : contradicted).push(head);
      }
    };
    compare();
    for await (const entry of entriesOf(client, organisation)) {
      edge.append(entryHash(entry));
      compare();
    }
    return {entries: edge.size, signed: Number(rows[0]?.signed ?? 0), shared, contradicted, ahead: waiting};
  } finally {
    await client.end();
  }
}

async function* entriesOf(client: Client, organisation: string): AsyncGenerator<LogEntry, void> {
  for (const text of [IN_TREE, NOT_YET]) {
    let after = '-1';
    for (;;) {
      const {rows} = await client.query<NumberedRow>(text, [organisation, after]);
      for (const row of rows) yield entryOf(row);
      const last = rows.at(-1);
      if (!last || rows.length < PAGE) break;
      after = last.place;
    }
  }
}
