import type {FastifyInstance, FastifyRequest} from 'fastify';
import {DOOR, inScopeOf, personScope} from '../database/rows/row-scope';
import type {ScopeHolder} from '../database/rows/row-scope';

declare module 'fastify' {
  interface FastifyRequest {
    /** Which rows this request reaches: the door's, until it is known whose it is. */
    rowScope: ScopeHolder;
  }
}

/** Opens a scope for each request. What reads a body answers from the socket's events, so it is entered again after that. */
export function scopeRequests(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', (request, _reply, done) => {
    request.rowScope = {scope: DOOR};
    inScopeOf(request.rowScope, done);
  });
  fastify.addHook('preValidation', (request, _reply, done) => {
    inScopeOf(request.rowScope, done);
  });
}

/** From now on the request reaches this person's rows. */
export function scopeToPerson(request: FastifyRequest, organisation: string, person: string): void {
  request.rowScope.scope = personScope(organisation, person);
}

/** Runs `work` with the rows that the request reaches by now. */
export const inScopeOfRequest = <T>({rowScope}: FastifyRequest, work: () => T): T =>
  inScopeOf(rowScope, work);
