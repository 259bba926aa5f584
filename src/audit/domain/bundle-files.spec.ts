import fc from 'fast-check';
import {checkpointIn, checkpointLine, keyChangeLine, keyChangesIn, manifestOf} from './bundle-files';
import {disposedCase, organisationEvent} from './organisation-event';
import {firstOf} from './tampering';

const change = {index: 7, verifier: 'x+00000000+AAAA', previous: 'y+00000000+AAAA'};

describe('the files of an export', () => {
  it('give back the changes of keys and the checkpoints that were put in', () => {
    expect(keyChangesIn(keyChangeLine(change).repeat(2))).toEqual([change, change]);
    expect(keyChangesIn('')).toEqual([]);
    fc.assert(
      fc.property(fc.string({minLength: 1}), (note) => {
        expect(checkpointIn(checkpointLine(note).slice(0, -1))).toBe(note);
      }),
    );
  });

  it.each([
    'x\n',
    '\n',
    '{}\n',
    'null\n',
    '{"index":7}\n',
    `${keyChangeLine(change)} \n`,
    keyChangeLine(change).trim(),
  ])('take no change of keys from %j', (text) => {
    expect(keyChangesIn(text)).toBeNull();
  });

  it('have nothing to open where a line is no checkpoint', () => {
    expect(['"one"', 'x', ' 2', '"three" ', ''].map(checkpointIn)).toEqual(['one', '', '', '', '']);
  });

  it('say what they are of', () => {
    expect(manifestOf('an id', {size: 3, root: Buffer.alloc(3)})).toBe(
      '{"format":"collegium-audit-bundle/1","organisation":"an id","root":"AAAA","size":3}\n',
    );
  });
});

describe('what a verifier reads of the events of an organisation', () => {
  const event = (type: string, on: string | null, details: object = {}): string =>
    JSON.stringify({type, on, details});
  const disposed = (text: string): string | null => {
    const read = organisationEvent(text);
    return read && disposedCase(read);
  };

  it.each(['caseKeyDestroyed', 'recordsDestroyed'])(
    'is a disposal of the log, and of which case: %s',
    (type) => {
      expect(disposed(event(type, 'a case', {classes: ['mail', 'log']}))).toBe('a case');
    },
  );

  it.each([
    event('caseKeyDestroyed', 'a case', {classes: ['content', 'chart']}),
    event('recordsDestroyed', 'a case', {classes: 'log'}),
    event('recordsDestroyed', 'a case'),
    event('logKeyRotated', 'a case', {classes: ['log']}),
  ])('excuses no missing record in %s', (text) => {
    expect(organisationEvent(text)).not.toBeNull();
    expect(disposed(text)).toBeNull();
  });

  it.each([
    event('roleGranted', 'a case'),
    event('not caseKeyDestroyed', 'a case'),
    '"caseKeyDestroyed"',
    'caseKeyDestroyed',
    'null /* caseKeyDestroyed */',
    '{"type":"caseKeyDestroyed","on":3,"details":{}}',
    '{"type":"caseKeyDestroyed","on":null,"details":null}',
    '{"on":null,"details":{},"x":"caseKeyDestroyed"}',
  ])('is nothing in %s', (text) => {
    expect(organisationEvent(text)).toBeNull();
  });
});

describe('of several findings', () => {
  it('the one at the first entry counts, and of equal ones the one that was named first', () => {
    const at = (index: number, detail: string) => ({index, kind: 'altered', detail}) as const;
    expect(firstOf([null, at(4, 'a'), at(2, 'b'), null, at(2, 'c')])).toEqual(at(2, 'b'));
    expect(firstOf([null])).toBeNull();
  });
});
