import fc from 'fast-check';
import {signCheckpoint} from './checkpoint';
import {EMPTY_ROOT, consistencyRanges, leafHash, rootOf} from './merkle';
import type {TreeHead} from './merkle';
import {noteSigner} from './signed-note';
import {judgeWitnessRequest, parseWitnessRequest, writeWitnessRequest} from './witness-request';
import type {WitnessVerdict, WitnessedLog} from './witness-request';

const log = noteSigner('log.example.org', Buffer.alloc(32, 1));
const leaves = Array.from({length: 40}, (_, index) => leafHash(Buffer.from(String(index))));
const head = (size: number): TreeHead => ({size, root: rootOf(leaves.slice(0, size))});
const forged = (size: number): TreeHead => ({size, root: Buffer.alloc(32, 9)});
const proofOf = (first: number, second: number): Buffer[] =>
  first === 0 ? [] : consistencyRanges(first, second).map(({begin, end}) => rootOf(leaves.slice(begin, end)));
const noteOf = (tree: TreeHead, signer = log): string =>
  signCheckpoint({...tree, origin: signer.name}, signer);

interface Asked {
  readonly old: number;
  readonly proof?: readonly Buffer[];
  readonly note: string;
  readonly last?: TreeHead | null;
}

function answer({old, proof = [], note, last = null}: Asked): WitnessVerdict {
  const logOf = (origin: string): WitnessedLog | null => (origin === log.name ? {keys: [log], last} : null);
  return judgeWitnessRequest({old, proof, note}, logOf);
}

describe('a witness', () => {
  it('cosigns what goes on from what it has seen, at every size', () => {
    for (let first = 0; first < 40; first += 1)
      for (let second = Math.max(1, first); second <= 40; second += 1) {
        const last = first === 0 ? null : head(first);
        const asked = {old: first, proof: proofOf(first, second), note: noteOf(head(second)), last};
        expect(answer(asked)).toMatchObject({status: 200, checkpoint: head(second)});
      }
  });

  const stranger = noteSigner('stranger.example.org', Buffer.alloc(32, 1));
  const impostor = noteSigner(log.name, Buffer.alloc(32, 2));
  it.each<[string, Asked, WitnessVerdict]>([
    ['no checkpoint', {old: 0, note: 'nothing'}, {status: 400}],
    ['an unknown log', {old: 0, note: noteOf(head(3), stranger)}, {status: 404}],
    ['a key that it does not trust', {old: 0, note: noteOf(head(3), impostor)}, {status: 403}],
    ['an old size beyond the checkpoint', {old: 4, note: noteOf(head(3))}, {status: 400}],
    ['a size that is not its own', {old: 0, note: noteOf(head(9)), last: head(7)}, {status: 409, size: 7}],
    ['a log that was rolled back', {old: 3, note: noteOf(head(3)), last: head(7)}, {status: 409, size: 7}],
    [
      'another tree of the same size',
      {old: 7, note: noteOf(forged(7)), last: head(7)},
      {status: 409, size: 7},
    ],
    ['a fork', {old: 7, proof: proofOf(7, 9), note: noteOf(forged(9)), last: head(7)}, {status: 422}],
    ['a missing proof', {old: 7, note: noteOf(head(9)), last: head(7)}, {status: 422}],
    ['a proof from nothing', {old: 0, proof: [EMPTY_ROOT], note: noteOf(head(9))}, {status: 422}],
    ['a strange empty tree', {old: 0, note: noteOf(forged(0))}, {status: 422}],
  ])('refuses %s', (_, asked, verdict) => {
    expect(answer(asked)).toEqual(verdict);
  });

  it('takes an empty tree', () => {
    expect(answer({old: 0, note: noteOf(head(0))}).status).toBe(200);
    expect(answer({old: 0, note: noteOf(head(4)), last: head(0)}).status).toBe(200);
  });
});

describe('a request to a witness', () => {
  const request = {old: 7, proof: proofOf(7, 9), note: noteOf(head(9))};

  it('is read as written', () => {
    expect(parseWitnessRequest(writeWitnessRequest(request))).toEqual(request);
    const first = {old: 0, proof: [], note: request.note};
    expect(parseWitnessRequest(writeWitnessRequest(first))).toEqual(first);
  });

  it.each([
    '',
    '\n\n',
    'old\n\nx',
    'old 07\n\nx',
    'old 99999999999999999999\n\nx',
    'old 1\nAAAA\n\nx',
    'old 1\n!\n\nx',
    `old 1\n${`${EMPTY_ROOT.toString('base64')}\n`.repeat(64)}\nx`,
  ])('is none: %j', (body) => {
    expect(parseWitnessRequest(body)).toBeNull();
  });

  it('never crashes whoever reads it', () => {
    fc.assert(
      fc.property(fc.string({unit: 'binary'}), (text) => {
        const parsed = parseWitnessRequest(text);
        return parsed === null || answer(parsed).status !== 200;
      }),
    );
  });
});
