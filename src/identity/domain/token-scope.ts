/** What each scope opens: methods and beginnings of routes. A route that no scope names is closed to every token. */
const opens = {
  'cases:read': {
    methods: ['GET', 'HEAD'],
    routes: [
      '/api/cases',
      '/api/inbox',
      '/api/programmes',
      '/api/workflows',
      '/api/instruments',
      '/api/calendar',
    ],
  },
  'audit:read': {methods: ['GET', 'HEAD'], routes: ['/api/audit', '/api/privilege']},
  'audit:export': {methods: ['POST'], routes: ['/api/audit/exports']},
  'people:write': {methods: ['GET', 'HEAD', 'POST'], routes: ['/api/people']},
} as const;

export type TokenScope = keyof typeof opens;

export const TOKEN_SCOPES = Object.keys(opens) as readonly TokenScope[];

/** Days for which a token may be made to last. */
export const LONGEST_TOKEN = 365;

/** Everybody may ask whose token it is. */
const ALWAYS = new Set(['GET /api/session', 'HEAD /api/session']);

/** @param route pattern of the route, `/api/cases/:id` for instance */
export function scopesOpen(scopes: readonly TokenScope[], method: string, route: string): boolean {
  if (ALWAYS.has(`${method} ${route}`)) return true;
  return scopes.some((scope) => {
    const {methods, routes}: {methods: readonly string[]; routes: readonly string[]} = opens[scope];
    return (
      methods.includes(method) && routes.some((known) => route === known || route.startsWith(`${known}/`))
    );
  });
}
