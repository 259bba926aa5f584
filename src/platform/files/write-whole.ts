import {open, rename, rm} from 'node:fs/promises';
import {dirname} from 'node:path';

/**
 * Replaces a file so that whoever looks, after a power cut too, finds the old content or the new one, whole.
 *
 * @param path its folder exists
 * @throws the system's error
 */
export async function writeWhole(path: string, content: string | Buffer): Promise<void> {
  const draft = `${path}.${process.pid}.draft`;
  try {
    const file = await open(draft, 'w', 0o644);
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, path);
  } catch (error) {
    await rm(draft, {force: true});
    throw error;
  }
  await syncFolder(dirname(path));
}

/** Makes names that were added to a folder last. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
