import {closeSync, openSync, readFileSync, readSync, readdirSync, statSync} from 'node:fs';
import {join} from 'node:path';
import {StringDecoder} from 'node:string_decoder';
import {BUNDLE_FILES} from '../domain/bundle-files';
import {entriesIn} from '../domain/entry-bundle';
import {DIGIT_VALUES} from '../domain/entry-view';
import {
  TILE_WIDTH,
  TilePlace,
  entriesPath,
  parseTilePath,
  payloadsPath,
  tilePath,
  tileWidth,
} from '../domain/tile';
import {LeafChunk, LogSource, Payload, SALT_BYTES} from './log-source';

/** Larger files than these are none of a log. */
const LARGEST_BUNDLE = TILE_WIDTH * (2 + 0xffff);
const LARGEST_TILE = 64 * 1024;
const LARGEST_TEXT = 2 ** 28;
const LONGEST_LINE = 2 ** 20;
const READ_AT_ONCE = 2 ** 20;
const BESIDE_TILES = new Set<string>(Object.values(BUNDLE_FILES));
const ABSENT = new Set(['ENOENT', 'ENOTDIR', 'EISDIR']);

/** A log in a folder of files: C2SP tlog-tiles, in an export with the payloads beside. */
export class LogFolder implements LogSource {
  readonly #directory: string;
  readonly #withPayloads: boolean;

  constructor(directory: string, {payloads}: {readonly payloads: boolean}) {
    this.#directory = directory;
    this.#withPayloads = payloads;
  }

  async *chunks(size: number): AsyncGenerator<LeafChunk> {
    let last: number | null = null;
    for (let index = 0; index * TILE_WIDTH < size; index += 1) {
      const width = tileWidth(size, 0, index);
      const bundle = this.#read((place) => entriesPath(place), {index, width}, LARGEST_BUNDLE);
      // Whoever claims a size is not trusted: what is not there is looked for no longer than there is anything.
      if (!bundle && index > (last ??= this.#lastBundle())) return;
      const begin = index * TILE_WIDTH;
      const {entries, rest} = bundle ? entriesIn(bundle.bytes) : {entries: [], rest: null};
      const all = rest ? [...entries, rest] : entries;
      const shown = bundle && bundle.width > width ? all.slice(0, width) : all;
      yield {
        begin,
        entries: Array.from({length: width}, (_, at) => shown[at] ?? null),
        extra: shown.slice(width),
        ...(this.#withPayloads && {payloads: this.#payloads({index, width})}),
      };
    }
    await Promise.resolve();
  }

  tile(place: TilePlace): Promise<Buffer | null> {
    const {level} = place;
    const found = this.#read((at) => tilePath({level, ...at}), place, LARGEST_TILE);
    const bytes =
      found && found.width > place.width ? found.bytes.subarray(0, place.width * 32) : found?.bytes;
    return Promise.resolve(bytes ?? null);
  }

  /** A text file beside the tiles; null when there is none. */
  text(name: string): string | null {
    return this.#file(name, LARGEST_TEXT)?.toString('utf8') ?? null;
  }

  /** The lines of a text file of any length; an empty one more where the file does not end in a line feed. */
  *lines(name: string): Generator<string, void> {
    let rest = '';
    for (const chunk of this.#chunksOf(name)) {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop() ?? '';
      yield* lines;
      if (rest.length > LONGEST_LINE) break;
    }
    if (rest === '') return;
    yield rest;
    yield '';
  }

  /** The first path that an export of a log of this size does not have; null when there is none. */
  stranger(size: number): string | null {
    for (const path of this.#paths('')) {
      if (BESIDE_TILES.has(path)) continue;
      const tile = parseTilePath(path.replace(/^payload\//, 'tile/entries/'));
      const level = tile?.kind === 'hashes' ? tile.level : 0;
      if (!tile || tile.width !== tileWidth(size, level, tile.index)) return path;
    }
    return null;
  }

  /** The file of this width, or the full one of a tree that has grown since. */
  #read(
    path: (place: {index: number; width: number}) => string,
    {index, width}: {readonly index: number; readonly width: number},
    largest: number,
  ): {readonly bytes: Buffer; readonly width: number} | null {
    for (const wanted of new Set([width, TILE_WIDTH])) {
      const bytes = this.#file(path({index, width: wanted}), largest);
      if (bytes) return {bytes, width: wanted};
    }
    return null;
  }

  #payloads({index, width}: {index: number; width: number}): (Payload | null)[] {
    const bytes = this.#file(payloadsPath({index, width}), LARGEST_TEXT);
    return bytes ? payloadsIn(bytes) : [];
  }

  #file(path: string, largest: number): Buffer | null {
    try {
      const place = join(this.#directory, path);
      return statSync(place).size <= largest ? readFileSync(place) : null;
    } catch (error) {
      if (ABSENT.has((error as NodeJS.ErrnoException).code ?? '')) return null;
      throw error;
    }
  }

  *#chunksOf(name: string): Generator<string, void> {
    if (!this.#isFile(name)) return;
    const file = openSync(join(this.#directory, name), 'r');
    const decoder = new StringDecoder('utf8');
    const bytes = Buffer.allocUnsafe(READ_AT_ONCE);
    try {
      for (let read = readSync(file, bytes); read > 0; read = readSync(file, bytes))
        yield decoder.write(bytes.subarray(0, read));
      yield decoder.end();
    } finally {
      closeSync(file);
    }
  }

  #isFile(name: string): boolean {
    return statSync(join(this.#directory, name), {throwIfNoEntry: false})?.isFile() === true;
  }

  #lastBundle(): number {
    let last = -1;
    for (const path of this.#paths('tile/entries')) {
      const tile = parseTilePath(path);
      if (tile && tile.index > last) last = tile.index;
    }
    return last;
  }

  *#paths(folder: string): Generator<string> {
    for (const entry of this.#list(folder)) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) yield* this.#paths(path);
      else yield path;
    }
  }

  #list(folder: string): ReturnType<typeof listFolder> {
    try {
      return listFolder(join(this.#directory, folder));
    } catch (error) {
      if (ABSENT.has((error as NodeJS.ErrnoException).code ?? '')) return [];
      throw error;
    }
  }
}

const listFolder = (path: string) => readdirSync(path, {withFileTypes: true});

const [LINE_FEED, DASH, BLANK] = [0x0a, 0x2d, 0x20];

/** Lines of `<salt in hex> <canonical event>`, or `-` where the payload was disposed of. */
function payloadsIn(bytes: Buffer): (Payload | null)[] {
  const payloads: (Payload | null)[] = [];
  for (let at = 0; at < bytes.length;) {
    const found = bytes.indexOf(LINE_FEED, at);
    const end = found < 0 ? bytes.length : found;
    // A line without its end was cut.
    payloads.push(found < 0 ? UNREADABLE : payloadIn(bytes, at, end));
    at = end + 1;
  }
  return payloads;
}

/** Puts the salt, decoded, right before the event, over its own digits. What cannot be read opens nothing. */
function payloadIn(bytes: Buffer, begin: number, end: number): Payload | null {
  if (end - begin === 1 && bytes[begin] === DASH) return null;
  const blank = begin + 2 * SALT_BYTES;
  if (blank >= end || bytes[blank] !== BLANK) return UNREADABLE;
  const from = blank + 1 - SALT_BYTES;
  // Backwards: no digit is overwritten before it was read.
  for (let at = SALT_BYTES - 1; at >= 0; at -= 1) {
    const high = DIGIT_VALUES[bytes[begin + 2 * at] ?? 0] ?? -1;
    const low = DIGIT_VALUES[bytes[begin + 2 * at + 1] ?? 0] ?? -1;
    if (high < 0 || low < 0) return UNREADABLE;
    bytes[from + at] = (high << 4) | low;
  }
  return bytes.subarray(from, end);
}

const UNREADABLE = Buffer.alloc(0);
