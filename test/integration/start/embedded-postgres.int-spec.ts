import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {createInterface} from 'node:readline';
import {Client} from 'pg';
import {findRunningPostgres} from '../../../src/platform/database/embedded/find-running-postgres';
import {processStart, serverProcesses} from '../../../src/platform/database/embedded/running-processes';
import {startEmbeddedPostgres} from '../../../src/platform/database/embedded/start-embedded-postgres';
import type {EmbeddedPostgres} from '../../../src/platform/database/embedded/start-embedded-postgres';

let home: string;
let directory: string;
const open = new Set<EmbeddedPostgres>();

beforeAll(() => {
  // 0700 and, as root, not ours to enter for the server's user: the hard case is the ordinary one here.
  home = mkdtempSync(
    join(tmpdir(), 'a-rather-long-name-so-that-a-socket-in-this-directory-would-not-fit-in-its-path-'),
  );
  directory = join(home, 'data', 'postgres');
});

afterEach(async () => {
  for (const server of open) await server.stop();
  open.clear();
});

afterAll(() => {
  rmSync(home, {recursive: true, force: true});
});

async function start(log?: (line: string) => void): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({directory, log});
  open.add(server);
  return server;
}

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({connectionString: url});
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

const notes = (url: string): Promise<Record<string, unknown>[]> =>
  query(url, 'SELECT text FROM note ORDER BY text');

function cluster(): string {
  return join(directory, 'cluster');
}

function socketDirectory(url: string): string {
  return new URL(url.replace('@/', '@localhost/')).searchParams.get('host') ?? '';
}

/** Runs the launcher in a Node of its own and returns what it reports first. */
async function startInAnotherNode(): Promise<{
  node: number;
  report: {pid?: number; ownerUrl?: string; error?: string};
}> {
  const child = spawn(process.execPath, [join(__dirname, 'start-in-child.cjs'), directory], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  return {
    node: child.pid ?? 0,
    report: JSON.parse(line) as {pid?: number; ownerUrl?: string; error?: string},
  };
}

describe('the embedded PostgreSQL', () => {
  it('keeps data over stop and start, and leaves no process, socket or lock behind', async () => {
    const lines: string[] = [];
    const first = await start((line) => lines.push(line));
    expect(lines).toEqual([expect.stringContaining('Creating the database files')]);
    await query(first.ownerUrl, "CREATE TABLE note (text text); INSERT INTO note VALUES ('kept')");
    expect(serverProcesses(cluster())).toContain(first.pid);
    await first.stop();
    await first.stop();
    expect(serverProcesses(cluster())).toEqual([]);
    expect(processStart(first.pid)).toBeNull();
    expect(existsSync(socketDirectory(first.ownerUrl))).toBe(false);
    expect(readdirSync(directory).sort()).toEqual(['cluster', 'server.log']);

    const second = await start();
    expect(await notes(second.ownerUrl)).toEqual([{text: 'kept'}]);
  });

  it('is safe at power loss, speaks UTF-8 and listens nowhere but on a private socket', async () => {
    const server = await start();
    const settings = [
      'fsync',
      'synchronous_commit',
      'full_page_writes',
      'server_encoding',
      'listen_addresses',
    ];
    const columns = settings.map((name) => `current_setting('${name}') AS ${name}`);
    expect(await query(server.appUrl, `SELECT ${columns.join(', ')}, lower('ÄRZTIN')`)).toEqual([
      {
        fsync: 'on',
        synchronous_commit: 'on',
        full_page_writes: 'on',
        server_encoding: 'UTF8',
        listen_addresses: '',
        lower: 'ärztin',
      },
    ]);
    expect(statSync(socketDirectory(server.appUrl)).mode & 0o777).toBe(0o700);
    expect(statSync(cluster()).mode & 0o777).toBe(0o700);
  });

  it('gives the application a role that owns nothing and escapes no policy', async () => {
    const server = await start();
    const roles = await query(
      server.superuserUrl,
      `SELECT rolname, rolsuper OR rolcreaterole OR rolcreatedb OR rolreplication OR rolbypassrls AS mighty
       FROM pg_roles WHERE rolname LIKE 'collegium%' ORDER BY rolname`,
    );
    const duties = ['door', 'integrator', 'operator', 'runner'].map((duty) => `collegium_app_${duty}`);
    expect(roles).toEqual(
      ['collegium_app', ...duties, 'collegium_owner'].map((rolname) => ({rolname, mighty: false})),
    );
    await expect(query(server.appUrl, 'CREATE TABLE mine ()')).rejects.toThrow('permission denied');
    await expect(query(server.appUrl, 'CREATE TEMPORARY TABLE mine ()')).rejects.toThrow('permission denied');
  });

  it('loses nothing acknowledged when the postmaster is killed', async () => {
    const first = await start();
    await query(first.ownerUrl, "INSERT INTO note VALUES ('before the kill')");
    process.kill(first.pid, 'SIGKILL');
    await first.stop();
    expect(serverProcesses(cluster())).toEqual([]);
    const second = await start();
    expect(await notes(second.ownerUrl)).toContainEqual({text: 'before the kill'});
  });

  it('replaces the server that a killed Node left behind', async () => {
    const {node, report} = await startInAnotherNode();
    await query(report.ownerUrl ?? '', "INSERT INTO note VALUES ('by the killed')");
    process.kill(node, 'SIGKILL');
    expect(serverProcesses(cluster())).toContain(report.pid);

    const lines: string[] = [];
    const server = await start((line) => lines.push(line));
    expect(lines).toEqual([expect.stringContaining('left behind')]);
    expect(server.pid).not.toBe(report.pid);
    expect(serverProcesses(cluster())).not.toContain(report.pid);
    expect(existsSync(socketDirectory(report.ownerUrl ?? ''))).toBe(false);
    expect(await notes(server.ownerUrl)).toContainEqual({text: 'by the killed'});
  });

  it('recovers when Node and postmaster are both killed', async () => {
    const {node, report} = await startInAnotherNode();
    await query(report.ownerUrl ?? '', "INSERT INTO note VALUES ('by both')");
    process.kill(node, 'SIGKILL');
    process.kill(report.pid ?? 0, 'SIGKILL');
    const server = await start();
    expect(await notes(server.ownerUrl)).toContainEqual({text: 'by both'});
  });

  it('starts although the number in postmaster.pid belongs to a stranger by now', async () => {
    writeFileSync(join(cluster(), 'postmaster.pid'), `${process.ppid}\n${cluster()}\n1\n5432\n\n\n\nready\n`);
    const server = await start();
    expect(await notes(server.ownerUrl)).toContainEqual({text: 'kept'});
    expect(processStart(process.ppid)).not.toBeNull();
  });

  it('starts over a half-made cluster of an interrupted first start', async () => {
    mkdirSync(join(directory, 'cluster.new', 'base'), {recursive: true});
    await start();
    expect(existsSync(join(directory, 'cluster'))).toBe(true);
  });

  it('refuses a second Collegium on the same data, and lets the first go on', async () => {
    const server = await start();
    await expect(startEmbeddedPostgres({directory})).rejects.toThrow(
      /in use by another Collegium .*COLLEGIUM_DATA/s,
    );
    const other = await startInAnotherNode();
    expect(other.report.error).toContain(`in use by another Collegium (process ${process.pid})`);
    expect(await notes(server.ownerUrl)).toContainEqual({text: 'kept'});
  });

  it('tells a command beside it where the running server is, and nothing once it has stopped', async () => {
    expect(findRunningPostgres(directory)).toBeNull();
    const server = await start();
    const found = findRunningPostgres(directory);
    expect(found).toEqual({appUrl: server.appUrl, ownerUrl: server.ownerUrl});
    expect(await notes(found?.ownerUrl ?? '')).toContainEqual({text: 'kept'});
    await server.stop();
    expect(findRunningPostgres(directory)).toBeNull();
  });

  it('takes over the lock of a process whose number has been given to another', async () => {
    const stale = {pid: process.ppid, started: 'long ago', runtime: join(home, 'collegium-stale')};
    mkdirSync(stale.runtime);
    writeFileSync(join(directory, 'collegium.lock'), JSON.stringify(stale));
    await start();
    expect(existsSync(stale.runtime)).toBe(false);
  });
});

describe('a directory that cannot be used is refused with the fix', () => {
  it('below a file', async () => {
    const file = join(home, 'file');
    writeFileSync(file, '');
    await expect(startEmbeddedPostgres({directory: join(file, 'data')})).rejects.toThrow(
      /cannot be used by the user .*COLLEGIUM_DATA/s,
    );
  });

  it('below a folder that this user may not write to', async () => {
    const closed = mkdtempSync(join(dirname(home), 'closed-'));
    chmodSync(closed, 0o555);
    const root = process.geteuid?.() === 0;
    if (root) process.seteuid?.(65534);
    try {
      // Refused before the first await, so that nobody's identity is not kept for long.
      const refused = startEmbeddedPostgres({directory: join(closed, 'data')});
      if (root) process.seteuid?.(0);
      await expect(refused).rejects.toThrow(/cannot be used by the user .*\(EACCES\)/);
    } finally {
      if (root) process.seteuid?.(0);
      rmSync(closed, {recursive: true});
    }
  });
});
