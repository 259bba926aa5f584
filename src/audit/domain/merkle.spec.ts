import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import fc from 'fast-check';
import {
  EMPTY_ROOT,
  InclusionClaim,
  LeafRange,
  TreeHead,
  consistencyFault,
  consistencyRanges,
  inclusionFault,
  inclusionRanges,
  leafHash,
  nodeHash,
  rootOf,
} from './merkle';

const LARGEST = 130;
const leaves = Array.from({length: LARGEST}, (_, index) => leafHash(Buffer.from(`leaf ${index}`)));

const known = new Map<string, Buffer>();

/** MTH as RFC 6962 section 2.1 writes it down, of the leaves from `begin` to before `end`. */
function naiveRoot(begin: number, end: number): Buffer {
  const key = `${begin} ${end}`;
  const root = known.get(key) ?? definition(begin, end);
  known.set(key, root);
  return root;
}

function definition(begin: number, end: number): Buffer {
  if (end - begin < 2) return leaves.slice(begin, end)[0] ?? EMPTY_ROOT;
  const split = begin + 2 ** Math.floor(Math.log2(end - begin - 1));
  return nodeHash(naiveRoot(begin, split), naiveRoot(split, end));
}

const proofOf = (ranges: readonly LeafRange[]): Buffer[] =>
  ranges.map(({begin, end}) => naiveRoot(begin, end));
const headOf = (size: number): TreeHead => ({size, root: naiveRoot(0, size)});
const leafAt = (index: number): Buffer => leaves[index] ?? EMPTY_ROOT;
const claimOf = (index: number, size: number): InclusionClaim => ({
  ...headOf(size),
  index,
  leaf: leafAt(index),
  proof: proofOf(inclusionRanges(index, size)),
});

const vectors = join(__dirname, '..', '..', '..', '..', 'shared', 'data', 'merkle');
const withVectors = existsSync(vectors) ? describe : describe.skip;
const bytes = (text: string): Buffer => Buffer.from(text, 'base64');
const proofIn = (proof: string[] | null): Buffer[] => (proof ?? []).map(bytes);

interface Vector {
  name: string;
  proof: string[] | null;
  wantErr: boolean;
}

interface InclusionVector extends Vector {
  leafIdx: number;
  treeSize: number;
  root: string;
  leafHash: string;
}

interface ConsistencyVector extends Vector {
  size1: number;
  size2: number;
  root1: string;
  root2: string;
}

const read = <T>(name: string): T[] =>
  existsSync(vectors) ? (JSON.parse(readFileSync(join(vectors, name), 'utf8')) as T[]) : [];

withVectors('the public vectors of RFC 6962 proofs', () => {
  const inclusion = read<InclusionVector>('inclusion.json');
  const consistency = read<ConsistencyVector>('consistency.json');

  it('are all there', () => {
    expect([inclusion.length, consistency.length]).toEqual([98, 98]);
  });

  it('are judged as they want it: inclusion', () => {
    const wrong = inclusion.filter((vector) => {
      const fault = inclusionFault({
        index: vector.leafIdx,
        size: vector.treeSize,
        leaf: bytes(vector.leafHash),
        proof: proofIn(vector.proof),
        root: bytes(vector.root),
      });
      return (fault !== null) !== vector.wantErr;
    });
    expect(wrong).toEqual([]);
  });

  it('are judged as they want it: consistency', () => {
    const wrong = consistency.filter((vector) => {
      const first = {size: vector.size1, root: bytes(vector.root1)};
      const second = {size: vector.size2, root: bytes(vector.root2)};
      return (consistencyFault(first, second, proofIn(vector.proof)) !== null) !== vector.wantErr;
    });
    expect(wrong).toEqual([]);
  });
});

describe('a tree of every size from 0 to 130', () => {
  const sizes = Array.from({length: LARGEST + 1}, (_, size) => size);

  it('has the root that the definition gives it', () => {
    const wrong = sizes.filter((size) => !rootOf(leaves.slice(0, size)).equals(naiveRoot(0, size)));
    expect(wrong).toEqual([]);
  });

  it('proves that each of its leaves is in it', () => {
    const wrong = sizes.filter((size) =>
      leaves.slice(0, size).some((_, index) => inclusionFault(claimOf(index, size)) !== null),
    );
    expect(wrong).toEqual([]);
  });

  it('proves that it begins with each smaller one', () => {
    const holds = (first: number, second: number): boolean =>
      consistencyFault(headOf(first), headOf(second), proofOf(consistencyRanges(first, second))) === null;
    const wrong = sizes.filter(
      (second) => !sizes.slice(1, second + 1).every((first) => holds(first, second)),
    );
    expect(wrong).toEqual([]);
  });
});

describe('a proof that is not one', () => {
  const hashes = fc.array(
    fc.uint8Array({minLength: 0, maxLength: 40}).map((raw) => Buffer.from(raw)),
    {
      maxLength: 12,
    },
  );
  const anyNumber = fc.oneof(fc.integer({min: -3, max: 200}), fc.double(), fc.maxSafeInteger());

  it('never passes and never crashes, whatever it consists of', () => {
    fc.assert(
      fc.property(anyNumber, anyNumber, hashes, hashes, (one, other, proof, ends) => {
        const [leaf = EMPTY_ROOT, root = EMPTY_ROOT] = ends;
        const inclusion = inclusionFault({index: one, size: other, leaf, proof, root});
        const consistency = consistencyFault({size: one, root: leaf}, {size: other, root}, proof);
        const trivial = leaf.equals(root) && proof.length === 0;
        return (inclusion !== null || (trivial && other === 1)) && (consistency !== null || trivial);
      }),
      {numRuns: 2000},
    );
  });

  it('is a good one with any bit flipped', () => {
    fc.assert(
      fc.property(fc.nat(LARGEST - 2), fc.nat(), fc.nat(255), (first, pick, bit) => {
        const index = pick % (first + 1);
        const flip = (proof: readonly Buffer[]): Buffer[] =>
          proof.map((hash, at) => (at === pick % proof.length ? flipped(hash, bit) : hash));
        const claim = claimOf(index, first + 2);
        const proof = proofOf(consistencyRanges(first + 1, first + 2));
        return (
          inclusionFault({...claim, proof: flip(claim.proof)}) === 'wrong_root' &&
          inclusionFault({...claim, leaf: flipped(claim.leaf, bit)}) === 'wrong_root' &&
          consistencyFault(headOf(first + 1), headOf(first + 2), flip(proof)) === 'wrong_root'
        );
      }),
    );
  });

  it('is one too long, too short, or for another place', () => {
    const claim = claimOf(5, 13);
    expect(inclusionFault({...claim, proof: [...claim.proof, EMPTY_ROOT]})).toBe('wrong_length');
    expect(inclusionFault({...claim, proof: claim.proof.slice(1)})).toBe('wrong_length');
    expect(inclusionFault({...claim, index: 13})).toBe('out_of_range');
    expect(inclusionFault({...claim, index: 4})).toBe('wrong_root');
    expect(inclusionFault({...claim, root: EMPTY_ROOT.subarray(1)})).toBe('malformed');
    const proof = proofOf(consistencyRanges(6, 13));
    expect(consistencyFault(headOf(6), headOf(13), [...proof, EMPTY_ROOT])).toBe('wrong_length');
    expect(consistencyFault(headOf(6), headOf(13), proof.slice(1))).toBe('wrong_length');
    expect(consistencyFault(headOf(6), headOf(13), [])).toBe('wrong_length');
    expect(consistencyFault(headOf(6), headOf(6), [EMPTY_ROOT])).toBe('wrong_length');
    expect(consistencyFault(headOf(6), {...headOf(6), root: EMPTY_ROOT}, [])).toBe('wrong_root');
    expect(consistencyFault(headOf(13), headOf(6), proof)).toBe('out_of_range');
    expect(consistencyFault(headOf(6), {...headOf(13), root: Buffer.alloc(3)}, proof)).toBe('malformed');
  });

  it('is refused before it is made for a leaf or a tree that does not exist', () => {
    expect(() => inclusionRanges(3, 3)).toThrow(RangeError);
    expect(() => consistencyRanges(0, 3)).toThrow(RangeError);
    expect(() => consistencyRanges(4, 3)).toThrow(RangeError);
  });
});

function flipped(hash: Buffer, bit: number): Buffer {
  const copy = Buffer.from(hash);
  copy[bit >> 3] = (copy[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  return copy;
}
