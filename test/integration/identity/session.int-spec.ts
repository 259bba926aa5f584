import {SetPassword} from '../../../src/identity';
import {startTestApp} from '../../support/app';
import type {TestApp} from '../../support/app';
import type {Answer, TestClient} from '../../support/client';
import {PASSWORD, aPerson, anOrganisation} from './people';

interface SessionBody {
  person: {id: string; email: string};
  roles: string[];
  confirmedUntil: string;
}

const email = 'coordinator@demo.test';
const code = ({body}: Answer): unknown => (body as {code?: unknown}).code;

describe('the session', () => {
  let app: TestApp;
  let organisationId: string;
  let personId: string;

  beforeAll(async () => {
    app = await startTestApp();
    organisationId = await anOrganisation(app);
    personId = await aPerson(app, organisationId, {email, roles: ['coordinator', 'reviewer']});
  });

  afterAll(async () => {
    await app.close();
  });

  const signedIn = async (): Promise<TestClient> => {
    const client = app.client();
    expect((await client.signIn(email, PASSWORD)).status).toBe(200);
    return client;
  };

  const statusOf = async (client: TestClient): Promise<number> => (await client.get('/api/session')).status;

  it('is opened with address and password, and says who and which roles', async () => {
    const client = app.client();
    const opened = await client.post<SessionBody>('/api/session', {
      email: ' Coordinator@Demo.TEST',
      password: PASSWORD,
    });
    const read = await client.get<SessionBody>('/api/session');
    expect([opened.status, read.status]).toEqual([200, 200]);
    expect(read.body).toEqual(opened.body);
    expect(read.body.person).toMatchObject({id: personId, email});
    expect(read.body.roles).toEqual(['staff', 'coordinator', 'reviewer']);
    expect(read.headers.get('cache-control')).toBe('no-store');
  });

  it('is opened by no identity provider where none is set', async () => {
    const client = app.client();
    expect((await client.get('/api/session/provider')).body).toEqual({label: null});
    expect((await client.post('/api/session/provider', {})).status).toBe(404);
    expect((await client.get('/api/session/provider/callback?code=x')).status).toBe(404);
  });

  it('ends at once when it is signed out of, and the cookie with it', async () => {
    const client = await signedIn();
    const stolen = app.client();
    for (const [name, value] of client.cookies) stolen.cookies.set(name, value);
    const answer = await client.delete('/api/session', {headers: {'content-type': 'application/json'}});
    expect(answer.status).toBe(204);
    expect(answer.body).toBeNull();
    expect(client.cookies.size).toBe(0);
    expect(await statusOf(stolen)).toBe(401);
  });

  it('is kept in a cookie that scripts and other sites cannot use', async () => {
    const answer = await app.client().signIn(email, PASSWORD);
    expect(answer.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^collegium=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/),
    ]);
  });

  it('stores no token that a reader of the database could use', async () => {
    const client = await signedIn();
    const token = client.cookies.get('collegium') ?? '';
    const rows = await app.database.asSuperuser<{row: string}>('SELECT session::text AS row FROM session');
    expect(rows.length).toBeGreaterThan(0);
    const stored = rows.map(({row}) => row).join();
    expect(stored).not.toContain(token);
    expect(stored).not.toContain(Buffer.from(token, 'base64url').toString('hex'));
  });

  it.each([
    ['none', undefined],
    ['an unknown one', 'A'.repeat(43)],
    ['rubbish', "' OR 1=1 --"],
  ])('is absent with %s for a token', async (_what, token) => {
    const client = app.client();
    if (token !== undefined) client.cookies.set('collegium', encodeURIComponent(token));
    const answer = await client.get('/api/session');
    expect(answer.status).toBe(401);
    expect(code(answer)).toBe('unauthenticated');
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
  });

  it('answers an unknown address, a wrong password and a disabled account alike', async () => {
    const disabled = await aPerson(app, organisationId, {email: 'gone@demo.test'});
    await app.database.asSuperuser('UPDATE account SET disabled_at = now() WHERE person_id = $1', [disabled]);
    const answers = await Promise.all([
      app.client().signIn('nobody@demo.test', PASSWORD),
      app.client().signIn(email, 'wrong horse battery'),
      app.client().signIn('gone@demo.test', PASSWORD),
      app.client().signIn('not an address', ''),
    ]);
    const seen = answers.map(({status, body, headers}) => ({
      status,
      body,
      headers: [...headers].filter(([name]) => name !== 'date'),
    }));
    expect(seen[0]).toMatchObject({status: 401, body: {code: 'unauthenticated'}});
    for (const other of seen) expect(other).toEqual(seen[0]);
  });

  it('takes as long to refuse an unknown address as a wrong password', async () => {
    const times: Record<'known' | 'unknown', number[]> = {known: [], unknown: []};
    const attempt = async (kind: 'known' | 'unknown', address: string): Promise<void> => {
      const start = performance.now();
      await app.client().signIn(address, 'wrong horse battery');
      times[kind].push(performance.now() - start);
    };
    // In turns, so that whatever else this machine does slows both alike.
    for (let run = 0; run < 15; run += 1) {
      await attempt('known', email);
      await attempt('unknown', 'nobody@demo.test');
    }
    const median = (all: number[]): number => all.sort((one, other) => one - other)[7] ?? 0;
    const [known, unknown] = [median(times.known), median(times.unknown)];
    expect(Math.max(known, unknown) / Math.min(known, unknown)).toBeLessThan(2);
  });

  it('ends after an hour without use', async () => {
    const client = await signedIn();
    app.clock.advance({minutes: 59});
    expect(await statusOf(client)).toBe(200);
    app.clock.advance({minutes: 59});
    expect(await statusOf(client)).toBe(200);
    app.clock.advance({minutes: 60});
    expect(await statusOf(client)).toBe(401);
  });

  it('is not kept alive by what a page asks of its own accord', async () => {
    const client = await signedIn();
    const unattended = {headers: {'x-collegium-unattended': '1'}};
    app.clock.advance({minutes: 40});
    expect((await client.get('/api/session', unattended)).status).toBe(200);
    app.clock.advance({minutes: 20});
    expect((await client.get('/api/session', unattended)).status).toBe(401);
  });

  it('ends after twelve hours however much it is used', async () => {
    const client = await signedIn();
    for (let half = 1; half < 24; half += 1) {
      app.clock.advance({minutes: 30});
      expect(await statusOf(client)).toBe(200);
    }
    app.clock.advance({minutes: 30});
    expect(await statusOf(client)).toBe(401);
  });

  it('notes its use at most once a minute', async () => {
    const client = await signedIn();
    const noted = async (): Promise<unknown> =>
      (await app.database.asSuperuser<{at: Date}>('SELECT max(seen_at) AS at FROM session'))[0]?.at;
    const opened = app.clock.now();
    app.clock.advance({seconds: 59});
    await client.get('/api/session');
    expect(await noted()).toEqual(opened);
    app.clock.advance({seconds: 1});
    await client.get('/api/session');
    expect(await noted()).toEqual(app.clock.now());
  });

  it('counts as confirmed for ten minutes, and again once the password is given', async () => {
    const client = await signedIn();
    const inTenMinutes = (): string => new Date(app.clock.now().getTime() + 600_000).toISOString();
    const before = await client.get<SessionBody>('/api/session');
    expect(before.body.confirmedUntil).toBe(inTenMinutes());
    app.clock.advance({minutes: 11});
    const wrong = await client.post('/api/session/confirm', {password: 'wrong horse battery'});
    expect([wrong.status, code(wrong)]).toEqual([401, 'reauthentication_required']);
    expect((await client.get<SessionBody>('/api/session')).body.confirmedUntil).toBe(
      before.body.confirmedUntil,
    );
    const right = await client.post<SessionBody>('/api/session/confirm', {password: PASSWORD});
    expect(right.status).toBe(200);
    expect((await client.get<SessionBody>('/api/session')).body.confirmedUntil).toBe(inTenMinutes());
  });

  it('goes by another token once its sign-in was renewed, and no longer by the one before', async () => {
    const client = await signedIn();
    const before = new Map(client.cookies);
    app.clock.advance({minutes: 11});
    await client.post('/api/session/confirm', {password: 'wrong horse battery'});
    expect(new Map(client.cookies)).toEqual(before);
    expect((await client.post('/api/session/confirm', {password: PASSWORD})).status).toBe(200);
    expect([...client.cookies.keys()]).toEqual([...before.keys()]);
    expect([...client.cookies.values()]).not.toEqual([...before.values()]);
    expect((await client.get('/api/session')).status).toBe(200);
    const former = app.client();
    for (const [name, value] of before) former.cookies.set(name, value);
    expect((await former.get('/api/session')).status).toBe(401);
  });

  it('is no more once the account is disabled or a role has ended, from the next request on', async () => {
    const leaving = await aPerson(app, organisationId, {email: 'leaving@demo.test', roles: ['compliance']});
    const client = app.client();
    await client.signIn('leaving@demo.test', PASSWORD);
    await app.database.asSuperuser('UPDATE role_grant SET ended_at = now() WHERE person_id = $1', [leaving]);
    expect((await client.get<SessionBody>('/api/session')).body.roles).toEqual(['staff']);
    await app.database.asSuperuser('UPDATE account SET disabled_at = now() WHERE person_id = $1', [leaving]);
    expect(await statusOf(client)).toBe(401);
  });

  it('ends with every other one of the person when the password is changed', async () => {
    const changing = await aPerson(app, organisationId, {email: 'changing@demo.test'});
    const client = app.client();
    await client.signIn('changing@demo.test', PASSWORD);
    const password = 'another horse battery';
    await app.app.get(SetPassword).run({organisationId, personId: changing, password}, 'system');
    expect(await statusOf(client)).toBe(401);
    expect((await client.signIn('changing@demo.test', PASSWORD)).status).toBe(401);
    expect((await client.signIn('changing@demo.test', password)).status).toBe(200);
  });

  it('takes the place of the one that the same browser had', async () => {
    const client = await signedIn();
    const former = app.client();
    for (const [name, value] of client.cookies) former.cookies.set(name, value);
    expect((await client.signIn(email, PASSWORD)).status).toBe(200);
    expect(await statusOf(client)).toBe(200);
    expect(await statusOf(former)).toBe(401);
  });
});

describe('the session behind https', () => {
  it('is bound to its host and to https', async () => {
    const app = await startTestApp({demonstration: false, publicUrl: new URL('https://review.example.org')});
    try {
      await aPerson(app, await anOrganisation(app), {email});
      const client = app.client();
      const answer = await client.signIn(email, PASSWORD);
      expect(answer.headers.getSetCookie()).toEqual([
        expect.stringMatching(/^__Host-collegium=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Strict$/),
      ]);
      expect(answer.headers.get('strict-transport-security')).toBe('max-age=31536000; includeSubDomains');
      expect((await client.get('/api/session')).status).toBe(200);
    } finally {
      await app.close();
    }
  });
});
