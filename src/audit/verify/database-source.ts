import {ReadTransaction} from '../../platform/database/transaction';
import {entryBytes} from '../domain/entry';
import {TILE_WIDTH, TilePlace, tileWidth} from '../domain/tile';
import {entryOf} from '../persistence/entry-rows';
import {LeafRow, findLeaves} from '../persistence/leaf-rows';
import {readNamedTile} from '../queries/published-tree';
import {LeafChunk, LogSource, Payload} from './log-source';

/** Leaves read at a time. */
const PAGE = 16 * TILE_WIDTH;

/** A log in the database: its leaves from the rows, its tiles by the path that serves them to the public. */
export class DatabaseSource implements LogSource {
  readonly #tx: ReadTransaction;
  readonly #organisation: string;
  readonly #size: number;

  constructor(
    tx: ReadTransaction,
    {organisation, size}: {readonly organisation: string; readonly size: number},
  ) {
    this.#tx = tx;
    this.#organisation = organisation;
    this.#size = size;
  }

  async *chunks(size: number): AsyncGenerator<LeafChunk> {
    for (let begin = 0; begin < size; begin += PAGE) {
      const end = Math.min(size, begin + PAGE);
      const rows = await this.#tx.rows(findLeaves, [this.#organisation, begin, end]);
      const byIndex = new Map(rows.map((row) => [Number(row.index), row]));
      for (let at = begin; at < end; at += TILE_WIDTH) {
        const width = tileWidth(size, 0, at / TILE_WIDTH);
        const some = Array.from({length: width}, (_, place) => byIndex.get(at + place) ?? null);
        yield {
          begin: at,
          entries: some.map((row) => row && entryBytes(entryOf(row))),
          extra: [],
          payloads: some.map(payloadOf),
        };
      }
    }
  }

  tile(place: TilePlace): Promise<Buffer | null> {
    const log = {organisation: this.#organisation, size: this.#size};
    return readNamedTile(this.#tx, log, {kind: 'hashes', ...place});
  }
}

const payloadOf = (row: LeafRow | null): Payload | null =>
  row?.salt && row.event !== null ? Buffer.concat([row.salt, Buffer.from(row.event)]) : null;
