import {SetUp} from '../../../src/people';
import {startTestApp} from '../../support/app';
import type {TestApp} from '../../support/app';
import type {Answer} from '../../support/client';

const password = 'seven lanterns under the bridge';

let app: TestApp;

beforeEach(async () => {
  app = await startTestApp({demonstration: false});
});

afterEach(async () => {
  await app.close();
});

const offer = (): Promise<string | null> => app.app.get(SetUp).offer();

const follow = (token: string | null, more: object = {}): Promise<Answer> =>
  app.client().post('/api/set-up', {
    token,
    organisation: {name: 'St. First', timeZone: 'Europe/Vienna'},
    administrator: {displayName: 'Ada First', email: 'Ada@first.test', password},
    ...more,
  });

const counted = async (): Promise<Record<string, unknown>[]> =>
  app.database.asSuperuser(
    `SELECT (SELECT count(*)::int FROM organisation) AS organisations, (SELECT count(*)::int FROM person) AS people,
       (SELECT count(*)::int FROM role_grant WHERE role = 'administrator') AS administrators`,
  );

describe('the link of the first start', () => {
  it('makes the organisation and its administrator, who then signs in, and no other link is offered', async () => {
    const token = await offer();
    expect((await follow(token)).status).toBe(204);
    const client = app.client();
    const signedIn = await client.signIn('ada@first.test', password);
    expect(signedIn.body).toMatchObject({
      roles: ['staff', 'administrator'],
      secondFactor: {needed: 'enrolment'},
    });
    expect(await offer()).toBeNull();
    expect((await follow(token)).status).toBe(422);
    expect(await counted()).toEqual([{organisations: 1, people: 1, administrators: 1}]);
    const rows = await app.database.asSuperuser<{type: string}>(
      `SELECT event::jsonb ->> 'type' AS type FROM audit_payload WHERE event::jsonb ->> 'who' = 'system'`,
    );
    const types = rows.map(({type}) => type);
    for (const type of ['setUpOffered', 'organisationCreated', 'personCreated', 'passwordSet', 'roleGranted'])
      expect(types).toContain(type);
  });

  it('opens for one of two', async () => {
    const token = await offer();
    const answers = await Promise.all([follow(token), follow(token)]);
    expect(answers.map(({status}) => status).sort()).toEqual([204, 422]);
    expect(await counted()).toEqual([{organisations: 1, people: 1, administrators: 1}]);
  });

  it('opens neither after a day nor after a later start', async () => {
    const first = await offer();
    const second = await offer();
    expect((await follow(first)).status).toBe(422);
    app.clock.advance({hours: 24});
    expect((await follow(second)).status).toBe(422);
    expect((await follow('A'.repeat(43))).status).toBe(422);
    expect(await counted()).toEqual([{organisations: 0, people: 0, administrators: 0}]);
  });

  it('tells every fault at once and goes on opening', async () => {
    const token = await offer();
    const faulty = await follow(token, {
      organisation: {name: ' ', timeZone: 'Nowhere'},
      administrator: {displayName: '', email: 'ada', password: 'short'},
    });
    const {faults} = faulty.body as {faults: {pointer: string}[]};
    expect(faults.map(({pointer}) => pointer)).toEqual([
      '/organisation/name',
      '/organisation/timeZone',
      '/administrator/displayName',
      '/administrator/email',
      '/administrator/password',
    ]);
    expect((await follow(token)).status).toBe(204);
  });
});
