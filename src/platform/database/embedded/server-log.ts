import {closeSync, fstatSync, openSync, readSync, renameSync, statSync} from 'node:fs';

const largest = 10 * 1024 * 1024;
const tailBytes = 4096;

export interface ServerLog {
  /** File descriptor for the server's output. */
  readonly handle: number;
  /** The last lines written since opening. */
  tail(): string;
  close(): void;
}

/** Opens the server's log for appending; past 10 MB the old one is kept once, under `.1`. */
export function openServerLog(path: string): ServerLog {
  if ((statSync(path, {throwIfNoEntry: false})?.size ?? 0) > largest) renameSync(path, `${path}.1`);
  const handle = openSync(path, 'a+', 0o600);
  const before = fstatSync(handle).size;
  return {
    handle,
    tail: () => {
      const size = fstatSync(handle).size;
      const from = Math.max(before, size - tailBytes);
      const buffer = Buffer.alloc(size - from);
      readSync(handle, buffer, 0, buffer.length, from);
      return buffer.toString('utf8').trim();
    },
    close: () => {
      closeSync(handle);
    },
  };
}
