import {once} from 'node:events';
import {existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync} from 'node:fs';
import {createServer} from 'node:net';
import type {AddressInfo, Server, Socket} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {serverProcesses} from '../../../src/platform/database/embedded/running-processes';
import {connected, createTestDatabase} from '../../support/database';
import type {TestDatabase} from '../../support/database';
import {installProgram, startProgram} from './start-program';
import type {Started} from './start-program';

const buildMilliseconds = 300_000;
// Each test starts the whole program several times, on machines that may be busy.
jest.setTimeout(180_000);

let root: string;
let program: string;
let database: TestDatabase;

beforeAll(async () => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'collegium-faults-')));
  database = await createTestDatabase();
  const folder = join(root, 'program');
  mkdirSync(folder);
  program = installProgram(folder);
}, buildMilliseconds);

afterAll(async () => {
  await database.drop();
  rmSync(root, {recursive: true, force: true});
});

const start = (settings: Readonly<Record<string, string>>): Started => startProgram(program, settings);

/** Demonstration mode on a given server, with a data directory for the key and without the cases. */
const onServer = (url: string, data = 'keys-alone'): Record<string, string> => ({
  DATABASE_URL: url,
  COLLEGIUM_DEMO: 'on',
  COLLEGIUM_DATA: join(root, data),
});

async function refusal(settings: Readonly<Record<string, string>>): Promise<string> {
  const {code, stdout, stderr} = await start(settings).ended;
  expect(stdout).toBe('');
  expect(code).toBe(1);
  expect(stderr).not.toMatch(/^\s+at /m);
  expect(stderr).not.toContain('not foreseen');
  return stderr;
}

async function listening(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

describe('settings', () => {
  it('are all judged at once, malformed, missing and unknown ones', async () => {
    const said = await refusal({
      PORT: '99999',
      DATABASE_URL: 'http://nothing',
      COLLEGIUM_KEYFILE: 'x',
      COLLEGIUM_RATE_LIMIT: 'off',
    });
    for (const part of [
      '6 settings are wrong',
      'PORT is "99999"',
      'DATABASE_URL is no connection string',
      'Did you mean COLLEGIUM_KEY_FILE?',
      'COLLEGIUM_RATE_LIMIT is off',
      'COLLEGIUM_URL is unset',
      'COLLEGIUM_KEY_FILE is unset',
    ])
      expect(said).toContain(part);
  });
});

describe('a given server is refused with the fix', () => {
  it('when nothing answers there', async () => {
    const server = createServer();
    const port = await listening(server);
    server.close();
    await once(server, 'close');
    const said = await refusal(onServer(`postgres://app:s3cret@127.0.0.1:${port}/collegium`));
    expect(said).toContain(`No PostgreSQL server can be reached at 127.0.0.1:${port} (DATABASE_URL).`);
    expect(said).not.toContain('s3cret');
  });

  it('when the password is wrong', async () => {
    // As much of the protocol (PostgreSQL 18, 54.7) as it takes to refuse.
    const body = 'SFATAL\0VFATAL\0C28P01\0Mno\0\0';
    const head = Buffer.from([0x45, 0, 0, 0, body.length + 4]);
    const server = createServer((socket: Socket) => {
      socket.once('data', () => socket.end(Buffer.concat([head, Buffer.from(body)])));
    });
    const port = await listening(server);
    const said = await refusal(onServer(`postgres://app:s3cret@127.0.0.1:${port}/collegium`));
    server.close();
    expect(said).toContain('refuses the password of the role app (DATABASE_URL)');
    expect(said).not.toContain('s3cret');
  });

  it('when it has no such database', async () => {
    const url = database.applicationUrl.replace(database.name, 'nowhere');
    expect(await refusal(onServer(url))).toContain('has no database named nowhere (DATABASE_URL)');
  });

  it('when the database is empty and nobody may fill it: the message names the SQL to run', async () => {
    const name = `${database.name}_empty`;
    await connected(database.superuserUrl, (client) => client.query(`CREATE DATABASE ${name}`));
    try {
      const said = await refusal(onServer(database.applicationUrl.replace(database.name, name)));
      expect(said).toContain('Set DATABASE_OWNER_URL to a role that may create tables');
      expect(said).toContain(`GRANT CONNECT, CREATE ON DATABASE "${name}" TO collegium_owner;`);
    } finally {
      await connected(database.superuserUrl, (client) => client.query(`DROP DATABASE ${name} WITH (FORCE)`));
    }
  });

  it('when the schema is newer than this program, whoever asks', async () => {
    await database.asSuperuser(
      `INSERT INTO schema_migration (timestamp, name) VALUES (1800000000001, 'Later')`,
    );
    const owner = {DATABASE_OWNER_URL: database.ownerUrl};
    try {
      for (const settings of [{}, owner])
        expect(await refusal({...onServer(database.applicationUrl), ...settings})).toContain(
          'migrated by a newer Collegium (it has Later). Start that version',
        );
    } finally {
      await database.asSuperuser(`DELETE FROM schema_migration WHERE name = 'Later'`);
    }
  });
});

describe('the embedded database', () => {
  it('is refused where no folder can be made', async () => {
    const file = join(root, 'file');
    writeFileSync(file, '');
    const said = await refusal({COLLEGIUM_DATA: join(file, 'data')});
    expect(said).toContain(`The data directory ${file}/data/postgres cannot be used`);
    expect(said).toContain('name another one in COLLEGIUM_DATA');
  });
});

describe('one installation after another', () => {
  const running: Started[] = [];
  const settings = (data = 'data'): Record<string, string> => ({
    COLLEGIUM_DEMO: 'off',
    COLLEGIUM_DATA: join(root, data),
  });
  const cluster = (): string => join(root, 'data', 'postgres', 'cluster');
  const keyFile = (): string => join(root, 'data', 'keys', 'kek');

  async function serve(): Promise<{server: Started; address: string}> {
    const server = start(settings());
    running.push(server);
    return {server, address: await server.ready};
  }

  afterAll(async () => {
    for (const {child, ended} of running) {
      child.kill('SIGINT');
      await ended;
    }
  });

  it('serves, says so in the one line of its output, refuses a rival, and leaves no process behind', async () => {
    const {server, address} = await serve();
    expect((await fetch(`${address}/api/health`)).status).toBe(200);
    expect(await refusal(settings())).toContain('is in use by another Collegium (process ');
    const port = new URL(address).port;
    const busy = await refusal({...settings('other'), PORT: port});
    expect(busy).toContain(`Port ${port} on 127.0.0.1 is in use by another program`);
    expect(serverProcesses(join(root, 'other', 'postgres', 'cluster'))).toEqual([]);
    server.child.kill('SIGINT');
    expect(await server.ended).toMatchObject({
      code: 0,
      stdout: `Collegium is ready at ${address}\n`,
    });
    expect(serverProcesses(cluster())).toEqual([]);
  });

  it('starts again after it was killed', async () => {
    const {server} = await serve();
    server.child.kill('SIGKILL');
    await server.ended;
    const {server: next, address} = await serve();
    expect((await fetch(`${address}/api/health`)).status).toBe(200);
    next.child.kill('SIGTERM');
    expect((await next.ended).code).toBe(0);
    expect(serverProcesses(cluster())).toEqual([]);
  });

  it('makes up no new key where the old one is lost, and takes no other', async () => {
    const key = readFileSync(keyFile());
    rmSync(keyFile());
    expect(await refusal(settings())).toContain('is missing, although the database holds content encrypted');
    expect(existsSync(keyFile())).toBe(false);
    writeFileSync(keyFile(), Buffer.alloc(32, 7).toString('base64'), {mode: 0o600});
    expect(await refusal(settings())).toContain('holds another key than the one under which the database');
    writeFileSync(keyFile(), key);
    const {server} = await serve();
    server.child.kill('SIGINT');
    expect((await server.ended).code).toBe(0);
  });
});
