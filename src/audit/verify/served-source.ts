import {ReadTransaction} from '../../platform/database/transaction';
import {entriesIn} from '../domain/entry-bundle';
import {Finding} from '../domain/tampering';
import {TILE_WIDTH, TilePlace, entriesPath, tilePath, tileWidth} from '../domain/tile';
import {readServedTile} from '../queries/published-tree';
import {DatabaseSource} from './database-source';
import {LeafChunk, LogSource} from './log-source';

/**
 * A log as it is served to the public, C2SP tlog-tiles, by the paths and the function that serve it, held against the rows of
 * the database. What is served is checked; what each entry records comes from its row.
 */
export class ServedSource implements LogSource {
  readonly #tx: ReadTransaction;
  readonly #organisation: string;
  readonly #rows: DatabaseSource;
  #difference: Finding | null = null;

  constructor(tx: ReadTransaction, log: {readonly organisation: string; readonly size: number}) {
    this.#tx = tx;
    this.#organisation = log.organisation;
    this.#rows = new DatabaseSource(tx, log);
  }

  /** The first entry that is not served as its row has it. */
  get difference(): Finding | null {
    return this.#difference;
  }

  async *chunks(size: number): AsyncGenerator<LeafChunk> {
    for await (const chunk of this.#rows.chunks(size)) {
      const index = chunk.begin / TILE_WIDTH;
      const path = entriesPath({index, width: tileWidth(size, 0, index)});
      const bundle = await this.#read(path);
      const isWhole = chunk.entries.every((entry) => entry !== null);
      if (!bundle) {
        // A bundle that has a hole is not served: the row that is missing is named then.
        if (isWhole) this.#note(chunk.begin, 'removed', `${path} is not served`);
        yield chunk;
        continue;
      }
      const {entries, rest} = entriesIn(bundle);
      const different = chunk.entries.findIndex((row, at) => row && entries[at]?.equals(row) !== true);
      if (different >= 0)
        this.#note(
          chunk.begin + different,
          'altered',
          'the entry that is served is not the one in the database',
        );
      const served = chunk.entries.map((_, at) => entries[at] ?? null);
      yield {...chunk, entries: served, extra: [...entries.slice(served.length), ...(rest ? [rest] : [])]};
    }
  }

  tile(place: TilePlace): Promise<Buffer | null> {
    return this.#read(tilePath(place));
  }

  #read(path: string): Promise<Buffer | null> {
    return readServedTile(this.#tx, this.#organisation, path);
  }

  #note(index: number, kind: Finding['kind'], detail: string): void {
    this.#difference ??= {index, kind, detail};
  }
}
