import type {IncomingMessage, Server, ServerResponse} from 'node:http';
import type {Socket} from 'node:net';
import type {FastifyInstance} from 'fastify';

declare module 'fastify' {
  interface FastifyInstance {
    openConnections: OpenConnections;
  }
}

/** Longest that a server that stops waits for requests under way, in milliseconds. */
const GRACE = 30_000;

/**
 * The connections of a program's servers, so that it can stop. Node ends those that lie idle after a request, and from then on
 * watches no time limit any more: one on which nothing was asked yet (browsers open some in advance), or only half a request,
 * would keep the server from stopping for as long as the other side likes.
 */
class OpenConnections {
  /** With how many requests are under way on each: a client may send the next before the answer. */
  readonly #open = new Map<Socket, number>();
  #ending = false;

  watch(server: Server): void {
    server.on('connection', (socket: Socket) => {
      if (this.#ending) {
        socket.destroy();
        return;
      }
      this.#open.set(socket, 0);
      socket.once('close', () => this.#open.delete(socket));
    });
    server.on('request', ({socket}: IncomingMessage, response: ServerResponse) => {
      this.#count(socket, 1);
      response.once('close', () => {
        const left = this.#count(socket, -1);
        if (this.#ending && left === 0) socket.destroySoon();
      });
    });
  }

  /** Ends every connection that carries no request, each other one after its answer, and what then is still open after 30 s. */
  end(): void {
    this.#ending = true;
    for (const [socket, requests] of this.#open) if (requests === 0) socket.destroy();
    setTimeout(() => {
      for (const socket of this.#open.keys()) socket.destroy();
    }, GRACE).unref();
  }

  /** @returns how many requests are under way on it then */
  #count(socket: Socket, more: 1 | -1): number {
    const requests = (this.#open.get(socket) ?? 0) + more;
    if (this.#open.has(socket)) this.#open.set(socket, requests);
    return requests;
  }
}

/** Lets the application stop whatever its clients hold open. */
export function endConnectionsAtStop(fastify: FastifyInstance): void {
  const connections = new OpenConnections();
  connections.watch(fastify.server);
  fastify.decorate('openConnections', connections);
  fastify.addHook('preClose', (done) => {
    connections.end();
    done();
  });
}
