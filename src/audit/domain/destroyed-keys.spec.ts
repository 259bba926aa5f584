import {signCheckpoint} from './checkpoint';
import {
  DestroyedKey,
  caseOfDestroyedKey,
  destroyedBody,
  destroyedLine,
  openDestroyed,
  parseDestroyedLine,
  signDestroyed,
  sumOfDestroyed,
} from './destroyed-keys';
import {noteSigner} from './signed-note';

const organisation = '0d3f0c3e-5a1c-4f6f-9a3c-1f6f0c3e5a1c';
const signer = noteSigner(`collegium/${organisation}`, Buffer.alloc(32, 3));
const aKey = (number: number): DestroyedKey => ({
  case: organisation.replace(/^0/, String(number % 10)),
  number,
  at: new Date('2033-01-01T08:00:00.000Z'),
  commitment: Buffer.alloc(32, number),
});
const statement = {size: 9, root: Buffer.alloc(32, 1), ...sumOfDestroyed([aKey(1), aKey(2)])};
const note = signDestroyed(organisation, statement, [signer]);

describe('the list of destroyed keys', () => {
  it('comes to something else whenever a line is missing, altered or moved', () => {
    const lists = [[], [aKey(1)], [aKey(2)], [aKey(1), aKey(2)], [aKey(2), aKey(1)]];
    const sums = lists.map((list) => sumOfDestroyed(list));
    expect(new Set(sums.map(({digest}) => digest.toString('hex'))).size).toBe(lists.length);
    expect(sums.map(({count}) => count)).toEqual([0, 1, 1, 2, 2]);
  });

  it('is read as written, and nothing else is', () => {
    const line = destroyedLine(aKey(7));
    expect(parseDestroyedLine(line)).toEqual(aKey(7));
    for (const other of ['', `${line}=`, line.slice(0, -2), line.replace('2033', '20x3'), `x${line}`])
      expect(parseDestroyedLine(other)).toBeNull();
  });

  it.each([
    ['caseKeyDestroyed', organisation],
    ['caseKeyRefused', organisation],
    ['recordsDestroyed', null],
  ])('takes its cases from events of the type %s: %s', (type, found) => {
    expect(caseOfDestroyedKey(JSON.stringify({type, on: organisation}))).toBe(found);
    expect(caseOfDestroyedKey(JSON.stringify({type, on: null}))).toBeNull();
  });
});

describe('the signed statement of destroyed keys', () => {
  it('opens with the key that signed it, for its organisation, and with no other', () => {
    expect(openDestroyed(organisation, note, signer)).toEqual(statement);
    expect(openDestroyed(organisation, note, noteSigner(signer.name, Buffer.alloc(32, 4)))).toBeNull();
    expect(openDestroyed(organisation.replace('0d', '1d'), note, signer)).toBeNull();
    expect(openDestroyed(organisation, note.replace('\n2\n', '\n1\n'), signer)).toBeNull();
  });

  it('is no checkpoint, nor is a checkpoint such a statement', () => {
    const checkpoint = signCheckpoint({origin: signer.name, size: 9, root: statement.root}, signer);
    expect(destroyedBody(organisation, checkpoint)).toBeNull();
  });

  it.each([
    ['nothing', ''],
    ['a size that is none', note.replace('\n9\n', '\n09\n')],
    ['a count that is none', note.replace('\n2\n', '\n-2\n')],
    ['a root that is none', note.replace(statement.root.toString('base64'), 'AAAA')],
    ['a sum that is none', note.replace(statement.digest.toString('base64'), 'A')],
    ['a line more', note.replace('\n\n', '\nmore\n\n')],
  ])('is not: %s', (_, text) => {
    expect(destroyedBody(organisation, text)).toBeNull();
  });
});
