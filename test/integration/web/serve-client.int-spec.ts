import {startTestApp} from '../../support/app';
import type {TestApp} from '../../support/app';
import type {TestClient} from '../../support/client';

describe('serving the client', () => {
  let app: TestApp;
  let stranger: TestClient;

  beforeAll(async () => {
    app = await startTestApp();
    stranger = app.client();
  });
  afterAll(() => app.close());

  const scriptOf = async (): Promise<string> => {
    const {body} = await stranger.get<string>('/');
    return /src="(\/assets\/[^"]+\.js)"/.exec(body)?.[1] ?? '';
  };

  it('answers with the page at the paths of pages, the same for everybody, kept in no cache', async () => {
    for (const path of ['/', '/cases', `/cases/${crypto.randomUUID()}`, '/sign-in', '/set-up']) {
      const {status, headers, body} = await stranger.get<string>(path);
      expect([status, headers.get('content-type'), headers.get('cache-control')]).toEqual([
        200,
        'text/html; charset=utf-8',
        'no-store',
      ]);
      expect(body).toContain('<div id="root">');
    }
  });

  it('lets no inline script run, and of styles those with the nonce of this answer alone', async () => {
    const nonces = new Set<string>();
    for (let visit = 0; visit < 3; visit += 1) {
      const {headers, body} = await stranger.get<string>('/');
      const policy = headers.get('content-security-policy') ?? '';
      const nonce = /style-src 'self' 'nonce-([A-Za-z0-9+/]{24})'/.exec(policy)?.[1] ?? '';
      expect(body).toContain(`nonce="${nonce}"`);
      expect(policy).toContain("script-src 'self';");
      expect(policy).not.toMatch(/unsafe/);
      nonces.add(nonce);
    }
    expect(nonces.size).toBe(3);
  });

  it('knows no page elsewhere, and none below /api', async () => {
    for (const path of [
      '/nothing',
      '/cases/x/y',
      '/index.html',
      '/pages.json',
      '/manifest.json',
      '/assets/none.js',
      '/assets/',
      '/assets',
      '/assets/%2e%2e/pages.json',
      '/assets/..%2fpages.json',
      '/assets/%2e%2e%5cpages.json',
      '/assets/%00',
    ])
      expect(await stranger.get(path)).toMatchObject({status: 404, body: {code: 'not_found'}});
    expect(await stranger.get('/api/cases/')).toMatchObject({status: 401});
    expect(await stranger.get('/api')).toMatchObject({status: 401});
  });

  it('sends built files for ever, compressed as they were asked for', async () => {
    const script = await scriptOf();
    const sizes: number[] = [];
    for (const coding of ['br', 'gzip', 'identity']) {
      const response = await fetch(`${app.baseUrl}${script}`, {headers: {'accept-encoding': coding}});
      const {headers} = response;
      expect(headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
      expect(headers.get('content-encoding')).toBe(coding === 'identity' ? null : coding);
      expect(headers.get('vary')).toBe('accept-encoding');
      sizes.push(Number(headers.get('content-length')));
      await response.arrayBuffer();
    }
    expect(sizes).toEqual([...sizes].sort((one, other) => one - other));
    const refused = await fetch(`${app.baseUrl}${script}`, {
      headers: {'accept-encoding': 'br;q=0, gzip;q=0.0'},
    });
    expect(refused.headers.get('content-encoding')).toBeNull();
    await refused.arrayBuffer();
  });
});
