import {ReadTransaction} from '../../platform/database/transaction';
import {LeafRange, rootOf} from '../domain/merkle';
import {TILE_WIDTH, TilePlace, tileWidth} from '../domain/tile';
import {readTile} from './read-tree';

/** Roots of subtrees of a tree, from its tiles, each of which is read once. */
export class TileReader {
  readonly #tx: ReadTransaction;
  readonly #organisation: string;
  readonly #size: number;
  readonly #tiles = new Map<string, Buffer[] | null>();

  constructor(tx: ReadTransaction, organisation: string, size: number) {
    this.#tx = tx;
    this.#organisation = organisation;
    this.#size = size;
  }

  /** The root over leaves that a proof names: perfect subtrees, or what is left over at the right edge. */
  async rootOf({begin, end}: LeafRange): Promise<Buffer | null> {
    // From the largest perfect subtree at the left to what is left over, each within one tile.
    const roots: Buffer[] = [];
    for (let at = begin; at < end;) {
      let width = 1;
      while (at + width * 2 <= end && at % (width * 2) === 0) width *= 2;
      const root = await this.#perfect(at, width);
      if (!root) return null;
      roots.push(root);
      at += width;
    }
    return roots.reduceRight((right, left) => rootOf([left, right]));
  }

  async #perfect(begin: number, width: number): Promise<Buffer | null> {
    let level = 0;
    while (TILE_WIDTH ** (level + 1) <= width) level += 1;
    const unit = TILE_WIDTH ** level;
    const first = begin / unit;
    const tile = await this.#tile(level, Math.floor(first / TILE_WIDTH));
    const from = first % TILE_WIDTH;
    const hashes = tile?.slice(from, from + width / unit) ?? [];
    return hashes.length === width / unit ? rootOf(hashes) : null;
  }

  async #tile(level: number, index: number): Promise<Buffer[] | null> {
    const key = `${level} ${index}`;
    const known = this.#tiles.get(key);
    if (known !== undefined) return known;
    const place: TilePlace = {level, index, width: tileWidth(this.#size, level, index)};
    const tile = await readTile(this.#tx, this.#organisation, place);
    this.#tiles.set(key, tile);
    return tile;
  }
}
