import {createHash, generateKeyPairSync, randomBytes, sign} from 'node:crypto';
import type {KeyObject} from 'node:crypto';

/** CBOR (RFC 8949), as much of it as WebAuthn needs: whole numbers, bytes, text and maps. */
function cbor(value: unknown): Buffer {
  if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value);
  if (typeof value === 'string')
    return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value]);
  if (value instanceof Map)
    return Buffer.concat([head(5, value.size), ...[...value].flat().map((part: unknown) => cbor(part))]);
  throw new TypeError('not for CBOR here');
}

function head(major: number, length: number): Buffer {
  if (length < 24) return Buffer.from([(major << 5) | length]);
  if (length < 256) return Buffer.from([(major << 5) | 24, length]);
  return Buffer.from([(major << 5) | 25, length >> 8, length & 255]);
}

const sha256 = (data: string | Buffer): Buffer => createHash('sha256').update(data).digest();

const FLAGS = {present: 0x01, verified: 0x04, attested: 0x40};

/** What a site asks of `navigator.credentials`, as far as an authenticator looks at it. */
export interface Asked {
  readonly challenge: string;
}

/** What to do otherwise than a browser and a passkey would. */
export interface Deviation {
  readonly origin?: string;
  readonly rpId?: string;
  readonly challenge?: string;
  /** Whether its person unlocked it. */
  readonly verified?: boolean;
  readonly counter?: number;
  readonly type?: string;
  /** Another key signs. */
  readonly key?: KeyObject;
}

/** A passkey (ES256) and the browser around it, on one site. */
export class SoftwareAuthenticator {
  readonly credentialId = randomBytes(16).toString('base64url');
  readonly #keys = generateKeyPairSync('ec', {namedCurve: 'P-256'});
  #counter = 0;

  constructor(
    readonly origin: string,
    readonly rpId: string,
  ) {}

  /** WebAuthn Level 3 section 5.1.3, with an attestation of `none`. */
  create({challenge}: Asked, deviation: Deviation = {}): Record<string, unknown> {
    const jwk = this.#keys.publicKey.export({format: 'jwk'});
    const key = new Map<number, unknown>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, Buffer.from(jwk.x ?? '', 'base64url')],
      [-3, Buffer.from(jwk.y ?? '', 'base64url')],
    ]);
    const id = Buffer.from(this.credentialId, 'base64url');
    const attested = Buffer.concat([Buffer.alloc(16), Buffer.from([0, id.length]), id, cbor(key)]);
    const authData = this.#authenticatorData(deviation, attested);
    const attestationObject = cbor(
      new Map<string, unknown>([
        ['fmt', 'none'],
        ['attStmt', new Map()],
        ['authData', authData],
      ]),
    ).toString('base64url');
    const clientDataJSON = this.#clientData('webauthn.create', challenge, deviation);
    return this.#credential({clientDataJSON, attestationObject, transports: ['internal', 'unheard-of']});
  }

  /** WebAuthn Level 3 section 5.1.4. */
  get({challenge}: Asked, deviation: Deviation = {}): Record<string, unknown> {
    this.#counter += 1;
    const authData = this.#authenticatorData(deviation);
    const clientDataJSON = this.#clientData('webauthn.get', challenge, deviation);
    const signed = Buffer.concat([authData, sha256(Buffer.from(clientDataJSON, 'base64url'))]);
    const signature = sign('sha256', signed, deviation.key ?? this.#keys.privateKey);
    return this.#credential({
      clientDataJSON,
      authenticatorData: authData.toString('base64url'),
      signature: signature.toString('base64url'),
      userHandle: null,
    });
  }

  #credential(response: object): Record<string, unknown> {
    const {credentialId: id} = this;
    return {id, rawId: id, type: 'public-key', clientExtensionResults: {}, response};
  }

  #clientData(type: string, challenge: string, deviation: Deviation): string {
    const data = {
      type: deviation.type ?? type,
      challenge: deviation.challenge ?? challenge,
      origin: deviation.origin ?? this.origin,
      crossOrigin: false,
    };
    return Buffer.from(JSON.stringify(data)).toString('base64url');
  }

  #authenticatorData({rpId, verified = true, counter}: Deviation, attested?: Buffer): Buffer {
    const flags = FLAGS.present | (verified ? FLAGS.verified : 0) | (attested ? FLAGS.attested : 0);
    const count = Buffer.alloc(4);
    count.writeUInt32BE(counter ?? this.#counter);
    const parts = [sha256(rpId ?? this.rpId), Buffer.from([flags]), count];
    return Buffer.concat(attested ? [...parts, attested] : parts);
  }
}
