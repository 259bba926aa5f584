import {realpathSync, statSync} from 'node:fs';
import {dirname, join, relative, resolve, sep} from 'node:path';
import type {Stats} from 'node:fs';
import {isSystemError} from '../files/is-system-error';
import type {Config} from './config';
import type {SettingReader} from './setting-reader';

/**
 * The folder to which checkpoints are exported: outside the data that they are to vouch for.
 *
 * @param root to which a relative path refers
 */
export function readCheckpointDirectory(
  read: SettingReader,
  root: string,
  dataDirectory: string,
): string | null {
  const value = read.text('COLLEGIUM_CHECKPOINTS');
  if (value === null) return null;
  const path = resolve(root, value);
  if (isWithin(realPath(path), realPath(dataDirectory))) {
    const problem = `is ${path}, which lies under COLLEGIUM_DATA (${dataDirectory}): whoever alters the data could alter it too.`;
    read.fault('COLLEGIUM_CHECKPOINTS', problem, 'Name a folder elsewhere, on another machine if you can.');
  } else if (statusOf(path)?.isDirectory() === false) {
    read.fault('COLLEGIUM_CHECKPOINTS', `is ${path}, which is no folder.`, 'Name a folder.');
  }
  return path;
}

/** What to tell at the start about where checkpoints go. @returns null when there is nothing to say */
export function checkpointDirectoryWarning({
  checkpointDirectory,
  dataDirectory,
}: Pick<Config, 'checkpointDirectory' | 'dataDirectory'>): string | null {
  if (checkpointDirectory === null || deviceOf(checkpointDirectory) !== deviceOf(dataDirectory)) return null;
  return (
    `COLLEGIUM_CHECKPOINTS (${checkpointDirectory}) is on the same device as COLLEGIUM_DATA: who has that disk, or loses ` +
    'it, has or loses both. Name a folder on another device, of another machine if you can.'
  );
}

/** As far as the path exists with its symbolic links followed, and the rest as it stands. */
function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch (error) {
    const parent = dirname(path);
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || parent === path) return path;
    return join(realPath(parent), relative(parent, path));
  }
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

/** Of the folder, or of the nearest one above it that exists. */
function deviceOf(path: string): number {
  return statusOf(path)?.dev ?? (path === dirname(path) ? -1 : deviceOf(dirname(path)));
}

/** Null for what is not there, or not to be seen: exporting says so. */
function statusOf(path: string): Stats | null {
  try {
    return statSync(path);
  } catch (error) {
    if (isSystemError(error)) return null;
    throw error;
  }
}
