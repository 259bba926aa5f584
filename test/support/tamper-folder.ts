import {existsSync, mkdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {entriesIn, entryBundle} from '../../src/audit/domain/entry-bundle';
import {TILE_WIDTH, entriesPath, payloadsPath, tileWidth} from '../../src/audit/domain/tile';
import type {WrittenLeaf} from './log-folder-writer';

/** An export that can be tampered with and put right again. */
export class TamperedFolder {
  readonly #before = new Map<string, Buffer | null>();

  constructor(
    readonly directory: string,
    readonly size: number,
  ) {}

  bytes(path: string): Buffer {
    return readFileSync(join(this.directory, path));
  }

  write(path: string, content: Buffer | string | null): void {
    const place = join(this.directory, path);
    if (!this.#before.has(path)) this.#before.set(path, existsSync(place) ? readFileSync(place) : null);
    if (content === null) rmSync(place, {force: true});
    else {
      mkdirSync(dirname(place), {recursive: true});
      writeFileSync(place, content);
    }
  }

  flip(path: string, bit: number): void {
    const bytes = this.bytes(path);
    bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    this.write(path, bytes);
  }

  /** Puts everything back as it was. */
  restore(): void {
    for (const [path, content] of this.#before) {
      this.write(path, content);
    }
    this.#before.clear();
  }

  /** All leaves as the files have them. */
  leaves(): WrittenLeaf[] {
    return Array.from({length: Math.ceil(this.size / TILE_WIDTH)}, (_, index) => {
      const place = {index, width: tileWidth(this.size, 0, index)};
      const lines = this.bytes(payloadsPath(place)).toString().split('\n');
      return entriesIn(this.bytes(entriesPath(place))).entries.map((entry, at) => ({
        entry: Buffer.from(entry),
        payload: lines[at] ?? '',
      }));
    }).flat();
  }

  /** Writes entries and payloads anew, each where the size that was signed has it; the last bundle takes what is left. */
  relay(leaves: readonly WrittenLeaf[], {payloads = true} = {}): void {
    const tiles = Math.ceil(this.size / TILE_WIDTH);
    for (let index = 0; index < tiles; index += 1) {
      const place = {index, width: tileWidth(this.size, 0, index)};
      const begin = index * TILE_WIDTH;
      const some = leaves.slice(begin, index === tiles - 1 ? undefined : begin + TILE_WIDTH);
      const bundle = entryBundle(some.map(({entry}) => entry));
      if (!bundle.equals(this.bytes(entriesPath(place)))) this.write(entriesPath(place), bundle);
      const lines = some.map(({payload}) => `${payload}\n`).join('');
      if (payloads && lines !== this.bytes(payloadsPath(place)).toString())
        this.write(payloadsPath(place), lines);
    }
  }

  /** Where the entries of a bundle begin and end, their lengths included. */
  placeOfEntry(index: number): {path: string; begin: number; end: number} {
    const tile = Math.floor(index / TILE_WIDTH);
    const path = entriesPath({index: tile, width: tileWidth(this.size, 0, tile)});
    const {entries} = entriesIn(this.bytes(path));
    const before = entries.slice(0, index % TILE_WIDTH).reduce((sum, entry) => sum + 2 + entry.length, 0);
    return {path, begin: before, end: before + 2 + (entries[index % TILE_WIDTH]?.length ?? 0)};
  }
}
