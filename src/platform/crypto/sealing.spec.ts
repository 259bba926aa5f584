import {createDecipheriv} from 'node:crypto';
import fc from 'fast-check';
import {SystemRandomness} from './randomness';
import {KeyEncryptionKey, SealBrokenError, seal, unseal} from './sealing';

const randomness = new SystemRandomness();
const key = Buffer.alloc(32, 7);
const place = 'case/1/item/2';

describe('what is sealed', () => {
  it('is AES-256-GCM with its place as associated data, as any other program opens it', () => {
    const sealed = seal(key, place, Buffer.from('Kalium 6,9'), randomness);
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(1, 13));
    decipher.setAAD(Buffer.from(place)).setAuthTag(sealed.subarray(-16));
    expect(Buffer.concat([decipher.update(sealed.subarray(13, -16)), decipher.final()]).toString()).toBe(
      'Kalium 6,9',
    );
  });

  it('opens with no byte altered, cut off or added', () => {
    const sealed = seal(key, place, Buffer.from('a word'), randomness);
    for (let at = 0; at < sealed.length; at += 1) {
      const altered = Buffer.from(sealed);
      altered[at] = (altered[at] ?? 0) ^ 1;
      expect(() => unseal(key, place, altered)).toThrow(SealBrokenError);
      expect(() => unseal(key, place, sealed.subarray(0, at))).toThrow(SealBrokenError);
    }
    expect(() => unseal(key, place, Buffer.concat([sealed, Buffer.of(0)]))).toThrow(SealBrokenError);
  });

  it('opens in no other place and under no other key, and comes out as it went in', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.string(), (bytes, other) => {
        fc.pre(other !== place);
        const sealed = seal(key, place, Buffer.from(bytes), randomness);
        expect(unseal(key, place, sealed)).toEqual(Buffer.from(bytes));
        expect(() => unseal(key, other, sealed)).toThrow(SealBrokenError);
        expect(() => unseal(Buffer.alloc(32, 8), place, sealed)).toThrow(SealBrokenError);
      }),
    );
  });

  it('has a nonce of its own each time, also for the same content in the same place', () => {
    const nonces = Array.from({length: 2000}, () =>
      seal(key, place, Buffer.from('the same'), randomness).subarray(1, 13).toString('hex'),
    );
    expect(new Set(nonces).size).toBe(nonces.length);
  });
});

describe('the key-encryption key', () => {
  it('opens a text for the purpose for which it was sealed alone', () => {
    const keys = new KeyEncryptionKey(key, randomness);
    const sealed = keys.sealText('cursor/1', 'place 3');
    expect(keys.openText('cursor/1', sealed)).toBe('place 3');
    expect(() => keys.openText('cursor/2', sealed)).toThrow(SealBrokenError);
    expect(keys.digest('cursor/1', 'a')).not.toBe(keys.digest('cursor/2', 'a'));
  });

  it('makes each case a key of its own', () => {
    const keys = new KeyEncryptionKey(key, randomness);
    const [one, other] = [keys.newDataKey('case/1'), keys.newDataKey('case/1')];
    expect(one.key).toHaveLength(32);
    expect(one.key).not.toEqual(other.key);
    expect(keys.unwrap('case/1', one.wrapped)).toEqual(one.key);
    expect(() => keys.unwrap('case/2', one.wrapped)).toThrow(SealBrokenError);
  });
});
