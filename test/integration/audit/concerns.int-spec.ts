import {Concerns} from '../../../src/platform/health/concerns';
import {startTestApp} from '../../support/app';
import type {TestApp} from '../../support/app';
import {PASSWORD, aPerson, anOrganisation} from '../identity/people';

describe('what needs an administrator', () => {
  let app: TestApp;
  const ids: string[] = [];

  beforeAll(async () => {
    app = await startTestApp();
    for (const name of ['one', 'two']) {
      const organisation = await anOrganisation(app);
      ids.push(organisation);
      for (const role of ['administrator', 'compliance', 'coordinator'])
        await aPerson(app, organisation, {email: `${role}.${name}@test.example`, roles: [role]});
    }
    const concerns = app.app.get(Concerns);
    concerns.raise({topic: 'all', organisation: null}, 'the cellar is wet: pump');
    concerns.raise({topic: 'tree', organisation: ids[0] ?? ''}, 'the tree is ill: call a gardener');
  });

  afterAll(async () => {
    await app.close();
  });

  const seen = async (who: string): Promise<{status: number; topics: string[]}> => {
    const client = app.client();
    await client.post('/api/session', {email: `${who}@test.example`, password: PASSWORD});
    const {status, body} = await client.get('/api/concerns');
    const {items = []} = body as {items?: {topic: string}[]};
    return {status, topics: items.map(({topic}) => topic)};
  };

  it.each([
    ['administrator.one', 200, ['all', 'tree']],
    ['compliance.one', 200, ['all', 'tree']],
    ['administrator.two', 200, ['all']],
    ['coordinator.one', 404, []],
  ])('is shown to %s as %i', async (who, status, topics) => {
    expect(await seen(who)).toEqual({status, topics});
  });

  it('shows to everybody as a flag alone, until it is settled', async () => {
    const health = async (): Promise<unknown> => (await app.client().get('/api/health')).body;
    expect(await health()).toEqual({status: 'ok', attention: true});
    app.app.get(Concerns).settle({topic: 'all', organisation: null});
    app.app.get(Concerns).settle({topic: 'tree', organisation: ids[0] ?? ''});
    expect(await health()).toEqual({status: 'ok', attention: false});
  });
});
