import fc from 'fast-check';
import {openCheckpoint, originOf, signCheckpoint} from './checkpoint';
import {EMPTY_ROOT} from './merkle';
import {noteSigner, openNote, parseVerifier, signNote} from './signed-note';

const origin = originOf('4711');
const signer = noteSigner(origin, Buffer.alloc(32, 7));
const checkpoint = {origin, size: 42, root: EMPTY_ROOT};
const note = signCheckpoint(checkpoint, signer);

describe('a signed note', () => {
  it('is opened with the key of the one who signed it', () => {
    expect(openNote(signNote('one\ntwo\n', signer), signer)).toEqual({fault: null, text: 'one\ntwo\n'});
  });

  it('is opened like the example of the specification (C2SP signed-note)', () => {
    const verifier = parseVerifier('example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k');
    const signature =
      'Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=';
    const example = `This is an example message.\n\n— example.com/foo ${signature}\n`;
    expect(verifier && openNote(example, verifier)).toEqual({
      fault: null,
      text: 'This is an example message.\n',
    });
  });

  it('may carry the signatures of others', () => {
    const witness = noteSigner('witness', Buffer.alloc(32, 8));
    const line = signNote('a\n', witness).split('\n\n')[1] ?? '';
    expect(openNote(`${signNote('a\n', signer)}${line}`, signer).fault).toBeNull();
    expect(openNote(signNote('a\n', witness), signer).fault).toBe('unknown_key');
  });

  it('holds for every byte: any other one is refused', () => {
    fc.assert(
      fc.property(
        fc.nat(note.length - 1),
        fc.string({minLength: 1, maxLength: 1, unit: 'binary'}),
        (at, letter) => {
          fc.pre(note[at] !== letter);
          const altered = note.slice(0, at) + letter + note.slice(at + 1);
          return openCheckpoint(altered, signer).fault !== null;
        },
      ),
      {numRuns: 1000},
    );
  });

  it('is nothing but a note', () => {
    fc.assert(fc.property(fc.string({unit: 'binary'}), (text) => openNote(text, signer).fault !== null));
    for (const text of [
      '',
      '\n\n',
      'a\n',
      'a\n\n',
      'a\n\n— b\n',
      'a\n\n— b AAAA\n',
      'a\n\n— b AAAAAAA=',
      'a\u0001\n\n— b AAAAAAA=\n',
    ])
      expect(openNote(text, signer)).toEqual({fault: 'malformed', text: null});
  });

  it('is refused with a signature that is too short', () => {
    const short = Buffer.concat([signer.keyHash, Buffer.alloc(10)]).toString('base64');
    expect(openNote(`a\n\n— ${origin} ${short}\n`, signer).fault).toBe('wrong_signature');
  });

  it.each(['', 'no end', 'bell \u0007\n'])('is not made of %j', (text) => {
    expect(() => signNote(text, signer)).toThrow(RangeError);
  });
});

describe('a verifier key', () => {
  it('is read as it is written', () => {
    expect(parseVerifier(signer.text)).toMatchObject({name: origin, text: signer.text});
  });

  it.each([
    '',
    'name',
    signer.text.replace('+', ' '),
    signer.text.replace(/\+[0-9a-f]{8}\+/, '+00000000+'),
    `${signer.text}=`,
    `name+00000000+${Buffer.of(2, 1).toString('base64')}`,
  ])('is refused when it is none: %j', (text) => {
    expect(parseVerifier(text)).toBeNull();
  });

  it('cannot be made of a bad name or seed', () => {
    expect(() => noteSigner('two words', Buffer.alloc(32))).toThrow(RangeError);
    expect(() => noteSigner('name', Buffer.alloc(31))).toThrow(RangeError);
  });
});

describe('a checkpoint', () => {
  it('is opened as it was signed', () => {
    expect(openCheckpoint(note, signer)).toEqual({fault: null, checkpoint});
  });

  it('is signed by its own log alone', () => {
    expect(() => signCheckpoint({...checkpoint, origin: 'other'}, signer)).toThrow(RangeError);
    const foreign = signNote(`other\n42\n${EMPTY_ROOT.toString('base64')}\n`, signer);
    expect(openCheckpoint(foreign, signer)).toEqual({fault: 'malformed', checkpoint: null});
  });

  it.each([
    `${origin}\n`,
    `${origin}\n042\n${EMPTY_ROOT.toString('base64')}\n`,
    `${origin}\n-1\n${EMPTY_ROOT.toString('base64')}\n`,
    `${origin}\n99999999999999999999\n${EMPTY_ROOT.toString('base64')}\n`,
    `${origin}\n1\nAAAA\n`,
    `${origin}\n1\n=\n`,
  ])('with a body that is none is refused, signed or not: %j', (body) => {
    expect(openCheckpoint(signNote(body, signer), signer).fault).toBe('malformed');
  });

  it('of another key is refused', () => {
    expect(openCheckpoint(note, noteSigner(origin, Buffer.alloc(32, 9))).fault).toBe('unknown_key');
  });
});
