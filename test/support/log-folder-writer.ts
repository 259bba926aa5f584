import {mkdirSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {BUNDLE_FILES, checkpointLine, manifestOf} from '../../src/audit/domain/bundle-files';
import {originOf, signCheckpoint} from '../../src/audit/domain/checkpoint';
import {CompactRange} from '../../src/audit/domain/compact-range';
import {entryBundle} from '../../src/audit/domain/entry-bundle';
import {leafHash, leafText, rootOf} from '../../src/audit/domain/merkle';
import type {NoteSigner} from '../../src/audit/domain/signed-note';
import {
  TILE_WIDTH,
  entriesPath,
  hashesIn,
  payloadsPath,
  tilePath,
  tileWidth,
} from '../../src/audit/domain/tile';

/** An entry and the line of its payload, `-` when there is none. */
export interface WrittenLeaf {
  readonly entry: Buffer;
  readonly payload: string;
}

export interface WrittenLog {
  readonly organisation: string;
  readonly leaves: Iterable<WrittenLeaf>;
  readonly signer: NoteSigner;
  /** Sizes at which checkpoints are signed, beside the last. */
  readonly checkpointsAt?: readonly number[];
}

/** Writes an export by other code than the product's own. @returns the checkpoints, oldest first */
export function writeLogFolder(
  directory: string,
  {organisation, leaves, signer, checkpointsAt = []}: WrittenLog,
): string[] {
  const put = (path: string, content: Buffer | string): void => {
    const place = join(directory, path);
    mkdirSync(dirname(place), {recursive: true});
    writeFileSync(place, content);
  };
  const tree = new CompactRange();
  const hashes: Buffer[] = [];
  const notes: string[] = [];
  let tile: WrittenLeaf[] = [];
  const sign = (): void => {
    const head = {origin: originOf(organisation), size: tree.size, root: tree.root()};
    notes.push(signCheckpoint(head, signer));
  };
  const flush = (): void => {
    if (tile.length === 0) return;
    const place = {index: Math.ceil(tree.size / TILE_WIDTH) - 1, width: tile.length};
    const bytes = Buffer.concat(tile.map(({entry}) => leafHash(entry)));
    put(entriesPath(place), entryBundle(tile.map(({entry}) => entry)));
    put(payloadsPath(place), tile.map(({payload}) => `${payload}\n`).join(''));
    put(tilePath({level: 0, ...place}), bytes);
    if (place.width === TILE_WIDTH) hashes.push(rootOf(hashesIn(bytes) ?? []));
    tile = [];
  };
  const stops = new Set(checkpointsAt);
  for (const leaf of leaves) {
    tile.push(leaf);
    tree.append(leafText(leaf.entry));
    if (tile.length === TILE_WIDTH) flush();
    if (stops.has(tree.size)) sign();
  }
  flush();
  if (!stops.has(tree.size)) sign();
  writeUpperTiles(put, hashes, tree.size);
  put(BUNDLE_FILES.key, `${signer.text}\n`);
  put(BUNDLE_FILES.keys, '');
  put(BUNDLE_FILES.checkpoint, notes.at(-1) ?? '');
  put(BUNDLE_FILES.checkpoints, notes.map(checkpointLine).join(''));
  put(BUNDLE_FILES.manifest, manifestOf(organisation, {size: tree.size, root: tree.root()}));
  return notes;
}

function writeUpperTiles(
  put: (path: string, content: Buffer) => void,
  roots: readonly Buffer[],
  size: number,
): void {
  let row = roots;
  for (let level = 1; row.length > 0; level += 1) {
    const above: Buffer[] = [];
    for (let index = 0; index * TILE_WIDTH < row.length; index += 1) {
      const some = row.slice(index * TILE_WIDTH, (index + 1) * TILE_WIDTH);
      put(tilePath({level, index, width: tileWidth(size, level, index)}), Buffer.concat(some));
      if (some.length === TILE_WIDTH) above.push(rootOf(some));
    }
    row = above;
  }
}
