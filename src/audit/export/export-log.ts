import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  writeSync,
} from 'node:fs';
import {dirname, join} from 'node:path';
import {ReadTransaction} from '../../platform/database/transaction';
import {BUNDLE_FILES, checkpointLine, keyChangeLine, manifestOf} from '../domain/bundle-files';
import {entryBytes} from '../domain/entry';
import {entryBundle} from '../domain/entry-bundle';
import {TILE_WIDTH, TilePlace, entriesPath, payloadsPath, tilePath, tileWidth} from '../domain/tile';
import {entryOf} from '../persistence/entry-rows';
import {LeafRow, findCheckpoints, findLeaves} from '../persistence/leaf-rows';
import {findLastCheckpoint} from '../persistence/tree-rows';
import {readNamedTile} from '../queries/published-tree';
import {readKeys} from '../queries/read-keys';
import {ExportRefusedError} from './export-refused-error';

/** Leaves read at a time. */
const PAGE = 16 * TILE_WIDTH;
const CHECKPOINTS = 1000;

/**
 * Writes the log of an organisation up to its latest checkpoint into a folder, as C2SP tlog-tiles with the payloads, the
 * earlier checkpoints and the keys beside: all that `verifyBundle` needs. `bundle.json` is written last.
 *
 * @returns entries written
 * @throws ExportRefusedError when the folder is not empty, or the log is not whole
 */
export async function exportLog(
  tx: ReadTransaction,
  organisation: string,
  directory: string,
): Promise<number> {
  if (existsSync(directory) && readdirSync(directory).length > 0)
    throw new ExportRefusedError(`${directory} is not empty; name a folder that is new or empty`);
  const last = await tx.row(findLastCheckpoint, [organisation]);
  if (!last) throw new ExportRefusedError('the log of this organisation has no entry yet');
  const size = Number(last.size);
  const folder = new BundleWriter(directory);
  for (let begin = 0; begin < size; begin += PAGE)
    writeLeaves(folder, await leavesOf(tx, {organisation, size, begin}), begin);
  await writeTiles(tx, folder, {organisation, size});
  const {verifiers, handovers} = await readKeys(tx, organisation);
  folder.write(BUNDLE_FILES.keys, handovers.map(({change}) => keyChangeLine(change)).join(''));
  folder.write(BUNDLE_FILES.key, `${verifiers.at(handovers.length) ?? ''}\n`);
  await writeCheckpoints(tx, folder, organisation);
  folder.write(BUNDLE_FILES.checkpoint, last.note);
  folder.finish(BUNDLE_FILES.manifest, manifestOf(organisation, {size, root: last.root}));
  return size;
}

async function leavesOf(
  tx: ReadTransaction,
  {organisation, size, begin}: {organisation: string; size: number; begin: number},
): Promise<LeafRow[]> {
  const end = Math.min(size, begin + PAGE);
  const rows = await tx.rows(findLeaves, [organisation, begin, end]);
  if (rows.length !== end - begin || rows.some(({index}, at) => Number(index) !== begin + at))
    throw new ExportRefusedError('the log is not whole; run: collegium audit verify');
  return rows;
}

function writeLeaves(folder: BundleWriter, rows: readonly LeafRow[], begin: number): void {
  for (let at = 0; at < rows.length; at += TILE_WIDTH) {
    const some = rows.slice(at, at + TILE_WIDTH);
    const place = {index: (begin + at) / TILE_WIDTH, width: some.length};
    folder.write(entriesPath(place), entryBundle(some.map((row) => entryBytes(entryOf(row)))));
    const lines = some.map(({salt, event}) =>
      salt && event !== null ? `${salt.toString('hex')} ${event}\n` : '-\n',
    );
    folder.write(payloadsPath(place), lines.join(''));
  }
}

async function writeTiles(
  tx: ReadTransaction,
  folder: BundleWriter,
  log: {organisation: string; size: number},
): Promise<void> {
  for (let level = 0; TILE_WIDTH ** level <= log.size; level += 1)
    for (let index = 0; ; index += 1) {
      const place: TilePlace = {level, index, width: tileWidth(log.size, level, index)};
      if (place.width === 0) break;
      const bytes = await readNamedTile(tx, log, {kind: 'hashes', ...place});
      if (!bytes) throw new ExportRefusedError('the tree is not whole; run: collegium audit verify');
      folder.write(tilePath(place), bytes);
    }
}

async function writeCheckpoints(
  tx: ReadTransaction,
  folder: BundleWriter,
  organisation: string,
): Promise<void> {
  let after = '0';
  folder.write(BUNDLE_FILES.checkpoints, '');
  for (;;) {
    const rows = await tx.rows(findCheckpoints, [organisation, after, CHECKPOINTS]);
    folder.append(BUNDLE_FILES.checkpoints, rows.map(({note}) => checkpointLine(note)).join(''));
    const last = rows.at(-1);
    if (!last || rows.length < CHECKPOINTS) return;
    after = last.size;
  }
}

/** Writes files below a folder, making what folders they need. */
class BundleWriter {
  readonly #directory: string;
  readonly #made = new Set<string>();

  constructor(directory: string) {
    this.#directory = directory;
  }

  write(path: string, content: Buffer | string): void {
    this.#put(path, content, 'wx');
  }

  append(path: string, content: string): void {
    this.#put(path, content, 'a');
  }

  /** The last file: it appears whole and under its name, or not at all. */
  finish(path: string, content: string): void {
    this.#put(`${path}.unfinished`, content, 'wx');
    renameSync(join(this.#directory, `${path}.unfinished`), join(this.#directory, path));
    const folder = openSync(this.#directory, 'r');
    fsyncSync(folder);
    closeSync(folder);
  }

  #put(path: string, content: Buffer | string, flags: string): void {
    const place = join(this.#directory, path);
    const folder = dirname(place);
    if (!this.#made.has(folder)) mkdirSync(folder, {recursive: true, mode: 0o700});
    // One folder holds a thousand files, and they come in order.
    if (this.#made.size > 100) this.#made.clear();
    this.#made.add(folder);
    const file = openSync(place, flags, 0o600);
    try {
      const bytes = Buffer.from(content);
      let written = 0;
      while (written < bytes.length) written += writeSync(file, bytes, written);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
  }
}
