import type {FastifyRequest} from 'fastify';

/** Everything that is answered with JSON lies below. */
export const API_PREFIX = 'api';

/** Page with the interface's description, in demonstration mode alone. */
export const DOCS_PATH = `/${API_PREFIX}/docs`;

/** The pattern of the route that serves the request, e.g. `/api/cases/:id`; never the URL, which names records. */
export function routeOf(request: FastifyRequest): string {
  return request.is404 ? 'none' : (request.routeOptions.url ?? 'none');
}

/**
 * Whether the request is for the interface. What the router matched decides, since a URL can be spelt in many ways;
 * the URL itself counts only where no route was found.
 */
export function isApi(request: FastifyRequest): boolean {
  const path = request.is404 ? (request.url.split('?', 1)[0] ?? '') : (request.routeOptions.url ?? '');
  return path === `/${API_PREFIX}` || path.startsWith(`/${API_PREFIX}/`);
}

export function isDocs(request: FastifyRequest): boolean {
  const route = routeOf(request);
  return route === DOCS_PATH || route.startsWith(`${DOCS_PATH}/`);
}
