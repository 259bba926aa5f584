import {closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync} from 'node:fs';
import {open} from 'node:fs/promises';
import {dirname} from 'node:path';

/** The name is taken, and what it names is never written over. */
export class FileExistsError extends Error {
  constructor(path: string) {
    super(`${path} exists already.\nName another file; nothing is written over.`);
    this.name = 'FileExistsError';
  }
}

/** A file that is whole and on disk, but not under its name yet. */
export interface DraftFile {
  readonly bytes: number;
  /** Gives it its name. @throws FileExistsError */
  keep(): void;
  /** Deletes it, unless it was kept. */
  discard(): void;
}

/**
 * Writes a stream to a file beside its later name, readable by this user alone, and syncs it. What fails leaves nothing
 * behind; a killed process leaves a name that ends in `.part`.
 *
 * @throws FileExistsError
 */
export async function draftFile(path: string, content: AsyncIterable<Uint8Array>): Promise<DraftFile> {
  const draft = `${path}.${process.pid}.part`;
  refuseExisting(path);
  let bytes = 0;
  const file = await open(draft, 'wx', 0o600);
  try {
    for await (const chunk of content) {
      await file.writeFile(chunk);
      bytes += chunk.length;
    }
    await file.sync();
  } catch (error) {
    rmSync(draft, {force: true});
    throw error;
  } finally {
    await file.close();
  }
  return {
    bytes,
    keep: () => {
      refuseExisting(path);
      renameSync(draft, path);
      syncDirectory(dirname(path));
    },
    discard: () => {
      rmSync(draft, {force: true});
    },
  };
}

function refuseExisting(path: string): void {
  if (existsSync(path)) throw new FileExistsError(path);
}

function syncDirectory(path: string): void {
  const handle = openSync(path, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
