import fc from 'fast-check';
import {originOf, signCheckpoint} from './checkpoint';
import {entryBytes} from './entry';
import {holdsIn, logProofText, parseLogProof} from './log-proof';
import {inclusionRanges, leafHash, rootOf} from './merkle';
import {noteSigner} from './signed-note';

const organisation = '6c1b52f1-3f0a-4f0c-9d0e-0c6c3d1c1a11';
const signer = noteSigner(originOf(organisation), Buffer.alloc(32, 5));
const entries = Array.from({length: 9}, (_, number) =>
  entryBytes({
    organisation,
    stream: 'org',
    number: number + 1,
    previous: Buffer.alloc(32),
    kind: 'change',
    at: new Date(0),
    commitment: Buffer.alloc(32, number),
  }),
);
const hashes = entries.map(leafHash);
const head = {size: 9, root: rootOf(hashes)};
const checkpoint = signCheckpoint({origin: originOf(organisation), ...head}, signer);
const proofOf = (index: number) => ({
  entry: entries[index] ?? Buffer.alloc(0),
  index,
  hashes: inclusionRanges(index, 9).map(({begin, end}) => rootOf(hashes.slice(begin, end))),
  checkpoint,
});

describe('a proof of an entry', () => {
  it('is read as it was written, in the form of C2SP tlog-proof, and holds', () => {
    const proofs = entries.map((_, index) => proofOf(index));
    expect(proofs.map((proof) => parseLogProof(logProofText(proof)))).toEqual(proofs);
    expect(proofs.map((proof) => holdsIn(proof, head))).toEqual(entries.map(() => true));
    expect(logProofText(proofOf(3)).split('\n').slice(0, 3)).toEqual([
      'c2sp.org/tlog-proof@v1',
      `extra ${entries[3]?.toString('base64') ?? ''}`,
      'index 3',
    ]);
  });

  it.each([
    ['header', (text: string) => text.replace('@v1', '@v2')],
    ['entry', (text: string) => text.replace('extra ', 'other ')],
    ['base64', (text: string) => text.replace('extra ', 'extra =')],
    ['index', (text: string) => text.replace('index 3', 'index 03')],
    ['index at all', (text: string) => text.replace('index 3', 'index -')],
    ['index that can be counted with', (text: string) => text.replace('index 3', `index ${'9'.repeat(20)}`)],
    ['whole hashes', (text: string) => text.replace(/(index 3\n)..../, '$1')],
    ['end', (text: string) => text.replace('\n\n', '\n')],
  ])('is none without its %s', (_, alter) => {
    const text = alter(logProofText(proofOf(3)));
    const proof = parseLogProof(text);
    expect(proof === null || !holdsIn(proof, head)).toBe(true);
  });

  it('does not hold for another entry, index or tree, nor with any bit flipped', () => {
    const proof = proofOf(3);
    expect(holdsIn({...proof, index: 4}, head)).toBe(false);
    expect(holdsIn({...proof, entry: proofOf(4).entry}, head)).toBe(false);
    expect(holdsIn(proof, {...head, size: 8})).toBe(false);
    const text = Buffer.from(logProofText(proof));
    const end = text.indexOf('\n\n');
    fc.assert(
      fc.property(fc.nat(end * 8 - 1), (bit) => {
        const copy = Buffer.from(text);
        copy[bit >> 3] = (copy[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        const read = parseLogProof(copy.toString('latin1'));
        return read === null || !holdsIn(read, head);
      }),
      {numRuns: 1000},
    );
  });
});
