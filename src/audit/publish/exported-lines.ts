import {readdir, readFile} from 'node:fs/promises';
import {isSystemError} from '../../platform/files/is-system-error';

const LOG_FILE = /^\d{4}-\d{2}\.ndjson$/;

/** Names of the files of months, oldest first. Empty when the folder is not there. */
export const monthsIn = async (folder: string): Promise<string[]> =>
  (await namesIn(folder)).filter((name) => LOG_FILE.test(name)).sort();

/** Empty when the folder is not there. @throws the system's error */
export async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (isSystemError(error) && error.code === 'ENOENT') return [];
    throw error;
  }
}

/** @returns null when the file is not there. @throws the system's error */
export async function contentOf(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (isSystemError(error) && error.code === 'ENOENT') return null;
    throw error;
  }
}

/** Whole lines alone: of what a crash has left half written nobody was told. */
export const linesOf = (content: string): string[] => content.split('\n').slice(0, -1);
