import type {FastifyInstance} from 'fastify';
import {routeOf} from './route-of';

/** One line a request: method, route's pattern, status, duration in milliseconds. URLs and bodies stay out. */
export function logRequests(fastify: FastifyInstance): void {
  fastify.addHook('onResponse', (request, reply, done) => {
    const ms = Math.round(reply.elapsedTime * 10) / 10;
    request.log.info(
      {method: request.method, route: routeOf(request), status: reply.statusCode, ms},
      'request',
    );
    done();
  });
}
