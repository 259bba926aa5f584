import {hash} from 'node:crypto';

/** Of a SHA-256 hash. */
export const HASH_BYTES = 32;

/**
 * A hash as 32 characters of which each is a byte. A verifier takes millions of them, and Node makes and compares them so
 * in half of the time that a Buffer takes.
 */
export type HashText = string;

export const hashText = (bytes: Buffer): HashText => bytes.toString('latin1');
export const hashBytes = (text: HashText): Buffer => Buffer.from(text, 'latin1');

/** The root of a tree without leaves, RFC 6962 section 2.1. */
export const EMPTY_ROOT = hash('sha256', Buffer.alloc(0), 'buffer');

/** What is hashed is put together here: nothing waits between that and the hashing. */
let leafInput = Buffer.alloc(1024);
const nodeInput = Buffer.alloc(1 + 2 * HASH_BYTES, 1);

/** SHA-256(0x00 || leaf), RFC 6962 section 2.1. */
export function leafText(leaf: Uint8Array): HashText {
  if (leaf.length >= leafInput.length) leafInput = Buffer.alloc(2 * leaf.length);
  leafInput.set(leaf, 1);
  return hash('sha256', leafInput.subarray(0, 1 + leaf.length), 'binary');
}

/** SHA-256(0x01 || left || right), RFC 6962 section 2.1. */
export function nodeText(left: HashText, right: HashText): HashText {
  nodeInput.write(left, 1, 'latin1');
  nodeInput.write(right, 1 + HASH_BYTES, 'latin1');
  return hash('sha256', nodeInput, 'binary');
}

export const leafHash = (leaf: Uint8Array): Buffer => hashBytes(leafText(leaf));

export const nodeHash = (left: Buffer, right: Buffer): Buffer =>
  hashBytes(nodeText(hashText(left), hashText(right)));

/** The root over hashes of leaves, or over roots of equally large perfect subtrees with a last one that may be smaller. */
export const rootOf = (hashes: readonly Buffer[]): Buffer => rootIn(Buffer.concat(hashes));

/**
 * The same, of hashes that stand side by side as in a tile.
 *
 * @param hashes whole ones, 32 bytes each
 */
export function rootIn(hashes: Buffer): Buffer {
  let row: HashText[] = [];
  for (let at = 0; at < hashes.length; at += 2 * HASH_BYTES)
    row.push(pairText(hashes.subarray(at, at + 2 * HASH_BYTES)));
  while (row.length > 1) {
    const above: HashText[] = [];
    for (let at = 0; at < row.length; at += 2) {
      const [left = '', right] = row.slice(at, at + 2);
      above.push(right === undefined ? left : nodeText(left, right));
    }
    row = above;
  }
  return row[0] === undefined ? EMPTY_ROOT : hashBytes(row[0]);
}

/** The last one of an odd row has no sibling and moves up unchanged. */
function pairText(pair: Buffer): HashText {
  if (pair.length <= HASH_BYTES) return hashText(pair);
  nodeInput.set(pair, 1);
  return hash('sha256', nodeInput, 'binary');
}

/** The leaves from `begin` to before `end`. */
export interface LeafRange {
  readonly begin: number;
  readonly end: number;
}

/**
 * The subtrees whose roots are the inclusion proof of a leaf, nearest first: PATH of RFC 6962 section 2.1.1.
 *
 * @throws RangeError unless 0 <= index < size
 */
export function inclusionRanges(index: number, size: number): LeafRange[] {
  if (!isSize(size) || !isSize(index) || index >= size)
    throw new RangeError('there is no such leaf in the tree');
  const ranges: LeafRange[] = [];
  let [begin, end] = [0, size];
  while (end - begin > 1) {
    const middle = begin + splitOf(end - begin);
    if (index < middle) {
      ranges.push({begin: middle, end});
      end = middle;
    } else {
      ranges.push({begin, end: middle});
      begin = middle;
    }
  }
  return ranges.reverse();
}

/**
 * The subtrees whose roots are the consistency proof between two sizes: PROOF of RFC 6962 section 2.1.2.
 *
 * @throws RangeError unless 0 < first <= second
 */
export function consistencyRanges(first: number, second: number): LeafRange[] {
  if (!isSize(second) || !isSize(first) || first === 0 || first > second)
    throw new RangeError('the first tree must not be empty or larger than the second');
  const ranges: LeafRange[] = [];
  let [begin, end] = [0, second];
  while (first < end) {
    const middle = begin + splitOf(end - begin);
    if (first <= middle) {
      ranges.push({begin: middle, end});
      end = middle;
    } else {
      ranges.push({begin, end: middle});
      begin = middle;
    }
  }
  // Whoever verifies has the first tree's root already.
  if (begin > 0) ranges.push({begin, end});
  return ranges.reverse();
}

/** Why a proof does not hold. */
export type ProofFault = 'malformed' | 'out_of_range' | 'wrong_length' | 'wrong_root';

export interface InclusionClaim {
  readonly index: number;
  /** Of the tree, from a signed checkpoint, never from the proof. */
  readonly size: number;
  readonly leaf: Buffer;
  readonly proof: readonly Buffer[];
  readonly root: Buffer;
}

/** Verifies an inclusion proof, RFC 9162 section 2.1.3.2. @returns null when it holds */
export function inclusionFault({index, size, leaf, proof, root}: InclusionClaim): ProofFault | null {
  if (![leaf, root, ...proof].every(isHash)) return 'malformed';
  if (!isSize(index) || !isSize(size) || index >= size) return 'out_of_range';
  let computed = leaf;
  const climb = new Climb(index, size - 1);
  for (const sibling of proof) {
    if (climb.atTop) return 'wrong_length';
    computed = climb.step() === 'left' ? nodeHash(sibling, computed) : nodeHash(computed, sibling);
  }
  if (!climb.atTop) return 'wrong_length';
  return computed.equals(root) ? null : 'wrong_root';
}

export interface TreeHead {
  readonly size: number;
  readonly root: Buffer;
}

/** Verifies that the second tree begins with the first, RFC 9162 section 2.1.4.2. @returns null when it does */
export function consistencyFault(
  first: TreeHead,
  second: TreeHead,
  proof: readonly Buffer[],
): ProofFault | null {
  if (!isSize(first.size) || !isSize(second.size) || first.size === 0 || first.size > second.size)
    return 'out_of_range';
  if (first.size === second.size) {
    if (proof.length > 0) return 'wrong_length';
    return first.root.equals(second.root) ? null : 'wrong_root';
  }
  if (![first.root, second.root, ...proof].every(isHash)) return 'malformed';
  const climb = new Climb(first.size - 1, second.size - 1);
  climb.skipRightEdges();
  const [start, ...siblings] = climb.onLeftEdge ? [first.root, ...proof] : proof;
  if (!start) return 'wrong_length';
  let [earlier, later] = [start, start];
  for (const sibling of siblings) {
    if (climb.atTop) return 'wrong_length';
    if (climb.step() === 'left') {
      earlier = nodeHash(sibling, earlier);
      later = nodeHash(sibling, later);
    } else later = nodeHash(later, sibling);
  }
  if (!climb.atTop) return 'wrong_length';
  return earlier.equals(first.root) && later.equals(second.root) ? null : 'wrong_root';
}

/** The way from a node to the root; by division, since sizes may exceed the 32 bits of shift operators. */
class Climb {
  #node: number;
  #last: number;

  constructor(node: number, last: number) {
    this.#node = node;
    this.#last = last;
  }

  get atTop(): boolean {
    return this.#last === 0;
  }

  get onLeftEdge(): boolean {
    return this.#node === 0;
  }

  skipRightEdges(): void {
    while (isOdd(this.#node)) this.#up();
  }

  /** @returns on which side the next hash of the proof stands */
  step(): 'left' | 'right' {
    const side = isOdd(this.#node) || this.#node === this.#last ? 'left' : 'right';
    if (side === 'left') while (!isOdd(this.#node) && this.#node !== 0) this.#up();
    this.#up();
    return side;
  }

  #up(): void {
    this.#node = Math.floor(this.#node / 2);
    this.#last = Math.floor(this.#last / 2);
  }
}

const isOdd = (value: number): boolean => value % 2 === 1;
const isHash = (bytes: Buffer): boolean => bytes.length === HASH_BYTES;
const isSize = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;

/** The largest power of two smaller than `count`, which is at least 2. */
function splitOf(count: number): number {
  let split = 1;
  while (split * 2 < count) split *= 2;
  return split;
}
