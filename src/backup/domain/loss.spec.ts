import {judge} from './loss';
import type {Comparison} from './loss';

const sizes = (...values: number[]): {size: number}[] => values.map((size) => ({size}));

const restored = (given: Partial<Comparison>) =>
  judge({entries: 100, signed: 95, shared: [], contradicted: [], ahead: [], ...given});

describe('a restored log, held against exported checkpoints,', () => {
  it('is whole when it begins with all of them', () => {
    expect(restored({shared: sizes(10, 100)})).toEqual({kind: 'whole'});
  });

  it('is unanchored when there are none: nobody can tell what is missing', () => {
    expect(restored({})).toEqual({kind: 'unanchored'});
  });

  it('is rolled back when more was signed than it holds', () => {
    expect(restored({shared: sizes(10, 90), ahead: sizes(101, 140)})).toEqual({
      kind: 'lost',
      missing: 40,
      lastSize: 140,
      commonSize: 90,
    });
    expect(restored({ahead: sizes(101)})).toMatchObject({missing: 1, commonSize: 0});
  });

  it('is rolled back as well when entries that it had not signed came in another order', () => {
    expect(restored({shared: sizes(95), contradicted: sizes(98)})).toEqual({
      kind: 'lost',
      missing: 1,
      lastSize: 98,
      commonSize: 95,
    });
  });

  it('is another log when it contradicts what it had signed itself', () => {
    expect(restored({shared: sizes(10), contradicted: sizes(95), ahead: sizes(140)})).toEqual({
      kind: 'foreign',
      size: 95,
    });
  });
});
