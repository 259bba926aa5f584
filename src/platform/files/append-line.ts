import {open} from 'node:fs/promises';
import type {FileHandle} from 'node:fs/promises';
import {dirname} from 'node:path';
import {syncFolder} from './write-whole';

const CHUNK = 65_536;
const LINE_FEED = 0x0a;

/**
 * Adds a line to a file that only grows; on disk when it returns. A last line without its end, left by a crash in the
 * middle of an earlier call, is taken away first: nobody was told that it is there. One writer at a time.
 *
 * @param line without line feeds
 * @throws the system's error
 */
export async function appendLine(path: string, line: string): Promise<void> {
  const file = await open(path, 'a+', 0o644);
  try {
    const {size} = await file.stat();
    const whole = await endOfLastLine(file, size);
    if (whole < size) await file.truncate(whole);
    await file.writeFile(`${line}\n`);
    await file.sync();
    if (size === 0) await syncFolder(dirname(path));
  } finally {
    await file.close();
  }
}

/** The last whole line of such a file. @returns null when it has none */
export async function lastLine(path: string): Promise<string | null> {
  const file = await open(path, 'r');
  try {
    const end = await endOfLastLine(file, (await file.stat()).size);
    if (end === 0) return null;
    const begin = await endOfLastLine(file, end - 1);
    const line = Buffer.alloc(end - 1 - begin);
    await file.read(line, 0, line.length, begin);
    return line.toString();
  } finally {
    await file.close();
  }
}

/** Where the last line feed before `size` ends; 0 when there is none. */
async function endOfLastLine(file: FileHandle, size: number): Promise<number> {
  for (let end = size; end > 0; end -= CHUNK) {
    const begin = Math.max(0, end - CHUNK);
    const chunk = Buffer.alloc(end - begin);
    await file.read(chunk, 0, chunk.length, begin);
    const at = chunk.lastIndexOf(LINE_FEED);
    if (at >= 0) return begin + at + 1;
  }
  return 0;
}
