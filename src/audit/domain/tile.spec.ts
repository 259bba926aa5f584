import fc from 'fast-check';
import {entriesIn, entryBundle} from './entry-bundle';
import {entriesPath, parseTilePath, tilePath} from './tile';

describe('the path of a tile', () => {
  it.each([
    ['tile/0/000', {kind: 'hashes', level: 0, index: 0, width: 256}],
    ['tile/1/x001/234.p/7', {kind: 'hashes', level: 1, index: 1234, width: 7}],
    ['tile/63/x001/x234/067', {kind: 'hashes', level: 63, index: 1_234_067, width: 256}],
    ['tile/entries/x001/234', {kind: 'entries', index: 1234, width: 256}],
    ['tile/entries/000.p/255', {kind: 'entries', index: 0, width: 255}],
  ])('%s is read as C2SP tlog-tiles writes it', (path, place) => {
    expect(parseTilePath(path)).toEqual(place);
  });

  it.each([
    'tile/0/0',
    'tile/0/0000',
    'tile/0/1234',
    'tile/0/001/234',
    'tile/0/x000/001',
    'tile/0/x001/x234',
    'tile/0/000.p/0',
    'tile/0/000.p/256',
    'tile/0/000.p/07',
    'tile/0/000.p',
    'tile/64/000',
    'tile/00/000',
    'tile/01/000',
    'tile/-1/000',
    'tile/data/000',
    'tile/entries/0',
    'tile/0/000/',
    '/tile/0/000',
    'tile/0/../entries/000',
    `tile/0/${'x999/'.repeat(6)}999`,
    `tile/0/${'x999/'.repeat(40)}999`,
    '',
  ])('is refused as %s', (path) => {
    expect(parseTilePath(path)).toBeNull();
  });

  it('leads back to where it came from, for every place', () => {
    const width = fc.integer({min: 1, max: 256});
    fc.assert(
      fc.property(fc.integer({min: 0, max: 63}), fc.maxSafeNat(), width, (level, index, columns) => {
        const place = {level, index, width: columns};
        expect(parseTilePath(tilePath(place))).toEqual({kind: 'hashes', ...place});
        expect(parseTilePath(entriesPath(place))).toEqual({kind: 'entries', index, width: columns});
      }),
    );
  });

  it('is nothing else that anybody may write', () => {
    const piece = fc.constantFrom(
      'tile',
      '/',
      'entries',
      'x001',
      '000',
      '.p',
      '7',
      '256',
      '0',
      '..',
      '%2f',
      'é',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(piece).map((parts) => parts.join('')),
        ),
        (path) => {
          const tile = parseTilePath(path);
          return tile === null || path === (tile.kind === 'hashes' ? tilePath(tile) : entriesPath(tile));
        },
      ),
      {numRuns: 2000},
    );
  });
});

describe('a bundle of entries', () => {
  it('gives back what was put in', () => {
    const several = fc.array(fc.uint8Array({maxLength: 700}).map((bytes) => Buffer.from(bytes)));
    fc.assert(
      fc.property(several, (entries) => {
        expect(entriesIn(entryBundle(entries))).toEqual({entries, rest: null});
      }),
    );
  });

  it('says what is left over when it ends too early', () => {
    const bundle = entryBundle([Buffer.from('one'), Buffer.from('three')]);
    const cut = Array.from({length: bundle.length + 1}, (_, end) => entriesIn(bundle.subarray(0, end)));
    expect(cut.map(({entries, rest}) => [entries.length, rest?.length ?? 0].join())).toEqual([
      '0,0',
      '0,1',
      '0,2',
      '0,3',
      '0,4',
      '1,0',
      '1,1',
      '1,2',
      '1,3',
      '1,4',
      '1,5',
      '1,6',
      '2,0',
    ]);
  });

  it('holds no entry of more than 65,535 bytes', () => {
    expect(entriesIn(entryBundle([Buffer.alloc(65_535)])).entries).toHaveLength(1);
    expect(() => entryBundle([Buffer.alloc(65_536)])).toThrow(RangeError);
  });
});
