import {ReadTransaction} from '../../platform/database/transaction';
import {entryHash} from '../domain/entry';
import {TILE_WIDTH, TilePlace, hashesIn, tileWidth} from '../domain/tile';
import {TileEdge} from '../domain/tile-edge';
import {entryOf} from '../persistence/entry-rows';
import {findLeafEntries, findTile, findTileRoots} from '../persistence/tree-rows';

/**
 * The first `width` hashes of a tile. Only full tiles are stored, and asked for; the others follow from what they stand on.
 *
 * @returns null when the tree has not grown that far
 */
export async function readTile(
  tx: ReadTransaction,
  organisation: string,
  {level, index, width}: TilePlace,
): Promise<Buffer[] | null> {
  const full = width === TILE_WIDTH ? await tx.row(findTile, [organisation, level, index]) : null;
  if (full) return hashesIn(full.hashes);
  const begin = index * TILE_WIDTH;
  const range = [begin, begin + width];
  const hashes =
    level === 0
      ? (await tx.rows(findLeafEntries, [organisation, ...range])).map((row) => entryHash(entryOf(row)))
      : (await tx.rows(findTileRoots, [organisation, level - 1, ...range])).map(({root}) => root);
  return hashes.length === width ? hashes : null;
}

/** @returns null when something of the stored tree is missing */
export async function readEdge(
  tx: ReadTransaction,
  organisation: string,
  size: number,
): Promise<TileEdge | null> {
  const levels: Buffer[][] = [];
  for (let level = 0; TILE_WIDTH ** level <= size; level += 1) {
    const index = Math.floor(size / TILE_WIDTH ** (level + 1));
    const width = tileWidth(size, level, index);
    const hashes = width === 0 ? [] : await readTile(tx, organisation, {level, index, width});
    if (!hashes) return null;
    levels.push(hashes);
  }
  return new TileEdge(size, levels);
}
