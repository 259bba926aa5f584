import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {exportLog, parseVerifier, verifyBundle, verifyTiles} from '../../../src/audit';
import type {NoteVerifier} from '../../../src/audit';
import {BUNDLE_FILES, checkpointIn} from '../../../src/audit/domain/bundle-files';
import {checkpointBody, originOf} from '../../../src/audit/domain/checkpoint';
import {viewEntry, streamOf} from '../../../src/audit/domain/entry-view';
import {noteSigner} from '../../../src/audit/domain/signed-note';
import type {NoteSigner} from '../../../src/audit/domain/signed-note';
import type {Finding, Tampering} from '../../../src/audit/domain/tampering';
import {TILE_WIDTH, entriesPath, payloadsPath, tilePath, tileWidth} from '../../../src/audit/domain/tile';
import {KeyEncryptionKey} from '../../../src/platform/crypto/sealing';
import {startTestApp} from '../../support/app';
import type {TestApp} from '../../support/app';
import {seeded} from '../../support/random';
import {writeLogFolder} from '../../support/log-folder-writer';
import type {WrittenLeaf} from '../../support/log-folder-writer';
import {TamperedFolder} from '../../support/tamper-folder';
import {recordedLog} from './recorded-log';

const full = process.env['COLLEGIUM_DRILL'] === 'full';
const EVENTS = full ? 5000 : 530;
const MUTATIONS = full ? 1008 : 48;
const TILE_MUTATIONS = full ? 1000 : 10;

interface Expected {
  readonly index: number;
  readonly kind: Tampering;
}

interface Trial {
  readonly name: string;
  readonly found: Finding | null;
  readonly expected: Expected | null;
}

const isAsExpected = ({found, expected}: Trial): boolean =>
  expected !== null && found?.index === expected.index && found.kind === expected.kind;

describe('an export that somebody tampers with', () => {
  let app: TestApp;
  let work: string;
  let folder: TamperedFolder;
  let earlier: {directory: string; size: number};
  let key: NoteVerifier;
  let signer: NoteSigner;
  let organisation: string;
  let kept: string[];
  const pick = seeded(4);

  beforeAll(async () => {
    app = await startTestApp();
    work = mkdtempSync(join(tmpdir(), 'collegium-tamper-'));
    const log = await recordedLog(app, EVENTS);
    organisation = log.organisation;
    const write = (name: string): Promise<number> =>
      app.connections.read((tx) => exportLog(tx, organisation, join(work, name)));
    earlier = {directory: join(work, 'earlier'), size: await write('earlier')};
    await log.record(70);
    await log.settle();
    const size = await write('now');
    folder = new TamperedFolder(join(work, 'now'), size);
    const [row] = await app.database.asSuperuser<{verifier: string; sealed_seed: string}>(
      'SELECT verifier, sealed_seed FROM audit_key WHERE organisation_id = $1',
      [organisation],
    );
    const verifier = parseVerifier(row?.verifier ?? '');
    if (!verifier) throw new Error('the log has no key');
    key = verifier;
    const seed = app.app.get(KeyEncryptionKey).openText(`audit-key/${organisation}`, row?.sealed_seed ?? '');
    signer = noteSigner(originOf(organisation), Buffer.from(seed, 'base64'));
    kept = folder.bytes(BUNDLE_FILES.checkpoints).toString().trimEnd().split('\n').map(checkpointIn);
  }, 300_000);

  afterAll(async () => {
    await app.close();
    rmSync(work, {recursive: true, force: true});
  });

  const check = async (directory = folder.directory, checkpoints: readonly string[] = []) =>
    (await verifyBundle(directory, {key, checkpoints})).first;

  const pathOf = (index: number, path: typeof entriesPath): string => {
    const tile = Math.floor(index / TILE_WIDTH);
    return path({index: tile, width: tileWidth(folder.size, 0, tile)});
  };

  /** What can be done to one leaf, each with what is to be found. */
  const mutations: Record<string, (leaf: number) => Expected> = {
    'a bit of an entry': (leaf) => {
      const {path, begin, end} = folder.placeOfEntry(leaf);
      folder.flip(path, begin * 8 + pick((end - begin) * 8));
      return {index: leaf, kind: 'altered'};
    },
    'a bit of what it records': (leaf) => {
      const lines = folder.bytes(pathOf(leaf, payloadsPath)).toString().split('\n');
      const begin = lines.slice(0, leaf % TILE_WIDTH).join('\n').length + (leaf % TILE_WIDTH === 0 ? 0 : 1);
      folder.flip(pathOf(leaf, payloadsPath), begin * 8 + pick((lines[leaf % TILE_WIDTH] ?? '').length * 8));
      return {index: leaf, kind: 'altered'};
    },
    'a bit of a hash': (leaf) => {
      const tile = Math.floor(leaf / TILE_WIDTH);
      const path = tilePath({level: 0, index: tile, width: tileWidth(folder.size, 0, tile)});
      folder.flip(path, (leaf % TILE_WIDTH) * 256 + pick(256));
      return {index: leaf, kind: 'altered'};
    },
    'a bit of a higher hash': (leaf) => {
      const width = tileWidth(folder.size, 1, 0);
      const place = Math.min(width - 1, Math.floor(leaf / TILE_WIDTH));
      folder.flip(tilePath({level: 1, index: 0, width}), place * 256 + pick(256));
      return {index: place * TILE_WIDTH, kind: 'altered'};
    },
    'a tile of hashes taken away': (leaf) => {
      const index = Math.floor(leaf / TILE_WIDTH);
      folder.write(tilePath({level: 0, index, width: tileWidth(folder.size, 0, index)}), null);
      return {index: index * TILE_WIDTH, kind: 'removed'};
    },
    'an entry taken away': (leaf) => {
      folder.relay(folder.leaves().toSpliced(leaf, 1));
      return {index: leaf, kind: leaf === folder.size - 1 ? 'truncated' : 'removed'};
    },
    'an entry taken out of its file': (leaf) => {
      const {path, begin, end} = folder.placeOfEntry(leaf);
      const bytes = folder.bytes(path);
      folder.write(path, Buffer.concat([bytes.subarray(0, begin), bytes.subarray(end)]));
      return {index: leaf, kind: leaf === folder.size - 1 ? 'truncated' : 'removed'};
    },
    'a file taken away': (leaf) => {
      folder.write(pathOf(leaf, entriesPath), null);
      const index = Math.floor(leaf / TILE_WIDTH);
      const last = index === Math.floor((folder.size - 1) / TILE_WIDTH);
      return {index: index * TILE_WIDTH, kind: last ? 'truncated' : 'removed'};
    },
    'an entry put in': (leaf) => {
      const leaves = folder.leaves();
      const copied = leaves[pick(leaves.length)];
      if (!copied || copied === leaves[leaf])
        return mutations['a bit of a hash']?.(leaf) ?? {index: leaf, kind: 'altered'};
      folder.relay(leaves.toSpliced(leaf, 0, copied));
      return {index: leaf, kind: 'inserted'};
    },
    'two entries in each other’s place': (leaf) => {
      const leaves = folder.leaves();
      const other = (leaf + 1 + pick(leaves.length - 1)) % leaves.length;
      const [one, two] = [leaves[leaf], leaves[other]];
      if (!one || !two) throw new Error('there are no two leaves');
      folder.relay(leaves.with(leaf, two).with(other, one), {payloads: pick(2) === 0});
      return {index: Math.min(leaf, other), kind: 'reordered'};
    },
    'the payloads of two entries in each other’s place': (leaf) => {
      const leaves = folder.leaves();
      const other = (leaf + 1 + pick(leaves.length - 1)) % leaves.length;
      const [one, two] = [leaves[leaf], leaves[other]];
      if (!one || !two) throw new Error('there are no two leaves');
      const swapped = leaves
        .with(leaf, {...one, payload: two.payload})
        .with(other, {...two, payload: one.payload});
      folder.relay(swapped);
      return {index: Math.min(leaf, other), kind: 'reordered'};
    },
    'everything from an entry on': (leaf) => {
      folder.relay(folder.leaves().slice(0, leaf));
      return {index: leaf, kind: 'truncated'};
    },
    'what an entry records taken away': (leaf) => {
      const leaves = folder.leaves();
      folder.relay(leaves.with(leaf, {entry: leaves[leaf]?.entry ?? Buffer.alloc(0), payload: '-'}));
      return {index: leaf, kind: 'removed'};
    },
    'a line of what is recorded put in': (leaf) => {
      const path = pathOf(leaf, payloadsPath);
      const text = folder.bytes(path).toString();
      folder.write(path, `${text}${text.split('\n')[leaf % TILE_WIDTH] ?? ''}\n`);
      const end = Math.min(folder.size, (Math.floor(leaf / TILE_WIDTH) + 1) * TILE_WIDTH);
      return {index: end, kind: 'inserted'};
    },
    'the end of what is recorded cut off': (leaf) => {
      const path = pathOf(leaf, payloadsPath);
      folder.write(path, folder.bytes(path).subarray(0, -1));
      const end = Math.min(folder.size, (Math.floor(leaf / TILE_WIDTH) + 1) * TILE_WIDTH);
      return {index: end - 1, kind: 'altered'};
    },
    'a line of what is recorded taken away': (leaf) => {
      const lines = folder.bytes(pathOf(leaf, payloadsPath)).toString().split('\n');
      folder.write(pathOf(leaf, payloadsPath), lines.toSpliced(leaf % TILE_WIDTH, 1).join('\n'));
      return {index: leaf, kind: 'removed'};
    },
  };

  /** The edges of tiles and of the log every fourth time. */
  const someLeaf = (): number => {
    const edges = [0, 1, 254, 255, 256, 257, folder.size - 2, folder.size - 1];
    return pick(4) === 0 ? (edges[pick(edges.length)] ?? 0) : pick(folder.size);
  };

  it('is whole before and after', async () => {
    expect(await check()).toBeNull();
    expect(await check(folder.directory, kept)).toBeNull();
    expect(folder.size).toBeGreaterThanOrEqual(EVENTS);
  });

  it('is found out, with the first bad entry and what was done to it', async () => {
    const trials: Trial[] = [];
    const kinds = Object.entries(mutations);
    for (let trial = 0; trial < MUTATIONS; trial += 1) {
      const [name, mutate] = kinds[trial % kinds.length] ?? [];
      if (name === undefined || !mutate) break;
      const leaf = someLeaf();
      const expected = mutate(leaf);
      trials.push({name: `${name}: ${leaf}`, expected, found: await check()});
      folder.restore();
    }
    process.stdout.write(`tampering with exports: ${trials.length} mutations of ${folder.size} events\n`);
    expect(trials.filter((trial) => !isAsExpected(trial))).toEqual([]);
    expect(await check()).toBeNull();
  }, 1_200_000);

  it('is found out as the tiles of a log as well, whatever its leaves are', async () => {
    const trials: Trial[] = [];
    const names = Object.keys(mutations).filter((name) => !/record|payload/.test(name));
    const verify = async (): Promise<Finding | null> =>
      (await verifyTiles(folder.directory, {key, checkpoints: []})).first;
    expect(await verify()).toBeNull();
    for (let trial = 0; trial < TILE_MUTATIONS; trial += 1) {
      const name = names[trial % names.length] ?? '';
      const leaf = someLeaf();
      const expected = mutations[name]?.(leaf) ?? null;
      trials.push({name: `${name}: ${leaf}`, expected, found: await verify()});
      folder.restore();
    }
    process.stdout.write(`tampering with tiles: ${trials.length} mutations of ${folder.size} events\n`);
    expect(trials.filter((trial) => !isAsExpected(trial))).toEqual([]);
  }, 1_200_000);

  it('does not pass with any bit of the files beside the tree flipped', async () => {
    const files = [
      BUNDLE_FILES.checkpoint,
      BUNDLE_FILES.checkpoints,
      BUNDLE_FILES.key,
      BUNDLE_FILES.manifest,
    ];
    const passed: string[] = [];
    for (let trial = 0; trial < MUTATIONS / 5; trial += 1) {
      const path = files[trial % files.length] ?? '';
      const bit = pick(folder.bytes(path).length * 8);
      folder.flip(path, bit);
      if ((await check()) === null) passed.push(`${path} ${bit}`);
      folder.restore();
    }
    expect(passed).toEqual([]);
  }, 1_200_000);

  it.each(Object.values(BUNDLE_FILES))('does not pass without %s, nor without its end', async (path) => {
    const bytes = folder.bytes(path);
    folder.write(path, null);
    const without = await check();
    folder.write(path, bytes.subarray(0, -1));
    const cut = await check();
    folder.restore();
    // No change of keys, no file is needed.
    expect([without !== null, cut !== null]).toEqual(bytes.length === 0 ? [true, false] : [true, true]);
  });

  it.each(['note.txt', 'checkpoint.old', 'bundle.json.unfinished', 'payload/more', 'more/tile/entries/000'])(
    'is found out by %s, which is no file of an export',
    async (path) => {
      folder.write(path, 'x');
      expect(await check()).toMatchObject({index: folder.size, kind: 'inserted'});
      folder.restore();
    },
  );

  it('is found out by checkpoints in another order', async () => {
    const lines = folder.bytes(BUNDLE_FILES.checkpoints).toString().split('\n');
    const [first = '', second = '', ...more] = lines;
    folder.write(BUNDLE_FILES.checkpoints, [second, first, ...more].join('\n'));
    expect(await check()).toMatchObject({index: checkpointBody(kept[1] ?? '')?.size, kind: 'altered'});
    folder.restore();
  });

  describe('and writes anew, tree and all', () => {
    let anew: string;

    beforeEach(() => {
      anew = mkdtempSync(join(work, 'anew-'));
    });

    const rewrite = (leaves: readonly WrittenLeaf[], by = signer): string[] =>
      writeLogFolder(anew, {organisation, leaves, signer: by});

    /** A leaf whose stream goes on after it, and where it does. */
    const withSuccessor = (leaves: readonly WrittenLeaf[], from: number): {leaf: number; next: number} => {
      const streams = leaves.map(({entry}) => {
        const view = viewEntry(entry);
        return view ? streamOf(view) : '';
      });
      for (let leaf = from; ; leaf += 1) {
        const next = streams.indexOf(streams[leaf] ?? '', leaf + 1);
        if (next > 0) return {leaf, next};
      }
    };

    it('with a key of their own: re-signed', async () => {
      const stranger = noteSigner(originOf(organisation), Buffer.alloc(32, 9));
      rewrite(folder.leaves(), stranger);
      expect(await check(anew)).toMatchObject({index: 0, kind: 're-signed'});
      const half = kept[Math.floor(kept.length / 2)] ?? '';
      // What an earlier checkpoint vouches for is not in doubt.
      expect(await check(anew, [half])).toMatchObject({index: checkpointBody(half)?.size, kind: 're-signed'});
      const {first} = await verifyBundle(anew, {key: null, checkpoints: [half]});
      expect(first).toMatchObject({kind: 're-signed'});
    });

    it('as it was earlier: rolled back', async () => {
      expect(await check(earlier.directory)).toBeNull();
      const last = kept.at(-1) ?? '';
      expect(await check(earlier.directory, [last])).toMatchObject({
        index: earlier.size,
        kind: 'rolled-back',
      });
    });

    it('with another story from some entry on, signed by the true key: forked', async () => {
      const leaves = folder.leaves();
      const fork = Math.floor(folder.size / 2);
      const other = inventedTail(leaves, fork);
      rewrite(other);
      expect(await check(anew)).toBeNull();
      const sizes = kept.map((note) => checkpointBody(note)?.size ?? 0).filter((size) => size <= fork);
      expect(await check(anew, kept)).toMatchObject({index: sizes.at(-1) ?? 0, kind: 'forked'});
    });

    it('without one entry of a case, signed by the true key: suppressed', async () => {
      const leaves = folder.leaves();
      for (const from of [3, 300, folder.size - 200]) {
        const {leaf, next} = withSuccessor(leaves, from);
        rewrite(leaves.toSpliced(leaf, 1));
        expect([leaf, await check(anew)]).toMatchObject([leaf, {index: next - 1, kind: 'suppressed'}]);
        rmSync(anew, {recursive: true});
      }
    });

    it('with one entry altered, the tiles made to fit, and the old checkpoint: altered', async () => {
      const leaves = folder.leaves();
      const note = folder.bytes(BUNDLE_FILES.checkpoint);
      const {leaf} = withSuccessor(leaves, 200);
      const text = leaves[leaf]?.entry.toString().replace(/"at":"2026/, '"at":"2025') ?? '';
      rewrite(leaves.with(leaf, {entry: Buffer.from(text), payload: leaves[leaf]?.payload ?? ''}));
      new TamperedFolder(anew, folder.size).write(BUNDLE_FILES.checkpoint, note);
      expect(await check(anew)).toMatchObject({index: leaf, kind: 'altered'});
    });

    /** The log up to the fork, and from there on without the streams' true ends: fewer entries, whole chains. */
    function inventedTail(leaves: readonly WrittenLeaf[], fork: number): WrittenLeaf[] {
      const gone = new Set<string>();
      return leaves.filter(({entry}, index) => {
        const view = viewEntry(entry);
        if (!view || index < fork) return true;
        const stream = streamOf(view);
        if (index === fork || gone.has(stream)) {
          gone.add(stream);
          return false;
        }
        return true;
      });
    }
  });
});
