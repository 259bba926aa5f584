import type {FastifyInstance, FastifyRequest, onRequestHookHandler} from 'fastify';
import {CallOrigin, withCallOrigin} from '../context/call-origin';

const originOf = ({ip, sessionName}: FastifyRequest): CallOrigin => ({
  via: 'http',
  address: ip,
  session: sessionName,
});

/**
 * Lets the log know where each request came from. Reading a body leaves the context of the hook before it; so it is
 * entered again when the body is there, the sign-in being known by then.
 */
export function noteOrigin(fastify: FastifyInstance): void {
  fastify.decorateRequest('sessionName', null);
  const enter: onRequestHookHandler = (request, _reply, done) => {
    withCallOrigin(originOf(request), done);
  };
  fastify.addHook('onRequest', enter);
  fastify.addHook('preValidation', enter);
}

declare module 'fastify' {
  interface FastifyRequest {
    /** What the log calls the sign-in under which a request came; null before it is known. */
    sessionName: string | null;
  }
}
