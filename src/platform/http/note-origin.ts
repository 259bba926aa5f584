import type {FastifyInstance, FastifyRequest, onRequestHookHandler} from 'fastify';
import {CallOrigin, withCallOrigin} from '../context/call-origin';
import {RefusalMark, withRefusalMark} from '../context/refusal-mark';

const originOf = ({ip, sessionName}: FastifyRequest): CallOrigin => ({
  via: 'http',
  address: ip,
  session: sessionName,
});

/** Runs `work` as part of the request: the log then knows where it came from. */
export const inRequest = <T>(request: FastifyRequest, work: () => T): T =>
  withRefusalMark(request.refusal, () => withCallOrigin(originOf(request), work));

/**
 * Lets the log know where each request came from, and the request whether the log holds its refusal. Reading a body leaves
 * the context of the hook before it; so it is entered again when the body is there, the sign-in being known by then.
 */
export function noteOrigin(fastify: FastifyInstance): void {
  fastify.decorateRequest('sessionName', null);
  const enter: onRequestHookHandler = (request, _reply, done) => {
    inRequest(request, done);
  };
  fastify.addHook('onRequest', (request, _reply, done) => {
    request.refusal = {onRecord: false};
    done();
  });
  fastify.addHook('onRequest', enter);
  fastify.addHook('preValidation', enter);
}

declare module 'fastify' {
  interface FastifyRequest {
    /** What the log calls the sign-in under which a request came; null before it is known. */
    sessionName: string | null;
    refusal: RefusalMark;
  }
}
