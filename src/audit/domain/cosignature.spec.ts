import fc from 'fast-check';
import {originOf, signCheckpoint} from './checkpoint';
import {cosign, cosigner, findCosignature, parseCosigner} from './cosignature';
import {EMPTY_ROOT} from './merkle';
import {noteSigner, openNote, parseVerifier, signatureLine} from './signed-note';

const log = noteSigner(originOf('4711'), Buffer.alloc(32, 1));
const witness = cosigner('witness.example.org', Buffer.alloc(32, 2));
const at = new Date('2026-03-02T08:00:00.000Z');
const signed = signCheckpoint({origin: log.name, size: 5, root: EMPTY_ROOT}, log);
const text = `${signed.split('\n\n')[0] ?? ''}\n`;
const note = `${signed}${cosign(text, at, witness)}`;

describe('a cosignature', () => {
  it('is found on the note of the log, which still opens', () => {
    expect(findCosignature(note, witness)).toMatchObject({name: 'witness.example.org', at});
    expect(openNote(note, log).fault).toBeNull();
    expect(`${signed}${findCosignature(note, witness)?.line ?? ''}`).toBe(note);
  });

  it('has a verifier key of its own type', () => {
    expect(parseCosigner(witness.text)?.keyHash).toEqual(witness.keyHash);
    expect(parseVerifier(witness.text)).toBeNull();
    expect(parseCosigner(log.text)).toBeNull();
  });

  it('has the form of the specification: key hash, eight bytes of time, signature', () => {
    const encoded = cosign(text, at, witness).trim().split(' ')[2] ?? '';
    const bytes = Buffer.from(encoded, 'base64');
    expect(bytes).toHaveLength(4 + 8 + 64);
    expect(bytes.readBigUInt64BE(4)).toBe(BigInt(at.getTime() / 1000));
  });

  it('opens the example of the specification (C2SP tlog-cosignature)', () => {
    const line =
      '— witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==';
    const bytes = Buffer.from(line.split(' ')[2] ?? '', 'base64');
    expect(signatureLine('witness.example.com/w1', bytes)).toBe(`${line}\n`);
    expect(new Date(Number(bytes.readBigUInt64BE(4)) * 1000).toISOString()).toBe('2023-03-20T12:25:47.000Z');
  });

  it.each([
    ['of another witness', cosigner('witness.example.org', Buffer.alloc(32, 3))],
    ['under another name', cosigner('other.example.org', Buffer.alloc(32, 2))],
  ])('%s is none', (_, other) => {
    expect(findCosignature(note, other)).toBeNull();
  });

  it('is none on what is no note, and none when its bytes are of another length or time', () => {
    expect(findCosignature('nothing', witness)).toBeNull();
    const short = signatureLine(witness.name, Buffer.concat([witness.keyHash, Buffer.alloc(64)]));
    expect(findCosignature(`${signed}${short}`, witness)).toBeNull();
    const never = signatureLine(witness.name, Buffer.concat([witness.keyHash, Buffer.alloc(72, 255)]));
    expect(findCosignature(`${signed}${never}`, witness)).toBeNull();
  });

  it('holds for every byte of the checkpoint and of itself', () => {
    fc.assert(
      fc.property(
        fc.nat(note.length - 1),
        fc.string({minLength: 1, maxLength: 1, unit: 'binary'}),
        (place, letter) => {
          const own = place < text.length || place >= note.lastIndexOf('— ');
          fc.pre(own && note[place] !== letter);
          return findCosignature(note.slice(0, place) + letter + note.slice(place + 1), witness) === null;
        },
      ),
    );
  });
});
