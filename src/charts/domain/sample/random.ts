/** A small seeded generator (mulberry32): the same seed tells the same story on every machine. */
export class SeededRandom {
  constructor(private state: number) {}

  /** The next number, at least 0 and below 1. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }

  /** A whole number from `least` to `most`, both included. */
  between(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  /** One of the list, which must not be empty. */
  pick<Item>(list: readonly [Item, ...Item[]]): Item {
    return list[this.between(0, list.length - 1)] as Item;
  }

  /** A version 4 UUID (RFC 9562 section 5.4). */
  uuid(): string {
    const digits = Array.from({length: 32}, () => this.between(0, 15).toString(16)).join('');
    const variant = '89ab'.charAt(this.between(0, 3));
    return [
      digits.slice(0, 8),
      digits.slice(8, 12),
      `4${digits.slice(13, 16)}`,
      variant + digits.slice(17, 20),
      digits.slice(20),
    ].join('-');
  }
}
