import {ListenError} from '../../../src/platform/http/listen';
import {startTestApp} from '../../support/app';
import {TestClient} from '../../support/client';

describe('listening', () => {
  it('serves the same on both loopback addresses, and on neither once it is closed', async () => {
    const app = await startTestApp({hosts: ['127.0.0.1', '::1']});
    const urls = [app.baseUrl, `http://[::1]:${app.port}`];
    try {
      for (const url of urls) {
        const answer = await new TestClient(url).get('/api/health');
        expect([answer.status, answer.body]).toEqual([200, {status: 'ok', attention: false}]);
        expect((await new TestClient(url).get('/api/session')).status).toBe(401);
      }
    } finally {
      await app.close();
    }
    for (const url of urls) await expect(fetch(`${url}/api/health`)).rejects.toThrow();
  });

  it('says which port is taken and what to do', async () => {
    const taken = await startTestApp({hosts: ['127.0.0.1', '127.0.0.1']}).catch((reason: unknown) => reason);
    expect(taken).toBeInstanceOf(ListenError);
    expect((taken as ListenError).message).toMatch(
      /^Port \d+ on 127\.0\.0\.1 is in use.*\nStop that one, or .*PORT=\d+/,
    );
  });
});
