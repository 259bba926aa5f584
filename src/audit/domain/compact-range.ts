import {EMPTY_ROOT, nodeHash} from './merkle';

/** Levels between the roots of full tiles, which are 256 wide. */
const TILE_HEIGHT = 8;
const NONE: readonly Buffer[] = [];

/**
 * A tree that grows leaf by leaf and keeps the roots of its perfect subtrees alone, one a level: memory stays flat, and
 * the root can be had at any size.
 */
export class CompactRange {
  #size = 0;
  /** By level; null where no perfect subtree of that height is left over. */
  readonly #roots: (Buffer | null)[] = [];

  get size(): number {
    return this.#size;
  }

  /** Adds the hash of the next leaf. @returns the roots of the tiles that it filled, lowest level first */
  append(leaf: Buffer): readonly Buffer[] {
    this.#size += 1;
    let carried = leaf;
    let full: Buffer[] | null = null;
    let level = 0;
    for (;;) {
      if (level > 0 && level % TILE_HEIGHT === 0) (full ??= []).push(carried);
      const left = this.#roots[level] ?? null;
      if (!left) break;
      carried = nodeHash(left, carried);
      this.#roots[level] = null;
      level += 1;
    }
    this.#roots[level] = carried;
    return full ?? NONE;
  }

  /** The root of the whole tree, RFC 6962 section 2.1. */
  root(): Buffer {
    let below: Buffer | null = null;
    for (const root of this.#roots) if (root) below = below ? nodeHash(root, below) : root;
    return below ?? EMPTY_ROOT;
  }
}
