import {createHash} from 'node:crypto';
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {DESTRUCTION_EVENT, DESTRUCTION_FORMAT, listDestructions} from '../index';

const organisation = '0d3f0c3e-5a1c-4f6f-9a3c-1f6f0c3e5a1c';
const caseId = '6a1c0c3e-5a1c-4f6f-9a3c-1f6f0c3e5a1c';

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
    const disposal = 'DD-2033-0001';
    const event = JSON.stringify({type: DESTRUCTION_EVENT, on: caseId, details: {key: null, disposal}});
    const salt = 'cd'.repeat(32);
    const told = {
      format: DESTRUCTION_FORMAT,
      organisation,
      case: caseId,
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
    writeFileSync(join(folder, `${caseId}.json`), JSON.stringify(told));
    writeFileSync(join(folder, `${organisation}.json`), '{"half":');
    writeFileSync(join(folder, `${caseId}.json.draft`), 'left behind');
    const {destroyed, faults} = listDestructions(checkpoints, organisation);
    expect([...destroyed]).toEqual([[caseId, told]]);
    expect(faults).toEqual([
      {path: join(folder, `${organisation}.json`), fault: 'is not what a destroyed key is told in'},
    ]);
  });

  it('are not taken for none when the folder cannot be read', () => {
    writeFileSync(join(checkpoints, organisation), 'a file where the folder should be');
    expect(() => listDestructions(checkpoints, organisation)).toThrow('ENOTDIR');
  });
});
