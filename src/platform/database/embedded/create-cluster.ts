import {spawn} from 'node:child_process';
import {closeSync, existsSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync} from 'node:fs';
import {basename, dirname, join} from 'node:path';
import {text} from 'node:stream/consumers';
import {EmbeddedPostgresError} from './embedded-postgres-error';
import {handOver} from './server-user';
import type {ServerUser} from './server-user';

export const superuser = 'postgres';

/** Nothing of our own environment reaches the server: neither PG* settings nor secrets. */
export const serverEnvironment = {PATH: '/usr/bin:/bin', LC_ALL: 'C.UTF-8', TZ: 'UTC'};

/**
 * As root the server's user may not be allowed to enter a parent directory (0700 on /root, say). The kernel lets a
 * process use the directory that it was started in, so that on Linux the cluster is named by that.
 */
export function clusterArgument(cluster: string): string {
  return process.platform === 'linux' ? '/proc/self/cwd' : cluster;
}

function syncDirectory(path: string): void {
  const handle = openSync(path, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

export interface ClusterPlan {
  /** Data directory; its parent exists. */
  readonly cluster: string;
  /** Folder holding `bin`, `lib` and `share`. */
  readonly binaries: string;
  readonly user: ServerUser;
  readonly durable: boolean;
}

/**
 * Runs initdb unless the cluster exists. It appears under its name only when it is complete and on disk, so that an
 * interruption leaves nothing half made.
 *
 * @throws EmbeddedPostgresError with what initdb said
 */
export async function createCluster({cluster, binaries, user, durable}: ClusterPlan): Promise<void> {
  if (existsSync(cluster)) {
    handOver(cluster, user.identity);
    return;
  }
  const unfinished = join(dirname(cluster), `${basename(cluster)}.new`);
  rmSync(unfinished, {recursive: true, force: true});
  mkdirSync(unfinished, {mode: 0o700});
  handOver(unfinished, user.identity);
  // The built-in C.UTF-8 sorts by code point wherever the files are carried, and no library update spoils an index.
  const locale = process.platform === 'linux' ? 'C.UTF-8' : 'C';
  const options = [
    '--encoding=UTF8',
    `--locale=${locale}`,
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
  ];
  const initdb = spawn(
    join(binaries, 'bin', 'initdb'),
    [
      ...['-D', clusterArgument(unfinished), `--username=${superuser}`, '--auth=reject', '--no-instructions'],
      ...options,
      ...(durable ? [] : ['--no-sync']),
    ],
    {cwd: unfinished, env: serverEnvironment, ...user.identity, stdio: ['ignore', 'ignore', 'pipe']},
  );
  const ended = new Promise<number | null>((resolve, reject) => {
    initdb.once('error', reject);
    initdb.once('close', resolve);
  });
  const [code, said] = await Promise.all([ended, text(initdb.stderr)]).catch((cause: unknown) => {
    throw new EmbeddedPostgresError(
      `The PostgreSQL binaries in ${binaries} cannot be run.`,
      'They need a Linux with glibc (not musl), or macOS. Otherwise name a PostgreSQL server in DATABASE_URL.',
      {cause},
    );
  });
  if (code !== 0) {
    throw new EmbeddedPostgresError(
      `The database files could not be created in ${unfinished}:\n${said.trim()}`,
      'Put right what stands above, or choose another place with COLLEGIUM_DATA.',
    );
  }
  renameSync(unfinished, cluster);
  if (durable) syncDirectory(dirname(cluster));
}
