import {createHash} from 'node:crypto';
import {GENESIS, entryBytes} from './entry';
import {EntryView, viewEntry} from './entry-view';
import {hashText} from './merkle';
import {StreamHead, StreamHeads} from './stream-heads';

const viewOf = (stream: string, number = 1, previous: Buffer = GENESIS): EntryView => {
  const view = viewEntry(
    entryBytes({
      organisation: '6c1b52f1-3f0a-4f0c-9d0e-0c6c3d1c1a11',
      stream,
      number,
      previous,
      kind: 'change',
      at: new Date(0),
      commitment: GENESIS,
    }),
  );
  if (!view) throw new Error('it is no entry');
  return view;
};

const get = (heads: StreamHeads, stream: string): StreamHead | null => {
  const known = heads.seek(viewOf(stream));
  expect(heads.head !== null).toBe(known);
  return heads.head;
};

const set = (heads: StreamHeads, stream: string, {hash, ...head}: StreamHead): void => {
  heads.seek(viewOf(stream));
  heads.advance({...head, hash: hashText(hash)});
};

const idOf = (index: number): string => {
  const hex = createHash('sha256').update(String(index)).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
    '-',
  );
};
const headOf = (index: number): StreamHead => ({
  number: index,
  index: index * 2,
  hash: createHash('sha256').update(`head ${index}`).digest(),
});

describe('the heads of streams', () => {
  it('are those that were set last, however many, in any kind of stream', () => {
    const names = Array.from({length: 6000}, (_, index) =>
      index % 3 === 0
        ? `case/${idOf(index)}`
        : index % 3 === 1
          ? `case-access/${idOf(index - 1)}`
          : `other ${index}`,
    );
    const heads = new StreamHeads(10_000);
    names.forEach((name, index) => {
      set(heads, name, headOf(index + 7));
    });
    names.forEach((name, index) => {
      set(heads, name, headOf(index));
    });
    expect(names.map((name) => get(heads, name))).toEqual(names.map((_, index) => headOf(index)));
    expect(get(heads, `account/${idOf(1)}`)).toBeNull();
    expect(get(heads, 'other')).toBeNull();
  });

  it('are kept apart by every digit of the id, and by what looks like an id', () => {
    const heads = new StreamHeads(1000);
    const id = '00000000-0000-0000-0000-000000000000';
    const names = [
      ...Array.from({length: 36}, (_, at) => `case/${id.slice(0, at)}1${id.slice(at + 1)}`),
      `case/${id}`,
      `/${id}`,
      id,
      `case/${id.slice(1)}g`,
      `case-${id}`,
      `case/${id.toUpperCase().replaceAll('0', 'A')}`,
    ];
    names.forEach((name, index) => {
      set(heads, name, headOf(index));
    });
    expect(names.map((name) => get(heads, name)?.number)).toEqual(names.map((_, index) => index));
  });

  it.each([`case/${idOf(1)}`, 'org'])('are followed by what is chained to them alone: %s', (stream) => {
    const heads = new StreamHeads(10);
    const head = headOf(4);
    expect(heads.seek(viewOf(stream))).toBe(false);
    expect(heads.isFollowedBy(viewOf(stream))).toBe(false);
    set(heads, stream, head);
    expect(heads.isFollowedBy(viewOf(stream, 5, head.hash))).toBe(true);
    expect(heads.isFollowedBy(viewOf(stream, 6, head.hash))).toBe(false);
    expect(heads.isFollowedBy(viewOf(stream, 5))).toBe(false);
  });

  it('take no more streams than there is room for', () => {
    const heads = new StreamHeads(2);
    set(heads, `case/${idOf(1)}`, headOf(1));
    expect(heads.full).toBe(false);
    set(heads, 'org', headOf(2));
    expect(heads.full).toBe(true);
    set(heads, 'org', headOf(3));
    expect(() => {
      set(heads, 'more', headOf(4));
    }).toThrow(RangeError);
    expect(get(heads, 'org')).toEqual(headOf(3));
  });
});
