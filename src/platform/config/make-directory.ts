import {mkdirSync, statSync} from 'node:fs';
import {dirname} from 'node:path';

/**
 * Creates a folder for this user alone, and those above it. One by one: where nothing can be created (below /proc, say),
 * `mkdirSync` with `recursive` never comes to an end.
 *
 * @param path absolute
 * @throws the system's error
 */
export function makeDirectory(path: string): void {
  if (statSync(path, {throwIfNoEntry: false})?.isDirectory()) return;
  if (path !== dirname(path)) makeDirectory(dirname(path));
  try {
    mkdirSync(path, {mode: 0o700});
  } catch (error) {
    // Somebody else may have been faster.
    if (!statSync(path, {throwIfNoEntry: false})?.isDirectory()) throw error;
  }
}
