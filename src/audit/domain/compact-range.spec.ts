import {CompactRange} from './compact-range';
import {EMPTY_ROOT, hashBytes, hashText, leafHash, rootOf} from './merkle';
import {TileEdge} from './tile-edge';

describe('a compact range', () => {
  it('has the root of the whole tree at every size', () => {
    const leaves = Array.from({length: 600}, (_, index) => leafHash(Buffer.from(String(index))));
    const range = new CompactRange();
    const wrong = leaves.filter((leaf, index) => {
      range.append(hashText(leaf));
      return range.size !== index + 1 || !range.root().equals(rootOf(leaves.slice(0, index + 1)));
    });
    expect(wrong).toEqual([]);
    expect(new CompactRange().root()).toEqual(EMPTY_ROOT);
  });

  it('gives the roots of the same tiles as the edge that the integrator grows', () => {
    const range = new CompactRange();
    const edge = new TileEdge();
    const leaf = leafHash(Buffer.from('one'));
    for (let index = 0; index < 65_600; index += 1) {
      const full = edge.append(leaf).map(({root}) => root.toString('hex'));
      const roots = range.append(hashText(leaf)).map((root) => hashBytes(root).toString('hex'));
      if (full.join() !== roots.join()) throw new Error(`they differ at ${index}`);
    }
    expect(range.root()).toEqual(edge.root());
  });
});
