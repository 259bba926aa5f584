import {chownSync, lstatSync, readdirSync, readFileSync, statSync} from 'node:fs';
import {userInfo} from 'node:os';
import {join} from 'node:path';
import {EmbeddedPostgresError} from './embedded-postgres-error';

/** Whom PostgreSQL runs as, and which operating-system user its socket admits. */
export interface ServerUser {
  /** `null`: as ourselves. Otherwise we are root, as which PostgreSQL refuses to run. */
  readonly identity: {readonly uid: number; readonly gid: number} | null;
  /** Name of the user that this process runs as: the only one whom the socket admits. */
  readonly clientName: string;
}

function nobody(): {uid: number; gid: number} {
  const entry = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((line) => line.startsWith('nobody:'))
    ?.split(':');
  const [uid, gid] = [Number(entry?.[2]), Number(entry?.[3])];
  if (entry === undefined || !Number.isSafeInteger(uid) || !Number.isSafeInteger(gid)) {
    throw new EmbeddedPostgresError(
      'PostgreSQL does not run as root, and there is no user "nobody" to run it as.',
      'Start Collegium as an ordinary user, or name a PostgreSQL server in DATABASE_URL.',
    );
  }
  return {uid, gid};
}

/**
 * Name of the user that this process runs as.
 *
 * @throws EmbeddedPostgresError when it has none: initdb and the rules of the socket want one
 */
export function currentUserName(): string {
  try {
    return userInfo().username;
  } catch (cause) {
    throw new EmbeddedPostgresError(
      `The user with the number ${process.getuid?.() ?? '?'} has no name on this system, and PostgreSQL needs one.`,
      'Add the user to /etc/passwd, start Collegium as another user, or name a PostgreSQL server in DATABASE_URL.',
      {cause},
    );
  }
}

/**
 * As root, the server runs as the owner of an existing data directory, otherwise as nobody.
 *
 * @param cluster data directory, which may not exist yet
 * @throws EmbeddedPostgresError when there is nobody to run as
 */
export function findServerUser(cluster: string): ServerUser {
  const clientName = currentUserName();
  if (process.getuid?.() !== 0) return {identity: null, clientName};
  const existing = statSync(cluster, {throwIfNoEntry: false});
  if (existing !== undefined && existing.uid !== 0) {
    return {identity: {uid: existing.uid, gid: existing.gid}, clientName};
  }
  return {identity: nobody(), clientName};
}

/** Hands a folder with all it holds to the server's user. */
export function handOver(path: string, identity: ServerUser['identity']): void {
  if (identity === null) return;
  chownSync(path, identity.uid, identity.gid);
  for (const entry of readdirSync(path, {withFileTypes: true})) {
    const child = join(path, entry.name);
    if (entry.isDirectory()) handOver(child, identity);
    else if (!lstatSync(child).isSymbolicLink()) chownSync(child, identity.uid, identity.gid);
  }
}
