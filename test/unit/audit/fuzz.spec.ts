import {originOf, openCheckpoint, signCheckpoint} from '../../../src/audit/domain/checkpoint';
import {entryBytes} from '../../../src/audit/domain/entry';
import {logProofText} from '../../../src/audit/domain/log-proof';
import {inclusionRanges, leafHash, rootOf} from '../../../src/audit/domain/merkle';
import {noteSigner} from '../../../src/audit/domain/signed-note';
import {verifyProof} from '../../../src/audit/verify/verify-proof';
import {verifySelection} from '../../../src/audit/verify/verify-selection';
import {seeded} from '../../support/random';

const RUNS = process.env['COLLEGIUM_DRILL'] === 'full' ? 60_000 : 2000;
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
const note = signCheckpoint({origin: originOf(organisation), size: 9, root: rootOf(hashes)}, signer);
const path = inclusionRanges(4, 9).map(({begin, end}) => rootOf(hashes.slice(begin, end)));
const [, , , , entry = Buffer.alloc(0)] = entries;
const proof = logProofText({entry, index: 4, hashes: path, checkpoint: note});
const selection = [
  JSON.stringify({checkpoint: note}),
  JSON.stringify({
    ...(JSON.parse(entry.toString()) as object),
    leaf: 4,
    hash: leafHash(entry).toString('hex'),
    proof: {entry: entry.toString(), hashes: path.map((hash) => hash.toString('base64'))},
  }),
].join('\n');

/** Bits flipped, bytes put in, taken out and doubled, ends cut: one to four of these. */
function mutated(text: string, pick: (limit: number) => number): string {
  let bytes = Buffer.from(text);
  for (let left = 1 + pick(4); left > 0; left -= 1) {
    const at = pick(bytes.length);
    const [before, after] = [bytes.subarray(0, at), bytes.subarray(at)];
    const put = Buffer.from(Array.from({length: 1 + pick(5)}, () => pick(256)));
    const cut = after.subarray(1 + pick(40));
    const flipped = Buffer.from(bytes);
    flipped[at] = (flipped[at] ?? 0) ^ (1 << pick(8));
    const ways = [flipped, Buffer.concat([before, put, after]), Buffer.concat([before, cut]), before];
    ways.push(Buffer.concat([before, after.subarray(0, pick(60)), after]));
    bytes = ways[pick(ways.length)] ?? bytes;
  }
  return bytes.toString();
}

/** What passes must say the same as what was signed. */
const subjects: Record<
  string,
  {whole: string; passes: (text: string) => boolean; same: (text: string) => boolean}
> = {
  'a note': {
    whole: note,
    passes: (text) => openCheckpoint(text, signer).fault === null,
    same: (text) => text.split('\n\n')[0] === note.split('\n\n')[0],
  },
  'a proof': {
    whole: proof,
    passes: (text) => verifyProof(text, [signer]).fault === null,
    same: (text) => {
      const verdict = verifyProof(text, [signer]);
      return (
        verdict.fault === null && verdict.index === 4 && verdict.size === 9 && verdict.entry.equals(entry)
      );
    },
  },
  'an export of events': {
    whole: selection,
    passes: (text) => {
      const {first, proved} = verifySelection(text.split('\n'), [signer]);
      return first === null && proved > 0;
    },
    same: (text) => text.includes(JSON.stringify(entry.toString())) || sameEntry(text),
  },
};

/** JSON may be written otherwise and say the same. */
const sameEntry = (text: string): boolean => {
  const {proof: told} = JSON.parse(text.split('\n')[1] ?? '') as {proof: {entry: string}};
  return told.entry === entry.toString();
};

describe('what was mutated at random', () => {
  it.each(Object.entries(subjects))(
    'never crashes and never passes as %s that says something else',
    (_, subject) => {
      const pick = seeded(20_261_122);
      expect(subject.passes(subject.whole)).toBe(true);
      let passed = 0;
      for (let run = 0; run < RUNS; run += 1) {
        const text = mutated(subject.whole, pick);
        if (!subject.passes(text)) continue;
        passed += 1;
        if (!subject.same(text)) throw new Error(`it passes: ${JSON.stringify(text)}`);
      }
      // Little can be changed that says nothing: blanks in JSON, what stands beside the proof.
      expect(passed).toBeLessThan(RUNS / 5);
    },
    600_000,
  );
});
