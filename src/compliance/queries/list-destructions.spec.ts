import {createHash} from 'node:crypto';
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {originOf, signCheckpoint} from '../../audit/domain/checkpoint';
import {entryBytes} from '../../audit/domain/entry';
import {logProofText} from '../../audit/domain/log-proof';
import {leafHash, rootOf} from '../../audit/domain/merkle';
import {noteSigner} from '../../audit/domain/signed-note';
import {DESTRUCTION_EVENT, DESTRUCTION_FORMAT, listDestructions} from '../index';

const organisation = '0d3f0c3e-5a1c-4f6f-9a3c-1f6f0c3e5a1c';
const caseId = '6a1c0c3e-5a1c-4f6f-9a3c-1f6f0c3e5a1c';

function toldOf(id: string) {
  const disposal = 'DD-2033-0001';
  const event = JSON.stringify({type: DESTRUCTION_EVENT, on: id, details: {key: null, disposal}});
  const salt = 'cd'.repeat(32);
  return {
    format: DESTRUCTION_FORMAT,
    organisation,
    case: id,
    key: null,
    destroyedAt: '2033-01-01T08:00:00.000Z',
    disposal,
    entry: {
      ...{stream: 'org', number: 7, kind: 'change', at: '2033-01-01T08:00:00.000Z'},
      previous: '00'.repeat(32),
      commitment: createHash('sha256').update(Buffer.from(salt, 'hex')).update(event).digest('hex'),
    },
    payload: {salt, event},
    proof: null,
  };
}

describe('the destroyed keys beside the checkpoints', () => {
  let checkpoints: string;
  beforeEach(() => (checkpoints = mkdtempSync(join(tmpdir(), 'collegium-destroyed-'))));
  afterEach(() => {
    rmSync(checkpoints, {recursive: true});
  });

  it('are none where nothing was ever destroyed', () => {
    expect(listDestructions(checkpoints, organisation)).toEqual({destroyed: new Map(), faults: []});
  });

  it('are read by case; a file that cannot be understood is named and never passed over', () => {
    const folder = join(checkpoints, organisation, 'destroyed');
    mkdirSync(folder, {recursive: true});
    const told = toldOf(caseId);
    writeFileSync(join(folder, `${caseId}.json`), JSON.stringify(told));
    writeFileSync(join(folder, `${organisation}.json`), '{"half":');
    writeFileSync(join(folder, `${caseId}.json.draft`), 'left behind');
    const {destroyed, faults} = listDestructions(checkpoints, organisation);
    expect([...destroyed]).toEqual([[caseId, told]]);
    expect(faults).toEqual([
      {path: join(folder, `${organisation}.json`), fault: 'is not what a destroyed key is told in'},
    ]);
  });

  it('are held against the log by the exported keys: a proof that does not hold, or is of another entry, is named', () => {
    const folder = join(checkpoints, organisation, 'destroyed');
    mkdirSync(folder, {recursive: true});
    const signer = noteSigner(originOf(organisation), Buffer.alloc(32, 3));
    writeFileSync(join(checkpoints, organisation, 'keys'), `${signer.text}\n`);
    const told = toldOf(caseId);
    const entryOf = (number: number): Buffer =>
      entryBytes({
        ...{organisation, stream: 'org', number, kind: 'disposal', at: new Date(told.destroyedAt)},
        previous: Buffer.alloc(32),
        commitment: Buffer.from(number === 7 ? told.entry.commitment : '11'.repeat(32), 'hex'),
      });
    const hashes = [entryOf(7), entryOf(8)].map(leafHash);
    const head = {origin: originOf(organisation), size: 2, root: rootOf(hashes)};
    const proofOf = (index: number, by = signer): string => {
      const checkpoint = signCheckpoint(head, by);
      return logProofText({entry: entryOf(7 + index), index, hashes: hashes.toSpliced(index, 1), checkpoint});
    };
    const faultOf = (proof: string): string | undefined => {
      writeFileSync(join(folder, `${caseId}.json`), JSON.stringify({...told, proof}));
      return listDestructions(checkpoints, organisation).faults[0]?.fault;
    };
    expect(faultOf(proofOf(0))).toBeUndefined();
    expect(faultOf(proofOf(1))).toBe('has the proof of another entry');
    expect(faultOf('nothing')).toBe('has a proof that does not hold (malformed)');
    const stranger = noteSigner(originOf(organisation), Buffer.alloc(32, 4));
    expect(faultOf(proofOf(0, stranger))).toBe('has a proof that does not hold (unknown_key)');
    expect(faultOf(proofOf(0).replace('index 0', 'index 1'))).toBe(
      'has a proof that does not hold (not_included)',
    );
  });

  it('are not taken for none when the folder cannot be read', () => {
    writeFileSync(join(checkpoints, organisation), 'a file where the folder should be');
    expect(() => listDestructions(checkpoints, organisation)).toThrow('ENOTDIR');
  });
});
