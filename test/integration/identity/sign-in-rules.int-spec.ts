import {startTestApp} from '../../support/app';
import type {TestApp} from '../../support/app';
import {aHospital} from '../../support/case-builders';
import {Walker} from '../../support/walk';

describe('the rules of signing in', () => {
  let app: TestApp;
  let walker: Walker;

  beforeAll(async () => {
    app = await startTestApp();
    walker = new Walker(app, await aHospital(app));
  });
  afterAll(() => app.close());

  it('are shown to administrators, and are not there for anybody else', async () => {
    const {status, body} = await (await walker.as('admin')).get('/api/sign-in-rules');
    expect([status, body]).toEqual([
      200,
      {
        secondFactor: !app.config.demonstration,
        provider: null,
        idle: 60,
        longest: 720,
        confirmation: 10,
        limited: app.config.rateLimit,
      },
    ]);
    for (const key of ['staff', 'coordinator', 'compliance'])
      expect([key, (await (await walker.as(key)).get('/api/sign-in-rules')).status]).toEqual([key, 404]);
  });
});
