import {spawn} from 'node:child_process';
import type {ChildProcess} from 'node:child_process';
import {accessSync, constants, existsSync, realpathSync} from 'node:fs';
import {join, resolve} from 'node:path';
import {setTimeout as pause} from 'node:timers/promises';
import {makeDirectory} from '../../config/make-directory';
import {clusterArgument, createCluster, serverEnvironment, superuser} from './create-cluster';
import type {ClusterPlan} from './create-cluster';
import {applicationRole, createRoles, database, ownerRole, socketUrl} from './create-roles';
import {EmbeddedPostgresError} from './embedded-postgres-error';
import {acquireInstanceLock} from './instance-lock';
import {locatePostgresBinaries} from './postgres-binaries';
import {createRuntimeDirectory, reachableBinaries, removeRuntimeDirectory} from './runtime-directory';
import {serverProcesses} from './running-processes';
import {openServerLog} from './server-log';
import type {ServerLog} from './server-log';
import {serverOptions, writeAccessRules} from './server-options';
import {currentUserName, findServerUser} from './server-user';
import {readPostmasterFile, stopServer} from './stop-server';

export interface EmbeddedPostgresOptions {
  /** Home of the cluster, created if missing: database files, lock and server log. */
  readonly directory: string;
  /** `false` trades safety at power loss for speed. For tests alone. */
  readonly durable?: boolean | undefined;
  /** Receives a line for what takes time or surprises. */
  readonly log?: ((line: string) => void) | undefined;
}

export interface EmbeddedPostgres {
  /** Role that owns the database `collegium` and its schema. */
  readonly ownerUrl: string;
  /** Role of the running application; it owns nothing. */
  readonly appUrl: string;
  /** For tests and maintenance: may create databases from templates. Connected to `postgres`. */
  readonly superuserUrl: string;
  /** Process number of the postmaster. */
  readonly pid: number;
  /** Fast shutdown with a checkpoint; returns when no process is left. Safe to call again, and after a crash. */
  stop(): Promise<void>;
}

function prepareDirectory(directory: string): string {
  const user = currentUserName();
  try {
    makeDirectory(directory);
    accessSync(directory, constants.R_OK | constants.W_OK | constants.X_OK);
    return realpathSync(directory);
  } catch (cause) {
    const reason = (cause as NodeJS.ErrnoException).code ?? String(cause);
    throw new EmbeddedPostgresError(
      `The data directory ${directory} cannot be used by the user ${user} (${reason}).`,
      'Make it a folder that this user may write to (chown), or name another one in COLLEGIUM_DATA.',
      {cause},
    );
  }
}

function launch(
  {cluster, binaries, user, durable}: ClusterPlan,
  runtime: string,
  log: ServerLog,
): ChildProcess {
  return spawn(
    join(binaries, 'bin', 'postgres'),
    ['-D', clusterArgument(cluster), ...serverOptions(runtime, durable)],
    // A process group of its own: Ctrl-C reaches Node alone, which stops the server after the application.
    {
      cwd: cluster,
      env: serverEnvironment,
      detached: true,
      ...user.identity,
      stdio: ['ignore', log.handle, log.handle],
    },
  );
}

/** Resolves when the server accepts connections; recovery after a crash may come first and may take its time. */
async function untilReady(child: ChildProcess, cluster: string, log: ServerLog): Promise<void> {
  const spawnErrors: Error[] = [];
  child.once('error', (error) => spawnErrors.push(error));
  for (;;) {
    const [pid, , , , , , , state] = readPostmasterFile(cluster);
    if (Number(pid) === child.pid && state?.trim() === 'ready') return;
    if (spawnErrors.length > 0 || child.exitCode !== null || child.signalCode !== null) {
      throw new EmbeddedPostgresError(
        `PostgreSQL did not start on ${cluster}:\n${log.tail() || String(spawnErrors[0])}`,
        'Put right what stands above; database files of another major version need a dump made with that version.',
        {cause: spawnErrors[0]},
      );
    }
    await pause(10);
  }
}

/**
 * Starts the PostgreSQL that comes with Collegium, reachable by this operating-system user alone through a Unix socket
 * in a private directory. Creates the cluster, the roles and the database `collegium` at the first start. A server that
 * outlived a killed Node is stopped first; nothing acknowledged is lost by killing either.
 *
 * @throws EmbeddedPostgresError when it cannot run here, naming the fix; among others when a live Collegium holds the
 * directory
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const say = options.log ?? (() => undefined);
  const directory = prepareDirectory(resolve(options.directory));
  const cluster = join(directory, 'cluster');
  const user = findServerUser(cluster);
  const installed = locatePostgresBinaries();
  const runtime = createRuntimeDirectory(user);
  let release: () => void = () => undefined;
  const tidy = async (): Promise<void> => {
    await stopServer(cluster);
    removeRuntimeDirectory(runtime);
    release();
  };
  try {
    const lock = await acquireInstanceLock(directory, runtime);
    release = lock.release;
    if (serverProcesses(cluster).length > 0) say('Stopping the PostgreSQL that an earlier run left behind.');
    await stopServer(cluster);
    if (lock.abandonedRuntime !== null) removeRuntimeDirectory(lock.abandonedRuntime);
  } catch (error) {
    // Without the lock, the server on this directory is somebody else's: only what is ours is removed.
    release();
    removeRuntimeDirectory(runtime);
    throw error;
  }
  const log = openServerLog(join(directory, 'server.log'));
  try {
    const plan = {
      cluster,
      user,
      binaries: reachableBinaries(installed, runtime, user),
      durable: options.durable ?? true,
    };
    if (!existsSync(cluster)) say(`Creating the database files in ${cluster}.`);
    await createCluster(plan);
    writeAccessRules(cluster, user);
    const child = launch(plan, runtime, log);
    child.unref();
    await untilReady(child, cluster, log);
    await createRoles(runtime);
    return handle(child, runtime, tidy);
  } catch (error) {
    await tidy();
    throw error;
  } finally {
    log.close();
  }
}

function handle(child: ChildProcess, runtime: string, tidy: () => Promise<void>): EmbeddedPostgres {
  // Whoever ends Node by process.exit leaves no server behind: it shuts down by itself on this signal.
  const onExit = (): void => {
    child.kill('SIGINT');
  };
  process.once('exit', onExit);
  let stopped: Promise<void> | null = null;
  return {
    ownerUrl: socketUrl(ownerRole, database, runtime),
    appUrl: socketUrl(applicationRole, database, runtime),
    superuserUrl: socketUrl(superuser, 'postgres', runtime),
    pid: child.pid ?? 0,
    stop: () => {
      process.removeListener('exit', onExit);
      stopped ??= tidy();
      return stopped;
    },
  };
}
