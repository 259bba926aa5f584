import {HASH_BYTES, leafHash} from '../domain/merkle';
import {Finding} from '../domain/tampering';
import {TILE_WIDTH, tileWidth} from '../domain/tile';
import {LogSource} from './log-source';

/** Where the two hashes that meet at a difference stand elsewhere. */
interface Meeting {
  /** Hash of the entry that was found; null when there is none. */
  readonly found: Buffer | null;
  /** Whether that entry is found elsewhere as well. */
  readonly foundIsRepeated: boolean;
  /** Whether the entry that should be there comes later. */
  readonly expectedComesLater: boolean;
  /** Whether any entry at all comes later. */
  readonly anyComesLater: boolean;
  /** Whether the next entry is the one that should be next. */
  readonly nextIsRight: boolean;
  /** Whether the entry that was found should be elsewhere. */
  readonly foundIsKnown: boolean;
}

/**
 * Tells what was done to the entries from the first leaf at which they are not those of the signed tiles.
 *
 * @param index the first leaf whose entry does not have the hash that the tile has
 */
export async function classifyDifference(source: LogSource, size: number, index: number): Promise<Finding> {
  if (index >= size) return {index, kind: 'inserted', detail: 'there are more entries than were signed'};
  const meeting = await meet(source, size, index);
  if (!meeting.found && !meeting.anyComesLater)
    return {index, kind: 'truncated', detail: 'the log ends here, before the size that was signed'};
  if (meeting.expectedComesLater)
    return meeting.foundIsKnown && !meeting.foundIsRepeated
      ? {index, kind: 'reordered', detail: 'the entry that was signed here stands elsewhere'}
      : {index, kind: 'inserted', detail: 'this entry stands before the one that was signed here'};
  if (!meeting.found || (meeting.foundIsKnown && !meeting.nextIsRight))
    return {index, kind: 'removed', detail: 'the entry that was signed here is gone'};
  return {index, kind: 'altered', detail: 'this is not the entry that was signed here'};
}

async function meet(source: LogSource, size: number, index: number): Promise<Meeting> {
  const expected = await signedHash(source, size, index);
  const next = await signedHash(source, size, index + 1);
  let found: Buffer | null = null;
  let nextIsRight = next === null;
  let [foundIsRepeated, expectedComesLater, anyComesLater] = [false, false, false];
  for await (const {begin, entries, extra} of source.chunks(size)) {
    if (begin + entries.length + extra.length <= index) continue;
    for (const [at, bytes] of [...entries, ...extra].entries()) {
      if (begin + at < index || !bytes) continue;
      const hash = leafHash(bytes);
      if (begin + at === index) found = hash;
      else {
        anyComesLater = true;
        if (begin + at === index + 1 && next?.equals(hash)) nextIsRight = true;
        if (found?.equals(hash)) foundIsRepeated = true;
        if (expected?.equals(hash)) expectedComesLater = true;
      }
    }
  }
  const signedAt = found && (await signedIndex(source, size, found));
  return {
    found,
    // Up to here the entries are the signed ones.
    foundIsRepeated: foundIsRepeated || (signedAt !== null && signedAt < index),
    expectedComesLater,
    anyComesLater,
    nextIsRight,
    foundIsKnown: signedAt !== null,
  };
}

/** The hash that the tile of level 0 has for a leaf. */
async function signedHash(source: LogSource, size: number, index: number): Promise<Buffer | null> {
  if (index >= size) return null;
  const tile = Math.floor(index / TILE_WIDTH);
  const bytes = await source.tile({level: 0, index: tile, width: tileWidth(size, 0, tile)});
  const begin = (index % TILE_WIDTH) * HASH_BYTES;
  return bytes && bytes.length >= begin + HASH_BYTES ? bytes.subarray(begin, begin + HASH_BYTES) : null;
}

/** The first leaf that has this hash by the tiles of level 0; null when none has. */
async function signedIndex(source: LogSource, size: number, hash: Buffer): Promise<number | null> {
  for (let index = 0; index * TILE_WIDTH < size; index += 1) {
    const bytes = await source.tile({level: 0, index, width: tileWidth(size, 0, index)});
    for (let at = bytes?.indexOf(hash) ?? -1; at >= 0 && bytes; at = bytes.indexOf(hash, at + 1))
      if (at % HASH_BYTES === 0) return index * TILE_WIDTH + at / HASH_BYTES;
  }
  return null;
}
