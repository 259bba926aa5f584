import {Concerns} from '../../../src/platform/health/concerns';
import {startTestApp} from '../../support/app';
import type {TestApp} from '../../support/app';
import {aHospital} from '../../support/case-builders';
import {crawl, found} from '../../support/crawl';
import {connected} from '../../support/database';
import {Walker} from '../../support/walk';

let app: TestApp;
let walker: Walker;

beforeAll(async () => {
  app = await startTestApp();
  walker = new Walker(app, await aHospital(app));
});

afterAll(async () => {
  await app.close();
});

describe('the key of a case', () => {
  it('lies apart from the case, and the application may not take it away', async () => {
    const {id} = await walker.refer();
    const columns = await app.database.asSuperuser<{table_name: string}>(
      `SELECT table_name FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'wrapped'`,
    );
    expect(columns).toEqual([{table_name: 'case_key'}]);
    const statements = [
      'DELETE FROM case_key WHERE case_id = $1',
      'UPDATE case_key SET wrapped = NULL, destroyed_at = now() WHERE case_id = $1',
    ];
    for (const statement of statements)
      await expect(
        connected(app.database.applicationUrl, (client) => client.query(statement, [id])),
      ).rejects.toThrow('permission denied');
  });

  it('takes all content with it when it is gone: the process is still told, and nothing fails', async () => {
    const {id} = await walker.refer();
    await walker.attach('coordinator', id, 'A note of the ward.');
    await walker.walkTo('closed', id);
    const before = await crawl(walker, 'coordinator', id);
    expect(found(walker, before).length).toBeGreaterThan(10);
    await app.database.asSuperuser(
      'UPDATE case_key SET wrapped = NULL, destroyed_at = now() WHERE case_id = $1',
      [id],
    );
    for (const key of ['coordinator', 'chair', 'member1', 'physician', 'reviewer3', 'compliance', 'staff']) {
      const seen = await walker.see(key, id);
      expect({key, content: seen.content, actions: seen.allowedActions}).toEqual({
        key,
        content: [],
        actions: [],
      });
      const crawled = await crawl(walker, key, id);
      expect({key, found: found(walker, crawled)}).toEqual({key, found: []});
      expect(crawled.text).not.toMatch(/^5\d\d /m);
    }
    expect(await walker.see('coordinator', id)).toMatchObject({unreadable: true});
    expect(await walker.see('staff', id)).not.toHaveProperty('unreadable');
    const refused = await walker.act('coordinator', id, 'reopen', {data: {reason: 'Once more.'}});
    expect(refused.body).toMatchObject({code: 'action_not_allowed'});
  });

  it('that is damaged makes its own case unreadable, and nothing else: lists still show the others', async () => {
    const {id} = await walker.refer();
    const other = await walker.refer();
    await app.database.asSuperuser(
      'UPDATE case_key SET wrapped = set_byte(wrapped, 20, get_byte(wrapped, 20) # 1) WHERE case_id = $1',
      [id],
    );
    for (const key of ['coordinator', 'compliance', 'physician', 'staff', 'chair']) {
      const crawled = await crawl(walker, key, id);
      expect({key, failed: crawled.text.match(/^5\d\d .*$/m)}).toEqual({key, failed: null});
    }
    const {body} = await (
      await walker.as('coordinator')
    ).get<{items: {id: string; unreadable?: true}[]}>('/api/cases?limit=100');
    const unreadable = new Map(body.items.map((item) => [item.id, item.unreadable === true]));
    expect([unreadable.get(id), unreadable.get(other.id)]).toEqual([true, false]);
    expect(await walker.see('coordinator', id)).toMatchObject({content: [], allowedActions: []});
    expect((await walker.see('coordinator', other.id)).content).not.toEqual([]);
    const concerns = app.app.get(Concerns).all(walker.hospital.organisationId);
    expect(concerns.filter(({topic}) => topic === 'caseKey')).toEqual([
      expect.objectContaining({text: expect.not.stringContaining(id) as string}),
    ]);
  });
});
