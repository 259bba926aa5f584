import {ReadTransaction} from '../../platform/database/transaction';
import {entryHash} from '../domain/entry';
import {HASH_BYTES} from '../domain/merkle';
import {TILE_WIDTH, TilePlace, hashesIn, tileWidth} from '../domain/tile';
import {TileEdge} from '../domain/tile-edge';
import {entryOf} from '../persistence/entry-rows';
import {TilePart, findLeafEntries, findTileParts} from '../persistence/tree-rows';

/**
 * The first `width` hashes of tiles, side by side. Only full tiles are stored; the others, and a stored one that is gone,
 * follow from what they stand on.
 *
 * @returns in the order asked for; null for a tile to which the tree has not grown, or which is not whole
 */
export async function readTiles(
  tx: ReadTransaction,
  organisation: string,
  places: readonly TilePlace[],
): Promise<(Buffer | null)[]> {
  const parts = places.map((): Buffer[] => []);
  const onTiles = places.flatMap((place, at) => (standsOnLeaves(place) ? [] : [{at, ...partsOf(place)}]));
  for (const {place, hashes} of await readParts(tx, organisation, onTiles)) {
    const wanted = onTiles[Number(place) - 1];
    if (wanted) parts[wanted.at]?.push(hashes);
  }
  for (const [at, place] of places.entries()) {
    const gone = isFull(place) && parts[at]?.length === 0;
    if (gone || standsOnLeaves(place)) parts[at] = await hashesBelow(tx, organisation, place);
  }
  return places.map(({width}, at) => {
    const tile = Buffer.concat(parts[at] ?? []);
    return tile.length === width * HASH_BYTES ? tile : null;
  });
}

/** A row of stored tiles: themselves, or their roots. */
interface TileParts {
  readonly level: number;
  readonly first: number;
  readonly after: number;
  readonly roots: boolean;
}

async function readParts(
  tx: ReadTransaction,
  organisation: string,
  parts: readonly TileParts[],
): Promise<TilePart[]> {
  if (parts.length === 0) return [];
  return tx.rows(findTileParts, [
    organisation,
    parts.map(({level}) => level),
    parts.map(({first}) => first),
    parts.map(({after}) => after),
    parts.map(({roots}) => roots),
  ]);
}

const isFull = ({width}: TilePlace): boolean => width === TILE_WIDTH;
const standsOnLeaves = (place: TilePlace): boolean => place.level === 0 && !isFull(place);

/** What is stored of a tile: itself, or the full ones below it. */
const partsOf = (place: TilePlace): TileParts =>
  isFull(place)
    ? {level: place.level, first: place.index, after: place.index + 1, roots: false}
    : partsBelow(place);

function partsBelow({level, index, width}: TilePlace): TileParts {
  const begin = index * TILE_WIDTH;
  return {level: level - 1, first: begin, after: begin + width, roots: true};
}

/** The hashes of a tile, from the entries or the tiles that it stands on. */
export async function hashesBelow(
  tx: ReadTransaction,
  organisation: string,
  place: TilePlace,
): Promise<Buffer[]> {
  const below = partsBelow(place);
  if (place.level > 0) return (await readParts(tx, organisation, [below])).map(({hashes}) => hashes);
  const rows = await tx.rows(findLeafEntries, [organisation, below.first, below.after]);
  return rows.map((row) => entryHash(entryOf(row)));
}

/** @returns null when something of the stored tree is missing */
export async function readEdge(
  tx: ReadTransaction,
  organisation: string,
  size: number,
): Promise<TileEdge | null> {
  const places: TilePlace[] = [];
  for (let level = 0; TILE_WIDTH ** level <= size; level += 1) {
    const index = Math.floor(size / TILE_WIDTH ** (level + 1));
    places.push({level, index, width: tileWidth(size, level, index)});
  }
  const levels: Buffer[][] = [];
  for (const tile of await readTiles(tx, organisation, places)) {
    const hashes = tile && hashesIn(tile);
    if (!hashes) return null;
    levels.push(hashes);
  }
  return new TileEdge(size, levels);
}
