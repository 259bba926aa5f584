import fc from 'fast-check';
import {chainFault} from './chain-step';
import {GENESIS, LogEntry, entryBytes, entryHash} from './entry';
import {isHashAt, organisationOf, streamOf, viewEntry} from './entry-view';
import {leafHash} from './merkle';

const entry: LogEntry = {
  organisation: '6c1b52f1-3f0a-4f0c-9d0e-0c6c3d1c1a11',
  stream: 'case/6c1b52f1-3f0a-4f0c-9d0e-0c6c3d1c1a12',
  number: 12,
  previous: Buffer.alloc(32, 0xab),
  kind: 'change',
  at: new Date('2026-03-02T08:00:00.000Z'),
  commitment: Buffer.alloc(32, 0xcd),
};

describe('the bytes of an entry', () => {
  it('are taken apart into what they were made of', () => {
    const hashes = fc.uint8Array({minLength: 32, maxLength: 32}).map((bytes) => Buffer.from(bytes));
    const numbers = fc.integer({min: 1, max: Number.MAX_SAFE_INTEGER});
    const streams = fc.constantFrom('org', 'case/x', 'case-access/é', `account/${entry.organisation}`);
    fc.assert(
      fc.property(hashes, hashes, numbers, streams, (previous, commitment, number, stream) => {
        const bytes = entryBytes({...entry, previous, commitment, number, stream});
        const view = viewEntry(bytes);
        if (!view) throw new Error('it cannot be read');
        expect([view.number, streamOf(view), organisationOf(view)]).toEqual([
          number,
          stream,
          entry.organisation,
        ]);
        expect(isHashAt(bytes, view.commitmentAt, commitment)).toBe(true);
        expect(isHashAt(bytes, view.previousAt, previous)).toBe(true);
        expect(isHashAt(bytes, view.previousAt, commitment)).toBe(previous.equals(commitment));
        expect(leafHash(bytes)).toEqual(entryHash({...entry, previous, commitment, number, stream}));
      }),
    );
  });

  it.each([
    ['no JSON', (text: string) => text.replace('{', '[')],
    ['another order', (text: string) => text.replace('"v":1}', '"w":1}')],
    ['a blank', (text: string) => text.replace('"kind":"', '"kind": "')],
    ['a kind without an end', (text: string) => text.slice(0, text.indexOf('change') + 3)],
    ['a number with a zero before it', (text: string) => text.replace(':12,', ':012,')],
    ['the number 0', (text: string) => text.replace(':12,', ':0,')],
    ['a number that is too large', (text: string) => text.replace(':12,', `:${'9'.repeat(30)},`)],
    ['no number', (text: string) => text.replace(':12,', ':,')],
    ['an escape', (text: string) => text.replace('case/', 'cas\\u0065/')],
    ['a quote', (text: string) => text.replace('case/', 'cas"/')],
    ['a control character', (text: string) => text.replace('change', 'chan\nge')],
    ['no stream', (text: string) => text.replace(/"stream":"[^"]*"/, '"stream":""')],
    ['digits that are none', (text: string) => text.replace('abab', 'abAB')],
    ['a commitment that is none', (text: string) => text.replace('cdcd', 'cd!d')],
    ['nothing at all', () => ''],
    ['more behind', (text: string) => `${text} `],
  ])('are refused with %s', (_, alter) => {
    expect(viewEntry(Buffer.from(alter(entryBytes(entry).toString())))).toBeNull();
  });

  it('are refused or read, whatever they are, and never crash', () => {
    const bytes = entryBytes(entry);
    fc.assert(
      fc.property(fc.nat(bytes.length), fc.uint8Array({maxLength: 40}), fc.nat(40), (at, put, cut) => {
        const mixed = Buffer.concat([bytes.subarray(0, at), put, bytes.subarray(at + cut)]);
        const view = viewEntry(mixed);
        return view === null || leafHash(mixed).equals(leafHash(view.bytes));
      }),
      {numRuns: 2000},
    );
  });
});

describe('the place of an entry in its stream', () => {
  const stream = entry.stream;
  const viewed = (changes: Partial<LogEntry>) => {
    const view = viewEntry(entryBytes({...entry, ...changes}));
    if (!view) throw new Error('it cannot be read');
    return view;
  };
  const head = {number: 11, hash: entry.previous, index: 40};
  const at = {index: 50, stream};

  it('follows the head, or begins the stream', () => {
    expect(chainFault(viewed({}), head, at)).toBeNull();
    expect(chainFault(viewed({number: 1, previous: GENESIS}), null, at)).toBeNull();
  });

  it('is after a gap, there already, or chained to another entry', () => {
    expect(chainFault(viewed({number: 14}), head, at)).toEqual({
      reason: 'gap',
      index: 50,
      shownBy: 50,
      stream,
      number: 12,
    });
    expect(chainFault(viewed({}), null, at)).toEqual({
      reason: 'gap',
      index: 50,
      shownBy: 50,
      stream,
      number: 1,
    });
    expect(chainFault(viewed({number: 11}), head, at)).toEqual({
      reason: 'again',
      index: 50,
      shownBy: 50,
      stream,
      number: 11,
    });
    const other = viewed({previous: GENESIS});
    expect(chainFault(other, head, at)).toEqual({reason: 'link', index: 40, shownBy: 50, stream, number: 11});
    const first = viewed({number: 1});
    expect(chainFault(first, null, at)).toEqual({reason: 'link', index: 50, shownBy: 50, stream, number: 1});
  });
});
