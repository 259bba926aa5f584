import {TilePlace} from '../domain/tile';

/** Of the salt that a payload begins with. */
export const SALT_BYTES = 32;

/**
 * What opens the commitment of an entry: the salt, and after it the canonical bytes of the event, RFC 8785. Shorter than a
 * salt where it cannot be read: then it opens nothing.
 */
export type Payload = Buffer;

/** The leaves below one tile of level 0, as they were found. */
export interface LeafChunk {
  readonly begin: number;
  /** One for each leaf that should be there; null where there is none. */
  readonly entries: readonly (Buffer | null)[];
  /** What was found beyond that. */
  readonly extra: readonly Buffer[];
  /**
   * One for each entry, and whatever else was found; null where there is none. Absent altogether where leaves are not to be
   * opened.
   */
  readonly payloads?: readonly (Payload | null)[];
}

/** Where a log is read from. Nothing that it gives is trusted. */
export interface LogSource {
  /** The leaves of a tree of this size, a chunk a tile; it may end after the last that has any. */
  chunks(size: number): AsyncIterable<LeafChunk>;
  /** The bytes of a tile as stored, of whatever length; null when there is none. */
  tile(place: TilePlace): Promise<Buffer | null>;
}
