/** What was read of a tree that many proofs share; it never changes while the tree has that size. */
export interface KnownTree {
  /** Tiles above those of full leaves, and the right edge: 154 of 8 KB in a tree of ten million leaves. */
  readonly tiles: Map<string, Buffer>;
  /** Roots of subtrees within them. */
  readonly roots: Map<string, Buffer>;
}

/** The trees from which leaves are proved, known for as long as whoever proves them holds this. */
export class KnownTrees {
  readonly #trees = new Map<string, KnownTree & {readonly size: number}>();

  /** The tree of an organisation at a size; what was known of it at another size is forgotten. */
  of(organisation: string, size: number): KnownTree {
    const known = this.#trees.get(organisation);
    if (known?.size === size) return known;
    const tree = {size, tiles: new Map<string, Buffer>(), roots: new Map<string, Buffer>()};
    this.#trees.set(organisation, tree);
    return tree;
  }
}
