import {createHash} from 'node:crypto';
import {Randomness} from '../../src/platform/crypto/randomness';

/** The same ids and bytes for the same seed: SHA-256 over a counter. */
export class SeededRandomness extends Randomness {
  #count = 0;

  constructor(private readonly seed: string) {
    super();
  }

  uuid(): string {
    const hex = this.bytes(16).toString('hex');
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
  }

  bytes(length: number): Buffer {
    const parts: Buffer[] = [];
    for (let made = 0; made < length; made += 32) {
      this.#count += 1;
      parts.push(createHash('sha256').update(`${this.seed} ${this.#count}`).digest());
    }
    return Buffer.concat(parts).subarray(0, length);
  }
}
