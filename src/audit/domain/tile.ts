import {HASH_BYTES} from './merkle';

/** Hashes in a full tile, C2SP tlog-tiles. */
export const TILE_WIDTH = 256;

/** Where a tile stands; `width` is less than `TILE_WIDTH` for the partial one at the right edge of its level. */
export interface TilePlace {
  readonly level: number;
  readonly index: number;
  readonly width: number;
}

/** Path of a tile below the log's address, C2SP tlog-tiles: `tile/1/x001/234.p/7`. */
export const tilePath = ({level, index, width}: TilePlace): string =>
  `tile/${level}/${numberPath(index)}${partial(width)}`;

/** Path of a bundle of entries, C2SP tlog-tiles. */
export const entriesPath = ({index, width}: Omit<TilePlace, 'level'>): string =>
  `tile/entries/${numberPath(index)}${partial(width)}`;

/** Path of the payloads of a bundle of entries, in an export. */
export const payloadsPath = (place: Omit<TilePlace, 'level'>): string =>
  entriesPath(place).replace('tile/entries/', 'payload/');

/** How many hashes the tile has in a tree of this size; 0 when it has none yet. */
export function tileWidth(size: number, level: number, index: number): number {
  const nodes = Math.floor(size / TILE_WIDTH ** level);
  return Math.min(TILE_WIDTH, Math.max(0, nodes - index * TILE_WIDTH));
}

/** The hashes in the bytes of a tile. @returns null when they are not whole hashes */
export function hashesIn(bytes: Buffer): Buffer[] | null {
  if (bytes.length % HASH_BYTES !== 0) return null;
  return Array.from({length: bytes.length / HASH_BYTES}, (_, at) =>
    bytes.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES),
  );
}

/** A tile, or a bundle of entries, as a path names it. */
export type NamedTile =
  ({readonly kind: 'hashes'} & TilePlace) | ({readonly kind: 'entries'} & Omit<TilePlace, 'level'>);

/** Longer than any path of a log that could be. */
const LONGEST_PATH = 80;

/** Reads a path of C2SP tlog-tiles in the one way to write it. @returns null when it is none */
export function parseTilePath(path: string): NamedTile | null {
  const [, kind = '', number = '', partialWidth] =
    (path.length <= LONGEST_PATH && /^tile\/(entries|\d{1,2})\/([x\d/]+?)(?:\.p\/(\d{1,3}))?$/.exec(path)) ||
    [];
  const index = Number(number.replaceAll(/[x/]/g, ''));
  const width = partialWidth === undefined ? TILE_WIDTH : Number(partialWidth);
  if (width === 0 || width > TILE_WIDTH || !Number.isSafeInteger(index)) return null;
  if (kind === 'entries') return entriesPath({index, width}) === path ? {kind, index, width} : null;
  const place = {level: Number(kind), index, width};
  return place.level < 64 && tilePath(place) === path ? {kind: 'hashes', ...place} : null;
}

function numberPath(index: number): string {
  const digits = String(index);
  const padded = digits.padStart(Math.ceil(digits.length / 3) * 3, '0');
  const groups = padded.match(/\d{3}/g) ?? [];
  return groups.map((group, at) => (at < groups.length - 1 ? `x${group}` : group)).join('/');
}

const partial = (width: number): string => (width === TILE_WIDTH ? '' : `.p/${width}`);
