import {createServer} from 'node:http';
import {createServer as createSocket} from 'node:net';
import type {Server} from 'node:http';
import type {AddressInfo} from 'node:net';
import {once} from 'node:events';
import type {NestFastifyApplication} from '@nestjs/platform-fastify';
import {errorCode} from '../errors/problem-of';
import {REQUEST_TIMEOUT, refuseConnection} from './fastify-adapter';

const absent = new Set(['EADDRNOTAVAIL', 'EAFNOSUPPORT', 'EINVAL']);

/** An address cannot be listened on; the message names the fix. */
export class ListenError extends Error {
  constructor(problem: string, fix: string, options?: ErrorOptions) {
    super(`${problem}\n${fix}`, options);
    this.name = 'ListenError';
  }
}

/**
 * Listens on every address. One Fastify instance listens on one address; the others get a server of their own that
 * hands its requests to the same router. `::1` may be missing on a machine without IPv6.
 *
 * @returns the port, as the system chose it for 0
 * @throws ListenError
 */
export async function listen(
  app: NestFastifyApplication,
  hosts: readonly string[],
  port: number,
): Promise<number> {
  const [first = '127.0.0.1', ...others] = hosts;
  await explained(first, port, () => app.listen(port, first));
  const fastify = app.getHttpAdapter().getInstance();
  const bound = (fastify.server.address() as AddressInfo).port;
  for (const host of others) {
    const server = secondServer((request, response) => {
      fastify.routing(request, response);
    });
    fastify.openConnections.watch(server);
    try {
      await explained(host, bound, async () => {
        server.listen(bound, host);
        await once(server, 'listening');
      });
    } catch (error) {
      if (host === '::1' && error instanceof ListenError && absent.has(errorCode(error.cause) ?? ''))
        continue;
      throw error;
    }
    fastify.server.once('close', () => {
      server.close();
    });
  }
  return bound;
}

/**
 * Tries the first address before anything else is started, so that a busy port is told at once and not after minutes.
 *
 * @throws ListenError
 */
export async function checkPort([host = '127.0.0.1']: readonly string[], port: number): Promise<void> {
  const probe = createSocket();
  await explained(host, port, async () => {
    probe.listen(port, host);
    await once(probe, 'listening');
  });
  probe.close();
  await once(probe, 'close');
}

function secondServer(handle: Parameters<typeof createServer>[1]): Server {
  const server = createServer({requestTimeout: REQUEST_TIMEOUT}, handle);
  // As Fastify has it: longer than proxies keep theirs, so that they close first.
  server.keepAliveTimeout = 72_000;
  server.on('clientError', refuseConnection);
  return server;
}

async function explained(host: string, port: number, start: () => Promise<unknown>): Promise<void> {
  try {
    await start();
  } catch (cause) {
    const code = errorCode(cause) ?? 'unknown';
    if (code === 'EADDRINUSE')
      throw new ListenError(
        `Port ${port} on ${host} is in use by another program, perhaps another Collegium.`,
        `Stop that one, or set another port, PORT=${port + 1} for example.`,
        {cause},
      );
    if (code === 'EACCES')
      throw new ListenError(
        `This user may not listen on port ${port}.`,
        'Set a port above 1023, PORT=3000 for example.',
        {cause},
      );
    throw new ListenError(
      `Collegium cannot listen on ${host}, port ${port} (${code}).`,
      'Set COLLEGIUM_HOST to an address of this machine.',
      {cause},
    );
  }
}
