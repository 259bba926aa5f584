import {HASH_BYTES, TreeHead} from '../domain/merkle';
import {NoteFault} from '../domain/signed-note';
import {ReadCheckpoint} from './read-checkpoint';

const SMALLEST = 1024;

/** The first that is bad of the checkpoints that came with a log. */
export interface KeptFault {
  readonly fault: NoteFault;
  /** Size of the largest good one before it; 0 when there is none. */
  readonly before: number;
}

/** Checkpoints that came with a log, oldest first: of each what it claims, in 40 bytes, however many they are. */
export class KeptCheckpoints {
  #count = 0;
  #sizes = new Float64Array(SMALLEST);
  #roots = Buffer.alloc(SMALLEST * HASH_BYTES);
  #fault: KeptFault | null = null;

  get fault(): KeptFault | null {
    return this.#fault;
  }

  /** @param read it is bad as well when it is not larger than those before it */
  add({fault, claim}: ReadCheckpoint): void {
    const before = this.#count === 0 ? 0 : (this.#sizes[this.#count - 1] ?? 0);
    if (fault === null && claim && (this.#count === 0 || claim.size > before)) this.#push(claim);
    else this.#fault ??= {fault: fault === null || fault === 'absent' ? 'malformed' : fault, before};
  }

  /** The good ones, smallest first. */
  *heads(): Generator<TreeHead, void> {
    for (let at = 0; at < this.#count; at += 1)
      yield {size: this.#sizes[at] ?? 0, root: this.#roots.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES)};
  }

  has(size: number): boolean {
    return this.#sizes[this.#placeOf(size)] === size && this.#placeOf(size) < this.#count;
  }

  /** The largest size of a good one below this; 0 when there is none. */
  before(size: number): number {
    const place = this.#placeOf(size);
    return place === 0 ? 0 : (this.#sizes[place - 1] ?? 0);
  }

  /** Of the first that is not smaller. */
  #placeOf(size: number): number {
    let [low, high] = [0, this.#count];
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if ((this.#sizes[middle] ?? 0) < size) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #push({size, root}: TreeHead): void {
    if (this.#count === this.#sizes.length) {
      const [sizes, roots] = [this.#sizes, this.#roots];
      this.#sizes = new Float64Array(2 * sizes.length);
      this.#sizes.set(sizes);
      this.#roots = Buffer.alloc(2 * roots.length);
      this.#roots.set(roots);
    }
    this.#sizes[this.#count] = size;
    this.#roots.set(root, this.#count * HASH_BYTES);
    this.#count += 1;
  }
}
