import {mkdtempSync, readdirSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {streamOf, viewEntry} from '../../../src/audit/domain/entry-view';
import {leafText} from '../../../src/audit/domain/merkle';
import {ChainCheck} from '../../../src/audit/verify/chain-check';
import {inventedLeaves} from '../../support/invented-log';
import type {WrittenLeaf} from '../../support/log-folder-writer';

const organisation = '6c1b52f1-3f0a-4f0c-9d0e-0c6c3d1c1a11';
const leaves = [...inventedLeaves({organisation, events: 1500, streams: 60})];

const addAll = (chains: ChainCheck, some: readonly WrittenLeaf[]): void => {
  for (const [index, {entry}] of some.entries()) {
    const view = viewEntry(entry);
    if (!view) throw new Error('it is no entry');
    chains.next(view, leafText(entry), index);
  }
};

describe('the chains of more streams than are kept in memory', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'collegium-chains-'));
  });

  afterEach(() => {
    rmSync(folder, {recursive: true});
  });

  const check = (some: readonly WrittenLeaf[], capacity: number): ReturnType<ChainCheck['end']> => {
    const chains = new ChainCheck(capacity, folder);
    addAll(chains, some);
    expect(readdirSync(folder)).toHaveLength(capacity < 60 ? 1 : 0);
    return chains.end();
  };

  it.each([2, 7, 59, 60])('are found whole with room for %i of 60, and leave no file', (capacity) => {
    expect(check(leaves, capacity)).toBeNull();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('show the same fault at the same place, however much room there is', () => {
    for (const removed of [5, 300, 700]) {
      const found = check(leaves.toSpliced(removed, 1), 1000);
      expect(found).not.toBeNull();
      for (const capacity of [3, 7, 40]) expect(check(leaves.toSpliced(removed, 1), capacity)).toEqual(found);
    }
  });

  it('name the entry that neither follows nor is followed, not the one before it', () => {
    const streams = leaves.map(({entry}) => viewEntry(entry)).map((view) => (view ? streamOf(view) : ''));
    const stream = streams[0] ?? '';
    const [before, bad] = streams.flatMap((name, index) => (name === stream ? [index] : []));
    const text = leaves[bad ?? 0]?.entry.toString() ?? '';
    const other = text.replace(/"previous":"[0-9a-f]{2}/, '"previous":"zz').replace('zz', '00');
    expect(other).not.toBe(text);
    const all: readonly WrittenLeaf[] = leaves;
    const altered = all.with(bad ?? 0, {entry: Buffer.from(other), payload: ''});
    expect(check(altered, 1000)).toMatchObject({
      ...{reason: 'link', index: before, shownBy: bad, brokenTwice: true},
    });
    // The last of its stream nobody follows.
    expect(check(altered.slice(0, (bad ?? 0) + 1), 1000)).not.toHaveProperty('brokenTwice');
  });

  it('leave no file when the check is given up', () => {
    const chains = new ChainCheck(1, folder);
    addAll(chains, leaves);
    expect(readdirSync(folder)).toHaveLength(1);
    chains.close();
    expect(readdirSync(folder)).toEqual([]);
  });
});
