import {EMPTY_ROOT, HashText, hashBytes, nodeText} from './merkle';

/** Levels between the roots of full tiles, which are 256 wide. */
const TILE_HEIGHT = 8;
const NONE: readonly HashText[] = [];

/**
 * A tree that grows leaf by leaf and keeps the roots of its perfect subtrees alone, one a level: memory stays flat, and
 * the root can be had at any size.
 */
export class CompactRange {
  #size = 0;
  /** By level; null where no perfect subtree of that height is left over. */
  readonly #roots: (HashText | null)[] = [];

  get size(): number {
    return this.#size;
  }

  /** Adds the hash of the next leaf. @returns the roots of the tiles that it filled, lowest level first */
  append(leaf: HashText): readonly HashText[] {
    this.#size += 1;
    let carried = leaf;
    let full: HashText[] | null = null;
    let level = 0;
    for (;;) {
      if (level > 0 && level % TILE_HEIGHT === 0) (full ??= []).push(carried);
      const left = this.#roots[level] ?? null;
      if (left === null) break;
      carried = nodeText(left, carried);
      this.#roots[level] = null;
      level += 1;
    }
    this.#roots[level] = carried;
    return full ?? NONE;
  }

  /** The root of the whole tree, RFC 6962 section 2.1. */
  root(): Buffer {
    let below: HashText | null = null;
    for (const root of this.#roots) if (root !== null) below = below === null ? root : nodeText(root, below);
    return below === null ? EMPTY_ROOT : hashBytes(below);
  }
}
