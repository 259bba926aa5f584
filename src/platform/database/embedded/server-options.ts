import {chownSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import type {ServerUser} from './server-user';

function settings(values: Readonly<Record<string, string>>): string[] {
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/**
 * Command line of the server. Without TCP; statements and row contents stay out of its log, since they may hold what
 * belongs to a case.
 *
 * @param socket folder of the Unix socket
 * @param durable `false` for tests alone
 */
export function serverOptions(socket: string, durable: boolean): string[] {
  return [
    ...settings({
      listen_addresses: '',
      port: '5432',
      unix_socket_directories: socket,
      unix_socket_permissions: '0700',
      timezone: 'UTC',
      log_timezone: 'UTC',
      log_min_error_statement: 'panic',
      log_error_verbosity: 'terse',
    }),
    ...(durable ? [] : settings({fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off'})),
  ];
}

/** Only processes of our own operating-system user are let in, whatever role they ask for (PostgreSQL 18, 20.9 peer). */
export function writeAccessRules(cluster: string, {identity, clientName}: ServerUser): void {
  const rules = {
    'pg_hba.conf': 'local all all peer map=collegium\n',
    'pg_ident.conf': `collegium "${clientName}" all\n`,
  };
  for (const [name, content] of Object.entries(rules)) {
    const path = join(cluster, name);
    writeFileSync(path, content, {mode: 0o600});
    if (identity !== null) chownSync(path, identity.uid, identity.gid);
  }
}
