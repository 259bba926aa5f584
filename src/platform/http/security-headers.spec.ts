import {connect} from 'node:net';
import {once} from 'node:events';
import {text} from 'node:stream/consumers';
import {Controller, Get, Module, Req} from '@nestjs/common';
import {NestFactory} from '@nestjs/core';
import type {NestFastifyApplication} from '@nestjs/platform-fastify';
import type {FastifyRequest} from 'fastify';
import {loadConfig} from '../config/load-config';
import {fastifyAdapter} from './fastify-adapter';
import {listen} from './listen';
import {setSecurityHeaders} from './security-headers';

@Controller('who')
class WhoController {
  @Get()
  from(@Req() {ip}: FastifyRequest): {ip: string} {
    return {ip};
  }
}

@Module({controllers: [WhoController]})
class WhoModule {}

let app: NestFastifyApplication;
let port: number;

beforeAll(async () => {
  const settings = {COLLEGIUM_URL: 'https://review.example.org', COLLEGIUM_TRUST_PROXY: '10.0.0.5'};
  const config = loadConfig({...settings, COLLEGIUM_LOG_LEVEL: 'silent'}, '/');
  app = await NestFactory.create<NestFastifyApplication>(WhoModule, fastifyAdapter(config), {logger: false});
  app.setGlobalPrefix('api');
  await setSecurityHeaders(app, config);
  await app.init();
  port = await listen(app, ['127.0.0.1'], 0);
});

afterAll(async () => {
  await app.close();
});

/** Sends bytes as they are and reads until the server closes the connection. */
async function raw(request: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  socket.write(request);
  return text(socket);
}

const always = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
};
const locked = ["default-src 'none'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"];

describe('every answer of the interface', () => {
  it.each([
    ['what is there', 200, 'GET', '/api/who'],
    ['what is not', 404, 'GET', '/api/nothing'],
    ['a path that cannot be decoded', 400, 'GET', '/api/%zz'],
  ] as const)('is kept, guessed at, framed and run by nobody: %s', async (_what, status, method, url) => {
    const answer = await app.inject({method, url});
    expect(answer.statusCode).toBe(status);
    expect(answer.headers).toMatchObject(always);
    for (const part of locked) expect(answer.headers['content-security-policy']).toContain(part);
  });

  it('is so where no hook reaches either', async () => {
    const answer = await raw('rubbish\r\n\r\n');
    for (const [name, value] of Object.entries(always)) expect(answer).toContain(`${name}: ${value}\r\n`);
    for (const part of locked) expect(answer).toContain(part);
  });

  it('binds the host and those below it to https for a year', async () => {
    const {headers} = await app.inject({method: 'GET', url: '/api/who'});
    expect(headers['strict-transport-security']).toBe('max-age=31536000; includeSubDomains');
  });

  it('lets no page of another origin read it', async () => {
    const headers = {origin: 'https://evil.example', 'access-control-request-method': 'GET'};
    for (const method of ['GET', 'OPTIONS'] as const) {
      const answer = await app.inject({method, url: '/api/who', headers});
      expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
      expect(answer.headers['cross-origin-resource-policy']).toBe('same-origin');
    }
  });
});

describe('a request', () => {
  it('is taken to come from where a named proxy says, and from nowhere that anybody else says', async () => {
    const from = async (remoteAddress: string, forwarded: string): Promise<unknown> => {
      const headers = {
        'x-forwarded-for': forwarded,
        'x-real-ip': '198.51.100.1',
        forwarded: 'for=198.51.100.1',
      };
      return (await app.inject({method: 'GET', url: '/api/who', remoteAddress, headers})).json<{ip: string}>()
        .ip;
    };
    expect(await from('10.0.0.5', '203.0.113.9')).toBe('203.0.113.9');
    expect(await from('10.0.0.5', '192.0.2.7, 203.0.113.9')).toBe('203.0.113.9');
    expect(await from('203.0.113.66', '192.0.2.7')).toBe('203.0.113.66');
  });

  it('is refused whole when it has two lengths', async () => {
    const head = 'POST /api/who HTTP/1.1\r\nHost: x\r\n';
    const hidden = '0\r\n\r\nGET /api/who HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n';
    for (const lengths of [
      `Content-Length: ${hidden.length}\r\nTransfer-Encoding: chunked\r\n`,
      'Content-Length: 5\r\nContent-Length: 6\r\n',
      'Transfer-Encoding: chunked, identity\r\n',
    ])
      expect((await raw(`${head}${lengths}\r\n${hidden}`)).match(/HTTP\/1\.1 \d+/g)).toEqual([
        'HTTP/1.1 400',
      ]);
  });

  it('is not given back by TRACE', async () => {
    const answer = await raw(
      'TRACE /api/who HTTP/1.1\r\nHost: x\r\nX-Secret: canary\r\nConnection: close\r\n\r\n',
    );
    expect(answer).toMatch(/^HTTP\/1\.1 404 /);
    expect(answer).not.toContain('canary');
  });
});
