import {once} from 'node:events';
import {createServer} from 'node:net';
import type {AddressInfo, Server, Socket} from 'node:net';
import {DatabaseStartError} from './database-start-error';
import {startDatabase} from './start-database';

// A server that speaks as much of the protocol (PostgreSQL 18, 54.7) as it takes to refuse, or to answer one query.

const zero = '\0';

function message(type: string, ...parts: readonly (string | Buffer)[]): Buffer {
  const body = Buffer.concat(parts.map((part) => Buffer.from(part as string)));
  const length = Buffer.alloc(4);
  length.writeInt32BE(body.length + 4);
  return Buffer.concat([Buffer.from(type), length, body]);
}

function int(value: number, bytes: 2 | 4): Buffer {
  const buffer = Buffer.alloc(bytes);
  buffer.writeIntBE(value, 0, bytes);
  return buffer;
}

function refusal(sqlState: string): Buffer {
  const said = 'MThe secret is s3cret';
  return message('E', `SFATAL${zero}`, `VFATAL${zero}`, `C${sqlState}${zero}`, said + zero, zero);
}

const ready = message('Z', 'I');
const welcome = Buffer.concat([message('R', int(0, 4)), ready]);

function row(columns: Readonly<Record<string, {type: number; value: string}>>): Buffer {
  const names = Object.entries(columns);
  const described = names.map(([name, {type}]) =>
    Buffer.concat([
      Buffer.from(name + zero),
      ...[int(0, 4), int(0, 2), int(type, 4), int(-1, 2), int(-1, 4), int(0, 2)],
    ]),
  );
  const values = names.flatMap(([, {value}]) => [int(value.length, 4), Buffer.from(value)]);
  return Buffer.concat([
    message('T', int(names.length, 2), ...described),
    message('D', int(names.length, 2), ...values),
    message('C', `SELECT 1${zero}`),
    ready,
  ]);
}

function facts({version = '180004', standby = 'f', encoding = 'UTF8'}): Buffer {
  return row({
    version: {type: 23, value: version},
    standby: {type: 16, value: standby},
    encoding: {type: 25, value: encoding},
  });
}

let server: Server;
let port: number;
let answers: Buffer[];

beforeAll(async () => {
  server = createServer((socket: Socket) => {
    const left = [...answers];
    socket.on('data', () => {
      const answer = left.shift();
      if (answer !== undefined) socket.write(answer);
      if (left.length === 0) socket.end();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  port = (server.address() as AddressInfo).port;
});

afterAll(async () => {
  server.close();
  await once(server, 'close');
});

async function failure(answered: readonly Buffer[], options = ''): Promise<DatabaseStartError> {
  answers = [...answered];
  const applicationUrl = `postgres://app:s3cret@127.0.0.1:${port}/collegium${options}`;
  return failureOf(applicationUrl);
}

async function failureOf(applicationUrl: string): Promise<DatabaseStartError> {
  const start = startDatabase({
    database: {kind: 'server', applicationUrl, ownerUrl: null},
    dataDirectory: '.',
  });
  const error: unknown = await start.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof DatabaseStartError))
    throw new Error('expected a DatabaseStartError', {cause: error});
  expect(error.message).not.toContain('s3cret');
  expect(error.message).toContain(error.fix);
  return error;
}

describe('a server that cannot be used is refused with the fix', () => {
  it.each([
    ['a wrong password', refusal('28P01'), 'refuses the password of the role app', 'ALTER ROLE'],
    ['a role that is not admitted', refusal('28000'), 'does not let the role app into', 'pg_hba.conf'],
    ['an unknown database', refusal('3D000'), 'no database named collegium', 'CREATE DATABASE'],
    [
      'no right to connect',
      refusal('42501'),
      'may not connect',
      'GRANT CONNECT ON DATABASE collegium TO app',
    ],
    ['no connection left', refusal('53300'), 'no connection left', 'max_connections'],
    ['anything else', refusal('XX000'), 'refuses the connection (DATABASE_URL, XX000)', 'log of the server'],
  ])('%s', async (_case, answer, problem, fix) => {
    const error = await failure([answer]);
    expect(error.problem).toContain(problem);
    expect(error.fix).toContain(fix);
  });

  it.each([
    ['version 14', facts({version: '140012'}), 'is PostgreSQL 14; Collegium needs 15 or later'],
    ['a standby', facts({standby: 't'}), 'is a standby'],
    ['another encoding', facts({encoding: 'SQL_ASCII'}), 'has the encoding SQL_ASCII'],
  ])('%s', async (_case, answer, problem) => {
    const error = await failure([welcome, answer]);
    expect(error.problem).toContain(problem);
  });

  it('a server that asks for a password when there is none', async () => {
    answers = [
      message('R', int(10, 4), `SCRAM-SHA-256${zero}${zero}`),
      message('R', int(11, 4), 'r=x,s=eA==,i=4096'),
    ];
    const error = await failureOf(`postgres://app@127.0.0.1:${port}/collegium`);
    expect(error.problem).toContain('asks for a password of the role app');
  });

  it('a server without TLS that is asked for it', async () => {
    const error = await failure([Buffer.from('N')], '?sslmode=verify-full');
    expect(error.problem).toContain('does not speak TLS');
  });

  it('a certificate file that does not exist', async () => {
    const error = await failure([], '?sslmode=verify-full&sslrootcert=no-such.pem');
    expect(error.problem).toContain('DATABASE_URL cannot be used (ENOENT)');
  });

  it('nobody listening', async () => {
    const closed = createServer().listen(0, '127.0.0.1');
    await once(closed, 'listening');
    const free = (closed.address() as AddressInfo).port;
    closed.close();
    await once(closed, 'close');
    const error = await failureOf(`postgres://app:s3cret@127.0.0.1:${free}/collegium`);
    expect(error.problem).toContain(`No PostgreSQL server can be reached at 127.0.0.1:${free}`);
  });

  it('a server that hangs up at once', async () => {
    const error = await failure([]);
    expect(error.problem).toContain('can be reached');
  });
});

describe('a server that can be used', () => {
  it('is taken as it is, even if it was still starting up at first', async () => {
    const applicationUrl = `postgres://app:s3cret@127.0.0.1:${port}/collegium`;
    answers = [refusal('57P03')];
    const starting = startDatabase({
      database: {kind: 'server', applicationUrl, ownerUrl: null},
      dataDirectory: '.',
    });
    await once(server, 'connection');
    answers = [welcome, facts({version: '150000'})];
    await expect(starting).resolves.toMatchObject({applicationUrl, ownerUrl: null});
  });

  it('is checked for the owner as well', async () => {
    const applicationUrl = `postgres://app:s3cret@127.0.0.1:${port}/collegium`;
    const ownerUrl = `postgres://owner:s3cret@127.0.0.1:${port}/collegium`;
    answers = [refusal('28P01')];
    const starting = startDatabase({
      database: {kind: 'server', applicationUrl, ownerUrl},
      dataDirectory: '.',
    });
    await expect(starting).rejects.toThrow('the role owner (DATABASE_OWNER_URL)');
  });
});
