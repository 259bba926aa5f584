import {createHash} from 'node:crypto';
import {commitmentOf} from '../../audit';
import type {LogEntry} from '../../audit';
import {DESTRUCTION_FORMAT, disposalEvent, readDestruction, tellDestruction} from './destruction';

const organisation = '0d3f0c3e-5a1c-4f6f-9a3c-1f6f0c3e5a1c';
const caseId = '6a1c0c3e-5a1c-4f6f-9a3c-1f6f0c3e5a1c';
const key = 'ab'.repeat(32);
const salt = 'cd'.repeat(32);

const committed = (event: object): {payload: {salt: string; event: string}; commitment: string} => {
  const text = JSON.stringify(event);
  const commitment = createHash('sha256').update(Buffer.from(salt, 'hex')).update(text).digest('hex');
  return {payload: {salt, event: text}, commitment};
};

function aDestruction(
  event: object = {type: 'caseKeyDestroyed', on: caseId, details: {key, disposal: 'DD-2026-0001'}},
): Record<string, unknown> {
  const {payload, commitment} = committed(event);
  return {
    format: DESTRUCTION_FORMAT,
    organisation,
    case: caseId,
    key,
    destroyedAt: '2033-01-01T08:00:00.000Z',
    disposal: 'DD-2026-0001',
    entry: {
      stream: 'org',
      number: 7,
      kind: 'change',
      at: '2033-01-01T08:00:00.000Z',
      previous: '00'.repeat(32),
      commitment,
    },
    payload,
    proof: null,
  };
}

const read = (value: unknown): string | null =>
  readDestruction(typeof value === 'string' ? value : JSON.stringify(value), {organisation, case: caseId})
    .fault;

describe('what a destroyed key is told in', () => {
  it('is read when its entry of the log speaks of this key', () => {
    const value = aDestruction();
    expect(readDestruction(JSON.stringify(value), {organisation, case: caseId})).toEqual({
      fault: null,
      destruction: value,
    });
    expect(read({...value, proof: 'c2sp.org/tlog-proof@v1\n'})).toBeNull();
  });

  it.each([
    ['no JSON', 'destroyed'],
    ['no object', '7'],
    ['nothing', 'null'],
    ['another format', {...aDestruction(), format: 'collegium/destroyed-case-key/2'}],
    ['no date', {...aDestruction(), destroyedAt: 7}],
    ['a key that is no digest', {...aDestruction(), key: 'ab'}],
    ['a proof that is no text', {...aDestruction(), proof: {}}],
    ['no entry', {...aDestruction(), entry: null}],
    ['no payload', {...aDestruction(), payload: []}],
    ['a salt of another length', {...aDestruction(), payload: {salt: 'cd', event: '{}'}}],
  ])('is refused with %s', (_, value) => {
    expect(read(value)).toBe('is not what a destroyed key is told in');
  });

  it('is refused where it lies in the place of another case or organisation', () => {
    expect(read({...aDestruction(), case: organisation})).toContain('another case');
    expect(read({...aDestruction(), organisation: caseId})).toContain('another case');
  });

  it('is refused when the payload is not what the entry committed to', () => {
    const value = aDestruction();
    expect(read({...value, payload: {salt, event: '{}'}})).toContain('does not open');
  });

  it.each([
    ['of another type', {type: 'caseOpened', on: caseId, details: {key, disposal: 'DD-2026-0001'}}],
    ['of another case', {type: 'caseKeyDestroyed', on: key, details: {key, disposal: 'DD-2026-0001'}}],
    [
      'of another key',
      {type: 'caseKeyDestroyed', on: caseId, details: {key: salt, disposal: 'DD-2026-0001'}},
    ],
    ['of another disposal', {type: 'caseKeyDestroyed', on: caseId, details: {key, disposal: 'DD-2026-0002'}}],
    ['without details', {type: 'caseKeyDestroyed', on: caseId}],
    ['that is a list', []],
    ['that is a number', 7 as unknown as object],
  ])('is refused when it names an event %s', (_, event) => {
    expect(read(aDestruction(event))).toContain('does not speak of this key');
  });
});

describe('telling of a destroyed key', () => {
  const opened = (event: object) => {
    const text = JSON.stringify(event);
    const entry: LogEntry = {
      ...{organisation, stream: 'org', number: 7, previous: Buffer.alloc(32, 1), kind: 'disposal'},
      at: new Date('2033-01-01T08:00:00.000Z'),
      commitment: commitmentOf(salt, text),
    };
    return {entry, salt, event: text};
  };
  const salt = Buffer.alloc(32, 5);

  it.each(['ab'.repeat(32), null])('says what a reader of it believes: key %s', (key) => {
    const event = {type: 'caseKeyDestroyed', on: caseId, details: {key, disposal: 'DD-2033-0001'}};
    const told = tellDestruction(opened(event));
    expect(told).toMatchObject({case: caseId, key, destroyedAt: '2033-01-01T08:00:00.000Z', proof: null});
    expect(readDestruction(JSON.stringify(told), {organisation, case: caseId})).toEqual({
      fault: null,
      destruction: told,
    });
  });

  it('tells of nothing else that is a disposal', () => {
    expect(tellDestruction(opened({type: 'disposalApproved', on: null, details: {}}))).toBeNull();
    expect(tellDestruction({...opened({}), event: 'no JSON'})).toBeNull();
    const refused = {type: 'caseKeyRefused', on: caseId, details: {key: null, disposal: 'restoration 1'}};
    expect(tellDestruction(opened(refused))).toMatchObject({case: caseId, disposal: 'restoration 1'});
    expect(tellDestruction(opened({type: 'caseKeyDestroyed', on: caseId}))).toMatchObject({key: null});
  });
});

describe('the event of a disposal', () => {
  it('says by its type whether the key went', () => {
    expect(disposalEvent(['chart', 'content', 'log', 'mail'])).toBe('caseKeyDestroyed');
    expect(disposalEvent(['log', 'mail'])).toBe('recordsDestroyed');
  });
});
