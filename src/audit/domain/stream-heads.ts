import {HASH_BYTES} from './merkle';

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

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  get full(): boolean {
    return this.#count + this.#others.size >= this.#capacity;
  }

  /** The hash shares memory that the next `set` may change. */
  get(stream: string): StreamHead | null {
    if (!this.#readKey(stream)) return this.#others.get(stream) ?? null;
    const slot = this.#find(this.#keys, this.#slots);
    if (this.#keys[slot * KEY_WORDS] === 0) return null;
    return {
      number: this.#numbers[slot] ?? 0,
      index: this.#indexes[slot] ?? 0,
      hash: this.#hashes.subarray(slot * HASH_BYTES, (slot + 1) * HASH_BYTES),
    };
  }

  /** @throws RangeError when the stream is new and there is no room */
  set(stream: string, {number, hash, index}: StreamHead): void {
    if (this.full && !this.get(stream)) throw new RangeError('there is no room for another stream');
    if (!this.#readKey(stream)) {
      this.#others.set(stream, {number, index, hash: Buffer.from(hash)});
      return;
    }
    let slot = this.#find(this.#keys, this.#slots);
    if (this.#keys[slot * KEY_WORDS] === 0) {
      if ((this.#count + 1) * 2 > this.#slots) {
        this.#grow();
        slot = this.#find(this.#keys, this.#slots);
      }
      this.#count += 1;
      this.#keys.set(this.#key, slot * KEY_WORDS);
    }
    this.#numbers[slot] = number;
    this.#indexes[slot] = index;
    this.#hashes.set(hash, slot * HASH_BYTES);
  }

  /** Takes a name apart into `#key`; false when it is not of the form `<prefix>/<id>`. */
  #readKey(stream: string): boolean {
    const slash = stream.length - ID_LENGTH - 1;
    if (slash < 1 || stream.charCodeAt(slash) !== 0x2f) return false;
    let word = 0;
    let digits = 0;
    for (let at = 0; at < ID_LENGTH; at += 1) {
      const code = stream.charCodeAt(slash + 1 + at);
      if (at === 8 || at === 13 || at === 18 || at === 23) {
        if (code !== 0x2d) return false;
        continue;
      }
      const digit = hexadecimal(code);
      if (digit < 0) return false;
      word = (word << 4) | digit;
      digits += 1;
      if (digits % 8 === 0) this.#key[digits / 8] = word;
    }
    const prefix = stream.slice(0, slash);
    let known = this.#prefixes.get(prefix);
    if (known === undefined) {
      // A copy of its own: a slice would keep the whole entry in memory.
      known = this.#prefixes.size + 1;
      this.#prefixes.set(Buffer.from(prefix).toString(), known);
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

function hexadecimal(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  return code >= 0x61 && code <= 0x66 ? code - 0x57 : -1;
}

/** Spreads ids that are not random, too. */
function mixed(key: Uint32Array): number {
  let hash = 0;
  for (const word of key) hash = Math.imul(hash ^ word ^ (word >>> 15), 0x9e3779b1);
  return (hash ^ (hash >>> 13)) >>> 0;
}
