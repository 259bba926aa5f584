import {mkdtempSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {originOf} from '../../../src/audit/domain/checkpoint';
import {GENESIS, commit, entryBytes, entryHash} from '../../../src/audit/domain/entry';
import {noteSigner} from '../../../src/audit/domain/signed-note';
import {verifyBundle} from '../../../src/audit/verify/verify-bundle';
import {verifyTiles} from '../../../src/audit/verify/verify-tiles';
import {inventedLeaves} from '../../support/invented-log';
import {writeLogFolder} from '../../support/log-folder-writer';
import type {WrittenLeaf} from '../../support/log-folder-writer';

const organisation = '6c1b52f1-3f0a-4f0c-9d0e-0c6c3d1c1a11';
const signer = noteSigner(originOf(organisation), Buffer.alloc(32, 7));

describe('an export', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'collegium-bundle-'));
  });

  afterEach(() => {
    rmSync(folder, {recursive: true, force: true});
  });

  it.each([1, 2, 255, 256, 257, 512, 1000])('of %i entries is found whole', async (events) => {
    const leaves = inventedLeaves({organisation, events, streams: 40});
    writeLogFolder(folder, {
      organisation,
      leaves,
      signer,
      checkpointsAt: [1, 100, 256, 300].filter((at) => at < events),
    });
    expect(await verifyBundle(folder, {key: signer, checkpoints: []})).toEqual({
      ok: true,
      size: events,
      first: null,
    });
    expect(await verifyTiles(folder, {key: signer, checkpoints: []})).toEqual({
      ok: true,
      size: events,
      first: null,
    });
  });

  it('has as many checkpoints as there are, however long the file of them is', async () => {
    const sizes = Array.from({length: 4400}, (_, at) => at + 1);
    writeLogFolder(folder, {
      organisation,
      leaves: inventedLeaves({organisation, events: 4400, streams: 40}),
      signer,
      checkpointsAt: sizes,
    });
    expect(statSync(join(folder, 'checkpoints.ndjson')).size).toBeGreaterThan(2 ** 20);
    expect((await verifyBundle(folder, {key: signer, checkpoints: []})).first).toBeNull();
    const file = join(folder, 'checkpoints.ndjson');
    const lines = readFileSync(file, 'utf8').split('\n');
    writeFileSync(file, lines.with(3999, (lines[3999] ?? '').replace('collegium', 'collegiun')).join('\n'));
    expect((await verifyBundle(folder, {key: signer, checkpoints: []})).first).toMatchObject({
      index: 3999,
      kind: 'altered',
    });
  });

  it.each([
    ['tile/0/001', 256],
    ['tile/0/003.p/232', 768],
    ['tile/1/000.p/3', 0],
  ])('of which %s is gone lacks the tile over entry %i, and nothing was altered', async (path, index) => {
    writeLogFolder(folder, {
      organisation,
      leaves: inventedLeaves({organisation, events: 1000, streams: 40}),
      signer,
    });
    rmSync(join(folder, path));
    expect((await verifyBundle(folder, {key: signer, checkpoints: []})).first).toMatchObject({
      ...{index, kind: 'removed'},
    });
  });

  it('whose checkpoint says less than was signed is held against what was kept, not against that', async () => {
    const leaves = inventedLeaves({organisation, events: 1000, streams: 40});
    const notes = writeLogFolder(folder, {organisation, leaves, signer, checkpointsAt: [300, 700]});
    writeFileSync(join(folder, 'checkpoint'), (notes.at(-1) ?? '').replace('\n1000\n', '\n100\n'));
    const {first} = await verifyTiles(folder, {key: signer, checkpoints: notes.slice(0, 2)});
    expect(first).toMatchObject({index: 700, kind: 'altered'});
  });

  describe('of a case that was disposed of', () => {
    const opened = {type: 'caseOpened', on: 'one', details: {}};
    const disposal = (type: string, classes: readonly string[], on = 'one') =>
      ({stream: 'org', event: {type, on, details: {classes}}}) as const;
    const read = {stream: 'case-access/one', event: opened};
    const gone = {stream: 'case-access/one', event: null};
    const acted = {stream: 'case/one', event: null};

    const check = (...recorded: readonly {stream: string; event: object | null}[]) => {
      writeLogFolder(folder, {organisation, leaves: leavesOf(recorded), signer});
      return verifyBundle(folder, {key: signer, checkpoints: []});
    };

    it.each(['caseKeyDestroyed', 'recordsDestroyed'])(
      'lacks what it recorded until then: %s',
      async (type) => {
        const {first} = await check(acted, gone, acted, disposal(type, ['content', 'log']), read);
        expect(first).toBeNull();
      },
    );

    it('lacks what it recorded up to the last disposal', async () => {
      const log = disposal('recordsDestroyed', ['log']);
      expect((await check(acted, log, gone, log)).first).toBeNull();
    });

    it.each([
      ['its key went, the log stays', 0, [acted, disposal('caseKeyDestroyed', ['content'])]],
      ['another one went', 0, [acted, disposal('recordsDestroyed', ['log'], 'two')]],
      ['it was disposed of earlier', 2, [acted, disposal('recordsDestroyed', ['log']), gone]],
      ['it is no case', 0, [{stream: 'org', event: null}, disposal('recordsDestroyed', ['log'], '')]],
    ] as const)('lacks nothing else: %s', async (_, index, recorded) => {
      expect((await check(...recorded)).first).toMatchObject({index, kind: 'removed'});
    });
  });
});

/** Entries that follow each other in their streams; without what they record where that is null. */
function leavesOf(recorded: readonly {stream: string; event: object | null}[]): WrittenLeaf[] {
  const heads = new Map<string, {number: number; hash: Buffer}>();
  return recorded.map(({stream, event}, index) => {
    const head = heads.get(stream) ?? {number: 0, hash: GENESIS};
    const salt = Buffer.alloc(32, index);
    const text = JSON.stringify(event);
    const entry = {
      organisation,
      stream,
      number: head.number + 1,
      previous: head.hash,
      kind: 'change',
      at: new Date(index),
      commitment: commit(salt, text),
    } as const;
    heads.set(stream, {number: entry.number, hash: entryHash(entry)});
    return {entry: entryBytes(entry), payload: event ? `${salt.toString('hex')} ${text}` : '-'};
  });
}
