import canonicalize from 'canonicalize';
import fc from 'fast-check';
import {RecordedEvent, streams} from './audit-record';
import {GENESIS, canonicalEvent, commit, entryBytes, entryHash} from './entry';

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

  it('is written as RFC 8785 has it, whatever its strings are', () => {
    const text = fc.string({unit: 'grapheme'});
    const zeros = '0'.repeat(64);
    const anyEntry = fc.record({
      organisation: text,
      stream: text,
      kind: text.map((kind) => kind as 'change'),
      number: fc.nat(),
      at: fc.date({noInvalidDate: true}),
    });
    fc.assert(
      fc.property(anyEntry, (entry) => {
        const fields = {...entry, at: entry.at.toISOString(), previous: zeros, commitment: zeros, v: 1};
        const bytes = entryBytes({...entry, previous: GENESIS, commitment: GENESIS});
        expect(bytes.toString()).toBe(canonicalize(fields));
      }),
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
