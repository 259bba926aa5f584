import {once} from 'node:events';
import {createServer} from 'node:http';
import type {IncomingMessage, Server, ServerResponse} from 'node:http';
import {Witness} from './witness';

/** A request is a proof of at most 63 lines and a checkpoint. */
const BODY_LIMIT = 65_536;
const PATH = '/add-checkpoint';

/** Plain http: behind a proxy that speaks https, or within one machine. */
export async function serveWitness(
  witness: Witness,
  {host, port, log}: {readonly host: string; readonly port: number; readonly log: (line: string) => void},
): Promise<Server> {
  const server = createServer((request, response) => {
    answer(witness, request, response).catch((error: unknown) => {
      log(`a request could not be answered: ${error instanceof Error ? error.message : String(error)}`);
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  server.requestTimeout = 30_000;
  server.listen(port, host);
  await once(server, 'listening');
  return server;
}

async function answer(witness: Witness, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.url?.split('?')[0]?.endsWith(PATH) !== true) {
    response.writeHead(404).end();
    return;
  }
  if (request.method !== 'POST') {
    response.writeHead(405, {allow: 'POST'}).end();
    return;
  }
  const body = await bodyOf(request);
  if (body === null) {
    response.writeHead(413, {connection: 'close'}).end();
    return;
  }
  const {status, type, body: text} = await witness.addCheckpoint(body);
  response.writeHead(status, {'content-type': type, 'content-length': Buffer.byteLength(text)}).end(text);
}

async function bodyOf(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    const bytes = chunk as Buffer;
    length += bytes.length;
    if (length > BODY_LIMIT) return null;
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString();
}
