import {Injectable} from '@nestjs/common';
import {ReadDatabase} from '../../platform/database/read-database';
import {ReadTransaction} from '../../platform/database/transaction';
import {entryBytes} from '../domain/entry';
import {entryBundle} from '../domain/entry-bundle';
import {NamedTile, TILE_WIDTH, parseTilePath, tileWidth} from '../domain/tile';
import {entryOf} from '../persistence/entry-rows';
import {findLastCheckpoint, findLeafEntries} from '../persistence/tree-rows';
import {readKeys} from './read-keys';
import {readTiles} from './read-tree';

/** What everybody may be shown of an organisation's log who checks it: C2SP tlog-tiles. Commitments, no content. */
@Injectable()
export class PublishedTree {
  readonly #database: ReadDatabase;

  constructor(database: ReadDatabase) {
    this.#database = database;
  }

  /** The latest signed checkpoint; null before the first. */
  async checkpoint(organisation: string): Promise<string | null> {
    const row = await this.#database.read((tx) => tx.row(findLastCheckpoint, [organisation]));
    return row?.note ?? null;
  }

  /**
   * The verifier keys of the checkpoints that were signed so far, C2SP signed-note: first the one of the latest, then those
   * that it has superseded. Whoever trusts the first can follow an export back to the others.
   */
  async keys(organisation: string): Promise<readonly string[]> {
    const {verifiers, handovers} = await this.#database.read((tx) => readKeys(tx, organisation));
    // A key whose event is in no signed tree has signed nothing.
    return verifiers.slice(0, handovers.length + 1).reverse();
  }

  /** @param path below the log's address, `tile/0/x001/234.p/7`; null when the signed tree has no such tile */
  async tile(organisation: string, path: string): Promise<Buffer | null> {
    return parseTilePath(path) && this.#database.read((tx) => readServedTile(tx, organisation, path));
  }
}

/** What is served at a path below the log's address; null when there is nothing. */
export async function readServedTile(
  tx: ReadTransaction,
  organisation: string,
  path: string,
): Promise<Buffer | null> {
  const tile = parseTilePath(path);
  const last = tile && (await tx.row(findLastCheckpoint, [organisation]));
  return last ? readNamedTile(tx, {organisation, size: Number(last.size)}, tile) : null;
}

/**
 * The bytes of a tile or of a bundle of entries in a tree of this size.
 *
 * @returns null when the tree has none there, or something of what is stored is missing
 */
export async function readNamedTile(
  tx: ReadTransaction,
  {organisation, size}: {readonly organisation: string; readonly size: number},
  tile: NamedTile,
): Promise<Buffer | null> {
  const level = tile.kind === 'entries' ? 0 : tile.level;
  if (tile.width > tileWidth(size, level, tile.index)) return null;
  if (tile.kind === 'hashes') {
    const [hashes = null] = await readTiles(tx, organisation, [tile]);
    return hashes;
  }
  const begin = tile.index * TILE_WIDTH;
  const rows = await tx.rows(findLeafEntries, [organisation, begin, begin + tile.width]);
  return rows.length === tile.width ? entryBundle(rows.map((row) => entryBytes(entryOf(row)))) : null;
}
