import {createHash} from 'node:crypto';
import {StreamHead, StreamHeads} from './stream-heads';

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
      heads.set(name, headOf(index + 7));
    });
    names.forEach((name, index) => {
      heads.set(name, headOf(index));
    });
    expect(names.map((name) => heads.get(name))).toEqual(names.map((_, index) => headOf(index)));
    expect(heads.get(`account/${idOf(1)}`)).toBeNull();
    expect(heads.get('other')).toBeNull();
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
      heads.set(name, headOf(index));
    });
    expect(names.map((name) => heads.get(name)?.number)).toEqual(names.map((_, index) => index));
  });

  it('take no more streams than there is room for', () => {
    const heads = new StreamHeads(2);
    heads.set(`case/${idOf(1)}`, headOf(1));
    expect(heads.full).toBe(false);
    heads.set('org', headOf(2));
    expect(heads.full).toBe(true);
    heads.set('org', headOf(3));
    expect(() => {
      heads.set('more', headOf(4));
    }).toThrow(RangeError);
    expect(heads.get('org')).toEqual(headOf(3));
  });
});
