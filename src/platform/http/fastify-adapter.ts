import type {Socket} from 'node:net';
import {FastifyAdapter} from '@nestjs/platform-fastify';
import {LogController} from 'fastify';
import type {FastifyReply, FastifyRequest} from 'fastify';
import type {Config} from '../config/config';
import {Problem} from '../errors/problem';
import {errorCode, problemOf} from '../errors/problem-of';
import {BODY_LIMIT} from './body-check';
import {PROBLEM_TYPE} from './problem.filter';

/** Longest time in which a request must have arrived, uploads included, in milliseconds. */
export const REQUEST_TIMEOUT = 120_000;

const byNodeCode: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

/** Of answers that no hook reaches: they are kept in no cache, taken for nothing else, run nowhere and framed nowhere. */
const bare = {
  'content-type': PROBLEM_TYPE,
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'content-security-policy': "default-src 'none'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'",
};

/** Answers what is no HTTP request at all, on the bare connection; no hook or filter sees it. */
export function refuseConnection(error: Error, socket: Socket): void {
  const code = errorCode(error);
  if (code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const body = new Problem('malformed', {status: byNodeCode[code ?? ''] ?? 400}).body();
  const text = JSON.stringify(body);
  const headers = Object.entries({...bare, 'content-length': Buffer.byteLength(text), connection: 'close'});
  const head = headers.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  socket.end(`HTTP/1.1 ${body.status} ${body.title}\r\n${head}\r\n${text}`);
}

/** The Fastify instance that Nest runs on. Its log goes to stderr as JSON lines. */
export function fastifyAdapter(config: Config): FastifyAdapter {
  return new FastifyAdapter({
    logger: {level: config.logLevel, base: null, stream: process.stderr},
    logController: new LogController({disableRequestLogging: true}),
    bodyLimit: BODY_LIMIT,
    requestTimeout: REQUEST_TIMEOUT,
    trustProxy: config.trustProxy ?? false,
    multipart: false,
    clientErrorHandler: (error, socket) => {
      refuseConnection(error, socket);
    },
    frameworkErrors: (error: unknown, _request: FastifyRequest, reply: FastifyReply) => {
      const problem = problemOf(error) ?? new Problem('malformed');
      void reply.status(problem.status).headers(bare).send(JSON.stringify(problem.body()));
    },
  });
}
