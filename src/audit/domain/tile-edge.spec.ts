import {leafHash, rootOf} from './merkle';
import {entriesPath, hashesIn, tilePath, tileWidth} from './tile';
import {FullTile, TileEdge} from './tile-edge';

const leaves = Array.from({length: 66_000}, (_, index) => leafHash(Buffer.from(String(index))));

describe('the right edge of a tree', () => {
  it('has the root of the tree at every size, also where tiles fill', () => {
    const edge = new TileEdge();
    const sizes = [0, 1, 2, 130, 255, 256, 257, 511, 512, 513, 65_535, 65_536, 65_537, 65_800];
    for (const size of sizes) {
      while (edge.size < size) edge.append(leaves[edge.size] ?? Buffer.alloc(0));
      expect([size, edge.root().toString('hex')]).toEqual([
        size,
        rootOf(leaves.slice(0, size)).toString('hex'),
      ]);
    }
  });

  it('gives out each tile once, when it is full', () => {
    const edge = new TileEdge();
    const tiles: FullTile[] = leaves.flatMap((leaf) => edge.append(leaf));
    expect(tiles.filter(({level}) => level === 0).map(({index}) => index)).toEqual(
      Array.from({length: 257}, (_, index) => index),
    );
    expect(tiles.filter(({level}) => level > 0).map(({level, index}) => [level, index])).toEqual([[1, 0]]);
    expect(tiles[1]?.hashes.equals(Buffer.concat(leaves.slice(256, 512)))).toBe(true);
    expect(tiles[1]?.root.equals(rootOf(leaves.slice(256, 512)))).toBe(true);
  });

  it('goes on from what was stored of it', () => {
    const edge = new TileEdge(300, [leaves.slice(256, 300), [rootOf(leaves.slice(0, 256))]]);
    edge.append(leaves[300] ?? Buffer.alloc(0));
    expect(edge.root().equals(rootOf(leaves.slice(0, 301)))).toBe(true);
  });
});

describe('a tile', () => {
  it.each([
    [{level: 0, index: 0, width: 256}, 'tile/0/000'],
    [{level: 1, index: 1_234_067, width: 256}, 'tile/1/x001/x234/067'],
    [{level: 2, index: 1000, width: 7}, 'tile/2/x001/000.p/7'],
  ])('lies where C2SP tlog-tiles puts it: %j', (place, path) => {
    expect(tilePath(place)).toBe(path);
    expect(entriesPath(place)).toBe(path.replace(/tile\/\d/, 'tile/entries'));
  });

  it('is as wide as the tree lets it be', () => {
    expect([tileWidth(0, 0, 0), tileWidth(300, 0, 0), tileWidth(300, 0, 1), tileWidth(300, 0, 2)]).toEqual([
      0, 256, 44, 0,
    ]);
    expect([tileWidth(300, 1, 0), tileWidth(65_536, 1, 0), tileWidth(65_536, 2, 0)]).toEqual([1, 256, 1]);
  });

  it('consists of whole hashes', () => {
    expect(hashesIn(Buffer.alloc(64))).toHaveLength(2);
    expect(hashesIn(Buffer.alloc(63))).toBeNull();
  });
});
