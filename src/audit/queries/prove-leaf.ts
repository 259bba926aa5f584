import {ReadTransaction} from '../../platform/database/transaction';
import {entryBytes} from '../domain/entry';
import {logProofText} from '../domain/log-proof';
import {LeafRange, inclusionRanges, rootOf} from '../domain/merkle';
import {TILE_WIDTH, TilePlace, tileWidth} from '../domain/tile';
import {entryOf} from '../persistence/entry-rows';
import {findLeafOf} from '../persistence/leaf-rows';
import {findLastCheckpoint, findLeafEntries} from '../persistence/tree-rows';
import {readTile} from './read-tree';

export interface LeafPlace {
  readonly organisation: string;
  readonly index: number;
}

/** The leaf of an event, by its stream and number; null when it is in no tree (yet). */
export async function findLeaf(
  tx: ReadTransaction,
  {organisation, stream, number}: {organisation: string; stream: string; number: number},
): Promise<number | null> {
  const row = await tx.row(findLeafOf, [organisation, stream, number]);
  return row && Number(row.index);
}

/**
 * Proves that a leaf is in the tree of the latest checkpoint, from a handful of tiles.
 *
 * @returns the text of a `.tlog-proof` file, C2SP tlog-proof; null when there is no such leaf, or the tree is not whole
 */
export async function proveLeaf(
  tx: ReadTransaction,
  {organisation, index}: LeafPlace,
): Promise<string | null> {
  const last = await tx.row(findLastCheckpoint, [organisation]);
  const size = Number(last?.size ?? 0);
  if (!last || index >= size) return null;
  const [row] = await tx.rows(findLeafEntries, [organisation, index, index + 1]);
  const tree = new TileReader(tx, organisation, size);
  const hashes: Buffer[] = [];
  for (const range of inclusionRanges(index, size)) {
    const hash = await tree.rootOf(range);
    if (!hash) return null;
    hashes.push(hash);
  }
  return row ? logProofText({entry: entryBytes(entryOf(row)), index, hashes, checkpoint: last.note}) : null;
}

/** Roots of subtrees of a tree, from its tiles, each of which is read once. */
class TileReader {
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
