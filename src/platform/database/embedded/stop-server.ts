import {readFileSync, rmSync} from 'node:fs';
import {join} from 'node:path';
import {setTimeout as pause} from 'node:timers/promises';
import {EmbeddedPostgresError} from './embedded-postgres-error';
import {serverProcesses} from './running-processes';

const pollMilliseconds = 20;

function signal(pids: readonly number[], name: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, name);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }
}

async function goneWithin(cluster: string, seconds: number): Promise<boolean> {
  const end = performance.now() + seconds * 1000;
  while (serverProcesses(cluster).length > 0) {
    if (performance.now() > end) return false;
    await pause(pollMilliseconds);
  }
  return true;
}

/** Lines of a `postmaster.pid`, of which the first is the process number and the eighth the state. */
export function readPostmasterFile(cluster: string): readonly string[] {
  try {
    return readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/**
 * Stops whatever server runs on this data directory, ours or one that outlived a killed Node, and returns once the
 * last of its processes is gone. Safe to call when none runs. Only processes that work in this directory are signalled.
 *
 * The caller holds the directory's lock. A `postmaster.pid` that remains then names nobody and is removed: its number
 * may by now belong to a stranger or a zombie, at whose sight PostgreSQL would refuse to start.
 */
export async function stopServer(cluster: string): Promise<void> {
  const running = serverProcesses(cluster);
  const postmaster = Number(readPostmasterFile(cluster)[0]);
  // Fast shutdown: sessions are ended, a checkpoint is written.
  if (running.includes(postmaster)) {
    signal([postmaster], 'SIGINT');
    await goneWithin(cluster, 30);
  }
  // Children of a killed postmaster notice it by themselves as soon as they are idle.
  const gone =
    (await goneWithin(cluster, 1)) ||
    (signal(serverProcesses(cluster), 'SIGQUIT'), await goneWithin(cluster, 5)) ||
    (signal(serverProcesses(cluster), 'SIGKILL'), await goneWithin(cluster, 5));
  if (!gone) {
    throw new EmbeddedPostgresError(
      `PostgreSQL (processes ${serverProcesses(cluster).join(', ')}) does not stop.`,
      'End these processes yourself, then start Collegium again.',
    );
  }
  rmSync(join(cluster, 'postmaster.pid'), {force: true});
}
