import {randomBytes, randomUUID} from 'node:crypto';

/** Ids and random bytes; injected, so that two runs can be made alike. */
export abstract class Randomness {
  abstract uuid(): string;
  abstract bytes(length: number): Buffer;

  /** A reference for people: ten letters and digits without look-alikes, about 48 bits. */
  reference(): string {
    const alphabet = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
    const letters = [...this.bytes(10)].map((byte) => alphabet[byte % alphabet.length] ?? '');
    return `${letters.slice(0, 5).join('')}-${letters.slice(5).join('')}`;
  }
}

export class SystemRandomness extends Randomness {
  uuid(): string {
    return randomUUID();
  }

  bytes(length: number): Buffer {
    return randomBytes(length);
  }
}
