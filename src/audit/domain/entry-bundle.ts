/** Bytes before each entry that say its length, C2SP tlog-tiles. */
const LENGTH_BYTES = 2;

/** Of an entry in a bundle. */
const LARGEST_ENTRY = 0xffff;

/**
 * A bundle of entries, C2SP tlog-tiles: each with its length before it, big-endian.
 *
 * @throws RangeError when an entry is longer than 65,535 bytes
 */
export function entryBundle(entries: readonly Buffer[]): Buffer {
  const parts = entries.flatMap((entry) => {
    if (entry.length > LARGEST_ENTRY) throw new RangeError('an entry is too long for a bundle');
    const length = Buffer.allocUnsafe(LENGTH_BYTES);
    length.writeUInt16BE(entry.length);
    return [length, entry];
  });
  return Buffer.concat(parts);
}

/** What a bundle holds, which shares its memory. */
export interface BundleContent {
  readonly entries: readonly Buffer[];
  /** What is left where a length does not fit; null when all of them do. */
  readonly rest: Buffer | null;
}

export function entriesIn(bundle: Buffer): BundleContent {
  const entries: Buffer[] = [];
  let at = 0;
  while (at < bundle.length) {
    const begin = at + LENGTH_BYTES;
    const end = begin <= bundle.length ? begin + bundle.readUInt16BE(at) : Infinity;
    if (end > bundle.length) return {entries, rest: bundle.subarray(at)};
    entries.push(bundle.subarray(begin, end));
    at = end;
  }
  return {entries, rest: null};
}
