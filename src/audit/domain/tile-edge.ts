import {rootOf} from './merkle';
import {TILE_WIDTH} from './tile';

/** A tile that is full and will never change. */
export interface FullTile {
  readonly level: number;
  readonly index: number;
  readonly hashes: Buffer;
  /** Of the subtree; a hash of the tile above. */
  readonly root: Buffer;
}

/** The right edge of a tree: its partial tiles, all that is needed to let it grow. At most 255 hashes a level. */
export class TileEdge {
  #size: number;
  readonly #levels: Buffer[][];

  /** @param levels hashes of the partial tiles, level 0 first */
  constructor(size = 0, levels: readonly (readonly Buffer[])[] = []) {
    this.#size = size;
    this.#levels = levels.map((hashes) => [...hashes]);
  }

  get size(): number {
    return this.#size;
  }

  /** Adds the hash of the next leaf. @returns the tiles that it filled, lowest first */
  append(leaf: Buffer): FullTile[] {
    const full: FullTile[] = [];
    this.#size += 1;
    let carried: Buffer | null = leaf;
    for (let level = 0; carried; level += 1) {
      const hashes: Buffer[] = (this.#levels[level] ??= []);
      hashes.push(carried);
      carried = null;
      if (hashes.length < TILE_WIDTH) continue;
      carried = rootOf(hashes);
      const index = Math.floor(this.#size / TILE_WIDTH ** (level + 1)) - 1;
      full.push({level, index, hashes: Buffer.concat(hashes), root: carried});
      this.#levels[level] = [];
    }
    return full;
  }

  /** The root of the whole tree, RFC 6962 section 2.1. */
  root(): Buffer {
    // What is left over below stands at the right of every perfect subtree above it.
    let below: Buffer[] = [];
    for (const hashes of this.#levels) {
      const row: Buffer[] = [...hashes, ...below];
      below = row.length === 0 ? [] : [rootOf(row)];
    }
    return rootOf(below);
  }
}
