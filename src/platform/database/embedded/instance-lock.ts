import {linkSync, readFileSync, renameSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {setTimeout as pause} from 'node:timers/promises';
import {EmbeddedPostgresError} from './embedded-postgres-error';
import {processStart} from './running-processes';

/** A process that was killed may take a moment to be gone; a restart must not fail for that. */
const DYING_MS = 1000;
const LOCK_NAME = 'collegium.lock';

interface Holder {
  readonly pid: number;
  readonly started: string;
  readonly runtime: string;
}

export interface InstanceLock {
  /** Runtime directory of a holder that died without releasing; to be removed once its server has stopped. */
  readonly abandonedRuntime: string | null;
  readonly release: () => void;
}

function parseHolder(text: string): Holder | null {
  try {
    const {pid, started, runtime} = JSON.parse(text) as Partial<Holder>;
    if (typeof pid !== 'number' || typeof started !== 'string' || typeof runtime !== 'string') return null;
    return {pid, started, runtime};
  } catch {
    // Half a file after a power cut: nobody holds it.
    return null;
  }
}

function readIfPresent(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** Runtime directory of the live process that holds `directory`, or null when nobody does. */
export function runtimeOfLiveHolder(directory: string): string | null {
  const found = readIfPresent(join(directory, LOCK_NAME));
  const holder = found === null ? null : parseHolder(found);
  return holder !== null && processStart(holder.pid) === holder.started ? holder.runtime : null;
}

/** `link` fails when the name is taken, so that the lock appears at once, whole, and for one taker only. */
function claim(mine: string, lock: string): boolean {
  try {
    linkSync(mine, lock);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Two takers may judge the same lock stale: the slower one must not move away what the faster has just put there. */
function removeStale(lock: string, judged: string, aside: string): void {
  try {
    renameSync(lock, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  if (readFileSync(aside, 'utf8') !== judged) claim(aside, lock);
  rmSync(aside, {force: true});
}

/**
 * Reserves a directory for this process. A lock is honoured while the process that wrote it lives, told by number and
 * start time; one left behind by a crash is taken over.
 *
 * @param directory writable folder in which the lock file lies
 * @param runtime this process's runtime directory, kept in the lock for whoever has to clean up after a crash
 * @throws EmbeddedPostgresError when a live process holds the directory
 */
export async function acquireInstanceLock(directory: string, runtime: string): Promise<InstanceLock> {
  const lock = join(directory, LOCK_NAME);
  const mine = `${lock}.${process.pid}.${process.hrtime.bigint()}`;
  const content = JSON.stringify({pid: process.pid, started: processStart(process.pid), runtime});
  const patience = Date.now() + DYING_MS;
  let abandonedRuntime: string | null = null;
  writeFileSync(mine, content, {mode: 0o600});
  try {
    while (!claim(mine, lock)) {
      const found = readIfPresent(lock);
      if (found === null) continue;
      const holder = parseHolder(found);
      if (holder !== null && processStart(holder.pid) === holder.started) {
        if (Date.now() < patience) {
          await pause(50);
          continue;
        }
        throw new EmbeddedPostgresError(
          `The data directory ${directory} is in use by another Collegium (process ${holder.pid}).`,
          'Stop that one first, or give this one a directory of its own with COLLEGIUM_DATA.',
        );
      }
      abandonedRuntime = holder?.runtime ?? null;
      removeStale(lock, found, `${mine}.stale`);
    }
  } finally {
    rmSync(mine, {force: true});
  }
  return {
    abandonedRuntime,
    release: () => {
      if (readIfPresent(lock) === content) rmSync(lock, {force: true});
    },
  };
}
