import {randomBytes} from 'node:crypto';
import fc from 'fast-check';
import {RecordedEvent, streams} from './audit-record';
import {StoredEntry, StreamCheck} from './check-stream';
import {GENESIS, canonicalEvent, commit, entryHash} from './entry';

const ORGANISATION = '11111111-1111-4111-8111-111111111111';
const event = (count: number): RecordedEvent => ({
  v: 1,
  real: null,
  why: 'HQUALIMP',
  where: {via: 'system', address: null, session: null},
  type: 'action',
  action: 'U',
  outcome: '0',
  who: 'somebody',
  as: ['coordinator'],
  on: 'case',
  details: {count},
});

/** A stream as it is written. */
function stream(length: number): StoredEntry[] {
  const entries: StoredEntry[] = [];
  let previous: Buffer = GENESIS;
  for (let number = 1; number <= length; number += 1) {
    const payload = {salt: randomBytes(32), event: canonicalEvent(event(number))};
    const entry: StoredEntry = {
      organisation: ORGANISATION,
      stream: 'case/1',
      number,
      previous,
      kind: 'change',
      at: new Date(1_700_000_000_000 + number),
      commitment: commit(payload.salt, payload.event),
      payload,
    };
    previous = entryHash(entry);
    entries.push(entry);
  }
  return entries;
}

/** The first fault in these entries, whose head is that of `whole`. */
function faultOf(entries: readonly StoredEntry[], whole: readonly StoredEntry[]) {
  const check = new StreamCheck(ORGANISATION, 'case/1');
  const last = whole.at(-1);
  const head = last ? {number: last.number, hash: entryHash(last)} : null;
  for (const entry of entries) {
    const fault = check.next(entry);
    if (fault) return fault;
  }
  return check.end(head);
}

describe('a stream of the log', () => {
  it('is in order as it was written', () => {
    const whole = stream(5);
    expect(faultOf(whole, whole)).toBeNull();
  });

  it('stays in order when a payload was lawfully disposed of', () => {
    const whole = stream(5);
    expect(
      faultOf(
        whole.map((entry) => ({...entry, payload: null})),
        whole,
      ),
    ).toBeNull();
  });

  it('shows any entry that was removed, at its number, or as cut off at the end', () => {
    fc.assert(
      fc.property(fc.integer({min: 1, max: 8}), fc.nat(7), (length, at) => {
        const whole = stream(length);
        const index = at % length;
        const fault = faultOf(whole.toSpliced(index, 1), whole);
        const kind = index === length - 1 ? 'truncated' : 'removed';
        expect(fault).toMatchObject({kind, number: index + 1, stream: 'case/1', organisation: ORGANISATION});
      }),
    );
  });

  it.each([
    ['the payload', (entry: StoredEntry) => ({...entry, payload: {salt: randomBytes(32), event: '{}'}})],
    ['the commitment', (entry: StoredEntry) => ({...entry, commitment: randomBytes(32), payload: null})],
    ['the time', (entry: StoredEntry) => ({...entry, at: new Date(0)})],
    ['the kind', (entry: StoredEntry) => ({...entry, kind: 'read' as const})],
  ])('shows that %s was altered, at the number of the entry', (_, alter) => {
    const whole = stream(6);
    for (const [index, entry] of whole.entries())
      expect(faultOf(whole.with(index, alter(entry)), whole)).toMatchObject({
        kind: 'altered',
        number: index + 1,
      });
  });

  it('shows what was inserted: twice the same number, one beyond the head, a stream without a head', () => {
    const whole = stream(3);
    const [first] = whole;
    if (!first) throw new Error('the stream is empty');
    expect(faultOf([first, ...whole], whole)).toMatchObject({kind: 'inserted', number: 1});
    expect(faultOf(whole, whole.slice(0, 2))).toMatchObject({kind: 'inserted', number: 3});
    expect(faultOf(whole, [])).toMatchObject({kind: 'inserted', number: 3});
  });

  it('begins with a link to nothing', () => {
    const [first] = stream(1);
    if (!first) throw new Error('the stream is empty');
    expect(faultOf([{...first, previous: randomBytes(32)}], [first])).toMatchObject({
      kind: 'altered',
      number: 1,
    });
  });
});

describe('an entry', () => {
  it('is hashed as an RFC 6962 leaf over its RFC 8785 bytes', () => {
    const entry = {
      organisation: ORGANISATION,
      stream: 'org',
      number: 1,
      previous: GENESIS,
      kind: 'configuration' as const,
      at: new Date(0),
      commitment: Buffer.alloc(32, 1),
    };
    expect(entryHash(entry).toString('hex')).toBe(
      'ad821702a6779a8b339e94c6e5218f62840dbc630b7851735407a4e28902cdb3',
    );
  });

  it('commits to salt and event together', () => {
    const text = canonicalEvent(event(1));
    expect(text).toBe(
      '{"action":"U","as":["coordinator"],"details":{"count":1},"on":"case","outcome":"0","real":null,"type":"action","v":1,"where":{"address":null,"session":null,"via":"system"},"who":"somebody","why":"HQUALIMP"}',
    );
    expect(commit(Buffer.alloc(32), text)).not.toEqual(commit(Buffer.alloc(32, 1), text));
  });

  it('cannot be made of what is no JSON', () => {
    expect(() => canonicalEvent(undefined as never)).toThrow(TypeError);
  });
});

describe('streams', () => {
  it('keep changes, looks, sign-ins and configuration apart', () => {
    expect([streams.case('1'), streams.access('1'), streams.account('1'), streams.organisation()]).toEqual([
      'case/1',
      'case-access/1',
      'account/1',
      'org',
    ]);
  });
});
