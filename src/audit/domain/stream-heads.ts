import {DIGIT_VALUES, EntryView, isHashAt} from './entry-view';
import {HASH_BYTES, HashText, hashBytes} from './merkle';

/** The last entry of a stream so far. */
export interface StreamHead {
  readonly number: number;
  readonly hash: Buffer;
  /** Of its leaf. */
  readonly index: number;
}

const SMALLEST = 1024;
/** Words of a key: which prefix, then the 128 bits of the id. */
const KEY_WORDS = 5;
const ID_LENGTH = 36;
const HYPHEN = 0x2d;
/** Where hyphens stand in an id, and where its 32 digits do. */
const HYPHENS = [8, 13, 18, 23];
const DIGIT_PLACES = Array.from({length: ID_LENGTH}, (_, at) => at).filter((at) => !HYPHENS.includes(at));

/**
 * Heads of streams, up to `capacity` of them, in about 170 bytes each: a stream named `<prefix>/<id>` is kept by its bits.
 * Keys are exact, never digests, so that no two names can be made to share a head.
 */
export class StreamHeads {
  readonly #capacity: number;
  readonly #prefixes = new Map<string, number>();
  /** Streams of any other name. */
  readonly #others = new Map<string, StreamHead>();
  #count = 0;
  #slots = SMALLEST;
  #keys = new Uint32Array(SMALLEST * KEY_WORDS);
  #numbers = new Float64Array(SMALLEST);
  #indexes = new Float64Array(SMALLEST);
  #hashes = Buffer.alloc(SMALLEST * HASH_BYTES);
  readonly #key = new Uint32Array(KEY_WORDS);
  /** Of the stream that was sought last, where it is kept by its bits, and its name, where it is not. */
  #slot = 0;
  #other: string | null = null;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  get full(): boolean {
    return this.#count + this.#others.size >= this.#capacity;
  }

  /** The head of the stream that was sought last. */
  get head(): StreamHead | null {
    if (this.#other !== null) return this.#others.get(this.#other) ?? null;
    if (!this.#isTaken) return null;
    const begin = this.#slot * HASH_BYTES;
    return {
      number: this.#numbers[this.#slot] ?? 0,
      index: this.#indexes[this.#slot] ?? 0,
      hash: Buffer.from(this.#hashes.subarray(begin, begin + HASH_BYTES)),
    };
  }

  /** Seeks the stream of an entry. @returns whether it has a head */
  seek({bytes, streamAt, streamEnd}: EntryView): boolean {
    if (this.#readKey(bytes, streamAt, streamEnd)) {
      this.#other = null;
      this.#slot = this.#find(this.#keys, this.#slots);
      return this.#isTaken;
    }
    this.#other = bytes.toString('utf8', streamAt, streamEnd);
    return this.#others.has(this.#other);
  }

  /** Whether the entry follows the head of its stream, which was sought last. */
  isFollowedBy({bytes, number, previousAt}: EntryView): boolean {
    if (this.#other !== null) {
      const head = this.#others.get(this.#other);
      return head !== undefined && head.number + 1 === number && isHashAt(bytes, previousAt, head.hash);
    }
    return (
      this.#isTaken &&
      this.#numbers[this.#slot] === number - 1 &&
      isHashAt(bytes, previousAt, this.#hashes, this.#slot * HASH_BYTES)
    );
  }

  /**
   * Makes an entry the head of the stream that was sought last.
   *
   * @throws RangeError when the stream is new and there is no room
   */
  advance({
    number,
    hash,
    index,
  }: {
    readonly number: number;
    readonly hash: HashText;
    readonly index: number;
  }): void {
    const known = this.#other === null ? this.#isTaken : this.#others.has(this.#other);
    if (!known && this.full) throw new RangeError('there is no room for another stream');
    if (this.#other !== null) {
      this.#others.set(this.#other, {number, index, hash: hashBytes(hash)});
      return;
    }
    if (!known) {
      if ((this.#count + 1) * 2 > this.#slots) {
        this.#grow();
        this.#slot = this.#find(this.#keys, this.#slots);
      }
      this.#count += 1;
      this.#keys.set(this.#key, this.#slot * KEY_WORDS);
    }
    this.#numbers[this.#slot] = number;
    this.#indexes[this.#slot] = index;
    this.#hashes.write(hash, this.#slot * HASH_BYTES, 'latin1');
  }

  get #isTaken(): boolean {
    return this.#keys[this.#slot * KEY_WORDS] !== 0;
  }

  /** Takes a name apart into `#key`; false when it is not of the form `<prefix>/<id>`. */
  #readKey(bytes: Buffer, begin: number, end: number): boolean {
    const slash = end - ID_LENGTH - 1;
    if (slash <= begin || bytes[slash] !== 0x2f) return false;
    const id = slash + 1;
    if (!HYPHENS.every((at) => bytes[id + at] === HYPHEN)) return false;
    for (let word = 1; word < KEY_WORDS; word += 1) {
      let value = 0;
      for (let digit = 8 * (word - 1); digit < 8 * word; digit += 1) {
        const four = DIGIT_VALUES[bytes[id + (DIGIT_PLACES[digit] ?? 0)] ?? 0] ?? -1;
        if (four < 0) return false;
        value = (value << 4) | four;
      }
      this.#key[word] = value;
    }
    const prefix = bytes.toString('utf8', begin, slash);
    let known = this.#prefixes.get(prefix);
    if (known === undefined) {
      known = this.#prefixes.size + 1;
      this.#prefixes.set(prefix, known);
    }
    this.#key[0] = known;
    return true;
  }

  /** The slot of `#key`, or the free one where it belongs. */
  #find(keys: Uint32Array, slots: number): number {
    let slot = mixed(this.#key) & (slots - 1);
    while (keys[slot * KEY_WORDS] !== 0 && !this.#isAt(keys, slot)) slot = (slot + 1) & (slots - 1);
    return slot;
  }

  #isAt(keys: Uint32Array, slot: number): boolean {
    for (let word = 0; word < KEY_WORDS; word += 1)
      if (keys[slot * KEY_WORDS + word] !== this.#key[word]) return false;
    return true;
  }

  #grow(): void {
    const before = {keys: this.#keys, numbers: this.#numbers, indexes: this.#indexes, hashes: this.#hashes};
    const sought = Uint32Array.from(this.#key);
    const slots = this.#slots * 2;
    this.#keys = new Uint32Array(slots * KEY_WORDS);
    this.#numbers = new Float64Array(slots);
    this.#indexes = new Float64Array(slots);
    this.#hashes = Buffer.alloc(slots * HASH_BYTES);
    for (let slot = 0; slot < this.#slots; slot += 1) {
      if (before.keys[slot * KEY_WORDS] === 0) continue;
      this.#key.set(before.keys.subarray(slot * KEY_WORDS, (slot + 1) * KEY_WORDS));
      const to = this.#find(this.#keys, slots);
      this.#keys.set(this.#key, to * KEY_WORDS);
      this.#numbers[to] = before.numbers[slot] ?? 0;
      this.#indexes[to] = before.indexes[slot] ?? 0;
      before.hashes.copy(this.#hashes, to * HASH_BYTES, slot * HASH_BYTES, (slot + 1) * HASH_BYTES);
    }
    this.#key.set(sought);
    this.#slots = slots;
  }
}

/** Spreads ids that are not random, too. */
function mixed(key: Uint32Array): number {
  let hash = 0;
  for (const word of key) hash = Math.imul(hash ^ word ^ (word >>> 15), 0x9e3779b1);
  return (hash ^ (hash >>> 13)) >>> 0;
}
