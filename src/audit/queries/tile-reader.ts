import {ReadTransaction} from '../../platform/database/transaction';
import {HASH_BYTES, LeafRange, rootIn, rootOf} from '../domain/merkle';
import {TILE_WIDTH, TilePlace, tileWidth} from '../domain/tile';
import {KnownTree, KnownTrees} from './known-trees';
import {readTiles} from './read-tree';

/** A perfect subtree within one tile: from one of its hashes, so many of them. */
interface TileSlice {
  readonly tile: TilePlace;
  readonly from: number;
  readonly width: number;
}

/** Roots of subtrees of a tree, from its tiles, each of which is read once and all that are wanted at once. */
export class TileReader {
  readonly #tx: ReadTransaction;
  readonly #organisation: string;
  readonly #size: number;
  readonly #known: KnownTree;
  /** Full tiles of leaves, each of which serves 256 leaves alone. */
  readonly #ofLeaves = new Map<string, Buffer>();

  constructor(
    tx: ReadTransaction,
    {organisation, size}: {readonly organisation: string; readonly size: number},
    known = new KnownTrees(),
  ) {
    this.#tx = tx;
    this.#organisation = organisation;
    this.#size = size;
    this.#known = known.of(organisation, size);
  }

  /**
   * The roots over the leaves that a proof names: perfect subtrees, or what is left over at the right edge.
   *
   * @returns null when something of the stored tree is missing
   */
  async rootsOf(ranges: readonly LeafRange[]): Promise<Buffer[] | null> {
    const slices = ranges.map((range) => this.#slicesOf(range));
    await this.#read(slices.flat().map(({tile}) => tile));
    const roots: Buffer[] = [];
    for (const parts of slices) {
      const [last, ...others] = parts.map((slice) => this.#rootIn(slice)).reverse();
      let root = last ?? null;
      // What is left over stands at the right of every larger subtree.
      for (const left of others) root = root && left && rootOf([left, root]);
      if (!root) return null;
      roots.push(root);
    }
    return roots;
  }

  /** From the largest perfect subtree at the left to what is left over, each within one tile. */
  #slicesOf({begin, end}: LeafRange): TileSlice[] {
    const slices: TileSlice[] = [];
    for (let at = begin; at < end;) {
      let width = 1;
      while (at + width * 2 <= end && at % (width * 2) === 0) width *= 2;
      slices.push(this.#sliceOf(at, width));
      at += width;
    }
    return slices;
  }

  #sliceOf(begin: number, width: number): TileSlice {
    let level = 0;
    while (TILE_WIDTH ** (level + 1) <= width) level += 1;
    const unit = TILE_WIDTH ** level;
    const first = begin / unit;
    const index = Math.floor(first / TILE_WIDTH);
    const tile = {level, index, width: tileWidth(this.#size, level, index)};
    return {tile, from: first % TILE_WIDTH, width: width / unit};
  }

  async #read(wanted: readonly TilePlace[]): Promise<void> {
    const missing = new Map(wanted.map((place) => [keyOf(place), place]));
    for (const [key, place] of missing) if (this.#tilesWith(place).has(key)) missing.delete(key);
    if (missing.size === 0) return;
    const tiles = await readTiles(this.#tx, this.#organisation, [...missing.values()]);
    for (const [at, [key, place]] of [...missing].entries()) {
      const tile = tiles[at];
      if (tile) this.#tilesWith(place).set(key, tile);
    }
  }

  #tilesWith(place: TilePlace): Map<string, Buffer> {
    return isShared(place) ? this.#known.tiles : this.#ofLeaves;
  }

  #rootIn({tile, from, width}: TileSlice): Buffer | null {
    const key = `${keyOf(tile)} ${from} ${width}`;
    const known = this.#known.roots.get(key);
    if (known) return known;
    const hashes = this.#tilesWith(tile).get(keyOf(tile));
    if (!hashes) return null;
    const root = rootIn(hashes.subarray(from * HASH_BYTES, (from + width) * HASH_BYTES));
    if (isShared(tile)) this.#known.roots.set(key, root);
    return root;
  }
}

const keyOf = ({level, index}: TilePlace): string => `${level} ${index}`;
const isShared = ({level, width}: TilePlace): boolean => level > 0 || width < TILE_WIDTH;
