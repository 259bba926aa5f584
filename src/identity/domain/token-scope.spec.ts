import {TOKEN_SCOPES, scopesOpen} from './token-scope';

describe('the scopes of a token', () => {
  it.each([
    ['cases:read', 'GET', '/api/cases', true],
    ['cases:read', 'GET', '/api/cases/:id/chart', true],
    ['cases:read', 'HEAD', '/api/cases/:id', true],
    ['cases:read', 'POST', '/api/cases', false],
    ['cases:read', 'GET', '/api/casesome', false],
    ['cases:read', 'GET', '/api/audit/events', false],
    ['audit:read', 'GET', '/api/audit/events', true],
    ['audit:read', 'POST', '/api/audit/exports', false],
    ['audit:export', 'POST', '/api/audit/exports', true],
    ['audit:export', 'GET', '/api/audit/events', false],
    ['people:write', 'POST', '/api/people/import', true],
    ['people:write', 'POST', '/api/roles/proposals', false],
  ] as const)('%s: %s %s: %s', (scope, method, route, open) => {
    expect(scopesOpen([scope], method, route)).toBe(open);
  });

  it('open neither the account nor the session, but tell whose token it is', () => {
    for (const [method, route] of [
      ['POST', '/api/session/confirm'],
      ['DELETE', '/api/session'],
      ['GET', '/api/session/factors'],
      ['POST', '/api/session/tokens'],
      ['GET', 'none'],
    ] as const)
      expect(scopesOpen(TOKEN_SCOPES, method, route)).toBe(false);
    expect(scopesOpen([], 'GET', '/api/session')).toBe(true);
  });
});
