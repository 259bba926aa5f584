import type {NestFastifyApplication} from '@nestjs/platform-fastify';
import type {FastifyRequest} from 'fastify';
import {inRequest} from '../../platform/http/note-origin';
import type {RefusalRecorder} from '../../platform/http/problem.filter';
import {routeOf} from '../../platform/http/route-of';
import {inScopeOfRequest} from '../../platform/http/scope-requests';
import {isId} from '../../platform/is-id';
import {RecordRefusal} from '../commands/record-refusal';

/**
 * Answers that say no to somebody. Not among them: 400, 413, 415 and 428, to requests that could not be read or were not
 * whole; they were answered before anything was asked.
 */
const REFUSALS: ReadonlySet<number> = new Set([401, 403, 404, 409, 422, 429]);

/**
 * The one place where refusals are recorded that nothing recorded yet for their request, with the route's pattern and the
 * code. Of the path it keeps a case's id alone, as other refusals do, the same whether it is absent or hidden.
 *
 * @throws LogUnavailableError from what it returns, when a refusal cannot be recorded
 */
export function recordRefusedRequests(app: NestFastifyApplication): RefusalRecorder {
  const refusals = app.get(RecordRefusal);
  return async (request, {status, code}) => {
    if (!REFUSALS.has(status) || request.refusal.onRecord) return;
    const {person, ip: address, method} = request;
    const refused = {person, address, method, route: routeOf(request), caseId: caseOf(request), code};
    await inScopeOfRequest(request, () => inRequest(request, () => refusals.run(refused)));
  };
}

function caseOf(request: FastifyRequest): string | null {
  const {id} = (request.params ?? {}) as {id?: unknown};
  return routeOf(request).startsWith('/api/cases/:id') && typeof id === 'string' && isId(id) ? id : null;
}
