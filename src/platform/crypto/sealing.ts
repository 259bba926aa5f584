import {createCipheriv, createDecipheriv, createHmac} from 'node:crypto';
import {Randomness} from './randomness';

const FORMAT = 1;
const NONCE = 12;
const TAG = 16;

/** What is stored under a key was altered, moved to another place, or sealed under another key. */
export class SealBrokenError extends Error {
  constructor(place: string) {
    super(
      `the sealed content at ${place} cannot be opened: it was altered, moved, or sealed under another key`,
    );
    this.name = 'SealBrokenError';
  }
}

/**
 * AES-256-GCM (NIST SP 800-38D): format byte, 12-byte random nonce, ciphertext, 16-byte tag.
 *
 * @param key 32 bytes
 * @param place where the content lies; bound as associated data, so that it opens nowhere else
 */
export function seal(key: Buffer, place: string, content: Buffer, randomness: Randomness): Buffer {
  const nonce = randomness.bytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(Buffer.from(place));
  return Buffer.concat([
    Buffer.of(FORMAT),
    nonce,
    cipher.update(content),
    cipher.final(),
    cipher.getAuthTag(),
  ]);
}

/** Opens what `seal` made. @throws SealBrokenError */
export function unseal(key: Buffer, place: string, sealed: Buffer): Buffer {
  if (sealed.length < 1 + NONCE + TAG || sealed[0] !== FORMAT) throw new SealBrokenError(place);
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(1, 1 + NONCE));
  decipher.setAAD(Buffer.from(place));
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG));
  try {
    const opened = decipher.update(sealed.subarray(1 + NONCE, sealed.length - TAG));
    return Buffer.concat([opened, decipher.final()]);
  } catch {
    throw new SealBrokenError(place);
  }
}

/** The installation's key-encryption key: wraps the data key of each case, and keys hashes and cursors. */
export class KeyEncryptionKey {
  readonly #key: Buffer;
  readonly #randomness: Randomness;

  /** @param key 32 bytes */
  constructor(key: Buffer, randomness: Randomness) {
    if (key.length !== 32) throw new RangeError('the key-encryption key must be 32 bytes');
    this.#key = key;
    this.#randomness = randomness;
  }

  /** A new 32-byte data key, bare and wrapped. */
  newDataKey(place: string): {key: Buffer; wrapped: Buffer} {
    const key = this.#randomness.bytes(32);
    return {key, wrapped: this.wrap(place, key)};
  }

  wrap(place: string, key: Buffer): Buffer {
    return seal(this.#key, `key:${place}`, key, this.#randomness);
  }

  /** @throws SealBrokenError */
  unwrap(place: string, wrapped: Buffer): Buffer {
    return unseal(this.#key, `key:${place}`, wrapped);
  }

  /** A small secret for one purpose, e.g. a list cursor. */
  sealText(purpose: string, text: string): string {
    return seal(this.derived(purpose), purpose, Buffer.from(text), this.#randomness).toString('base64url');
  }

  /** @throws SealBrokenError */
  openText(purpose: string, sealed: string): string {
    return unseal(this.derived(purpose), purpose, Buffer.from(sealed, 'base64url')).toString();
  }

  /** Tells this key from others, and nothing else; noted in the database that is encrypted under it. */
  get marker(): string {
    return this.digest('installation', 'key');
  }

  /** A keyed digest that tells equality and nothing else. */
  digest(purpose: string, text: string): string {
    return createHmac('sha256', this.derived(purpose)).update(text).digest('base64url');
  }

  private derived(purpose: string): Buffer {
    return createHmac('sha256', this.#key).update(`collegium/${purpose}`).digest();
  }
}
