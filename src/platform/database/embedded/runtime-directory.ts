import {chownSync, cpSync, mkdtempSync, rmSync, statSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {basename, dirname, join} from 'node:path';
import type {ServerUser} from './server-user';

const prefix = 'collegium-';

/** A Unix socket's path ends at about 100 characters, and `.s.PGSQL.5432.lock` is still to come. */
const longestParent = 60;

/** A short directory for the socket, private (0700) to the server's user, deleted when the server stops. */
export function createRuntimeDirectory({identity}: ServerUser): string {
  const parent = tmpdir().length <= longestParent ? tmpdir() : '/tmp';
  const runtime = mkdtempSync(join(parent, prefix));
  if (identity !== null) chownSync(runtime, identity.uid, identity.gid);
  return runtime;
}

/** Deletes a runtime directory; a path that is none is left alone, for it was read from a file. */
export function removeRuntimeDirectory(runtime: string): void {
  if (basename(runtime).startsWith(prefix)) rmSync(runtime, {recursive: true, force: true});
}

function mayEnter(path: string, {uid, gid}: NonNullable<ServerUser['identity']>): boolean {
  const status = statSync(path);
  const shift = status.uid === uid ? 6 : status.gid === gid ? 3 : 0;
  if (((status.mode >> shift) & 1) === 0) return false;
  return path === dirname(path) || mayEnter(dirname(path), {uid, gid});
}

/**
 * The binaries in a place from which the server's user can run them: where they are, or, if they lie below a folder
 * closed to that user (a checkout in root's home), a copy in the runtime directory (60 MB, 0.2 s).
 */
export function reachableBinaries(binaries: string, runtime: string, {identity}: ServerUser): string {
  if (identity === null || mayEnter(binaries, identity)) return binaries;
  const copy = join(runtime, 'native');
  cpSync(binaries, copy, {recursive: true, verbatimSymlinks: true});
  return copy;
}
