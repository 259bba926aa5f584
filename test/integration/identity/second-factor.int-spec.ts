import {generateSync} from 'otplib';
import {startTestApp} from '../../support/app';
import type {TestApp} from '../../support/app';
import type {Answer, TestClient} from '../../support/client';
import {recordedIn} from '../../support/recorded';
import type {Recorded} from '../../support/recorded';
import {PASSWORD, aPerson, anOrganisation} from './people';

interface Begun {
  readonly id: string;
  readonly secret: string;
  readonly uri: string;
}

let app: TestApp;
let organisationId: string;
let people = 0;

beforeAll(async () => {
  app = await startTestApp({demonstration: false});
  organisationId = await anOrganisation(app);
});

afterAll(async () => {
  await app.close();
});

async function signedIn(email: string): Promise<TestClient> {
  const client = app.client();
  expect((await client.signIn(email, PASSWORD)).status).toBe(200);
  return client;
}

async function newcomer(roles: readonly string[]): Promise<{client: TestClient; email: string; id: string}> {
  people += 1;
  const email = `person${people}@demo.test`;
  const id = await aPerson(app, organisationId, {email, roles});
  return {client: await signedIn(email), email, id};
}

const codeNow = (secret: string): string =>
  generateSync({secret, epoch: Math.floor(app.clock.now().getTime() / 1000)});

const nextCode = (secret: string): string => {
  app.clock.advance({seconds: 30});
  return codeNow(secret);
};

async function enrolled(
  roles: readonly string[],
): Promise<{client: TestClient; email: string; id: string; secret: string; factor: string; codes: string[]}> {
  const person = await newcomer(roles);
  const begun = await person.client.post<Begun>('/api/session/factors/totp', {name: 'Telephone'});
  expect(begun.status).toBe(201);
  const {secret, id: factor} = begun.body;
  const confirmed = await person.client.post<{recoveryCodes: string[]}>(
    `/api/session/factors/totp/${factor}`,
    {
      code: nextCode(secret),
    },
  );
  expect(confirmed.status).toBe(200);
  return {...person, secret, factor, codes: confirmed.body.recoveryCodes};
}

const factorOf = async (client: TestClient): Promise<unknown> =>
  (await client.get<{secondFactor: unknown}>('/api/session')).body.secondFactor;

const cases = (client: TestClient): Promise<Answer> => client.get('/api/cases');

const recorded = (personId: string): Promise<Recorded[]> => recordedIn(app, `account/${personId}`);

describe('the second factor', () => {
  it('is not asked of those who only refer', async () => {
    const {client} = await newcomer([]);
    expect(await factorOf(client)).toEqual({enrolled: false, proven: false, needed: 'none'});
    expect((await cases(client)).status).toBe(200);
  });

  it('must be set up by whoever holds a role before anything else', async () => {
    const {client} = await newcomer(['coordinator']);
    expect(await factorOf(client)).toEqual({enrolled: false, proven: false, needed: 'enrolment'});
    for (const path of ['/api/cases', '/api/programmes', '/api/notices', '/api/nothing'])
      expect((await client.get<{code: string}>(path)).body).toMatchObject({
        status: 403,
        code: 'second_factor_required',
      });
  });

  it('is asked of nobody in the demonstration', async () => {
    const demonstration = await startTestApp();
    const organisation = await anOrganisation(demonstration);
    await aPerson(demonstration, organisation, {email: 'c@demo.test', roles: ['coordinator']});
    const client = demonstration.client();
    await client.signIn('c@demo.test', PASSWORD);
    expect((await cases(client)).status).toBe(200);
    await demonstration.close();
  });

  it('opens the rest once it is set up, and comes with recovery codes', async () => {
    const {client, codes} = await enrolled(['coordinator']);
    expect((await cases(client)).status).toBe(200);
    expect(new Set(codes).size).toBe(10);
    for (const code of codes) expect(code).toMatch(/^[2-9a-z]{6}(-[2-9a-z]{6}){3}$/);
    expect(await factorOf(client)).toEqual({enrolled: true, proven: true, needed: 'none'});
  });

  it('is proven at each further sign-in, and before it was there is nothing but the session', async () => {
    const {email, secret, factor} = await enrolled(['coordinator']);
    const client = await signedIn(email);
    expect(await factorOf(client)).toEqual({enrolled: true, proven: false, needed: 'proof'});
    const refused = [
      await cases(client),
      await client.get('/api/session/factors'),
      await client.post('/api/session/factors/totp', {name: 'Thief'}),
      await client.delete(`/api/session/factors/${factor}`),
      await client.post('/api/session/factors/recovery-codes'),
    ];
    expect(refused.map(({status}) => status)).toEqual([403, 403, 403, 403, 403]);
    const former = app.client();
    for (const [name, value] of client.cookies) former.cookies.set(name, value);
    const proven = await client.post('/api/session/second-factor', {code: nextCode(secret)});
    expect(proven).toMatchObject({status: 200, body: {secondFactor: {proven: true, needed: 'none'}}});
    expect((await cases(client)).status).toBe(200);
    // By another token: whoever has that of before has nothing.
    expect((await former.get('/api/session')).status).toBe(401);
  });

  it('is asked of whoever has one, even without a role', async () => {
    const {email} = await enrolled([]);
    expect((await cases(await signedIn(email))).status).toBe(403);
  });

  it('takes each code once, and none that is wrong or old', async () => {
    const {email, secret, id} = await enrolled(['reviewer']);
    const code = nextCode(secret);
    const first = await signedIn(email);
    expect((await first.post('/api/session/second-factor', {code})).status).toBe(200);
    const second = await signedIn(email);
    const stale = codeNow(secret);
    app.clock.advance({seconds: 90});
    for (const wrong of [code, stale, '000000', 'abcdef', ''])
      expect(await second.post('/api/session/second-factor', {code: wrong})).toMatchObject({
        status: 422,
        body: {code: 'invalid', faults: [{pointer: '/code'}]},
      });
    expect((await cases(second)).status).toBe(403);
    const failed = (await recorded(id)).filter(({type}) => type === 'secondFactorFailed');
    expect(failed).toHaveLength(5);
    expect(failed.every(({outcome}) => outcome === '4')).toBe(true);
  });

  it('takes one code once when it comes twice at the same time', async () => {
    const {email, secret} = await enrolled(['reviewer']);
    const clients = [await signedIn(email), await signedIn(email), await signedIn(email)];
    const code = nextCode(secret);
    const answers = await Promise.all(
      clients.map((client) => client.post('/api/session/second-factor', {code})),
    );
    expect(answers.map(({status}) => status).sort()).toEqual([200, 422, 422]);
  });

  it('is stood in for by a recovery code, once', async () => {
    const {email, codes} = await enrolled(['coordinator']);
    const [code = ''] = codes;
    const first = await signedIn(email);
    const typed = ` ${code.toUpperCase().replace('-', ' ')} `;
    expect((await first.post('/api/session/second-factor', {code: typed})).status).toBe(200);
    const list = await first.get<{recoveryCodesLeft: number}>('/api/session/factors');
    expect(list.body.recoveryCodesLeft).toBe(9);
    const again = await signedIn(email);
    expect((await again.post('/api/session/second-factor', {code})).status).toBe(422);
  });

  it('has new recovery codes on demand, and those of before no longer count', async () => {
    const {client, email, codes} = await enrolled(['coordinator']);
    const renewed = await client.post<{recoveryCodes: string[]}>('/api/session/factors/recovery-codes');
    expect(renewed.body.recoveryCodes).toHaveLength(10);
    const next = await signedIn(email);
    expect((await next.post('/api/session/second-factor', {code: codes[0]})).status).toBe(422);
    const [fresh] = renewed.body.recoveryCodes;
    expect((await next.post('/api/session/second-factor', {code: fresh})).status).toBe(200);
  });

  it('can be taken away, by oneself alone, but never the last one of somebody who must have one', async () => {
    const {client, factor, id} = await enrolled([]);
    const other = await enrolled(['coordinator']);
    expect((await other.client.delete(`/api/session/factors/${factor}`)).status).toBe(404);
    expect(await other.client.delete(`/api/session/factors/${other.factor}`)).toMatchObject({
      status: 409,
      body: {code: 'action_not_allowed'},
    });
    expect((await client.delete(`/api/session/factors/${factor}`)).status).toBe(204);
    expect(await factorOf(client)).toMatchObject({enrolled: false, needed: 'none'});
    expect((await recorded(id)).map(({type}) => type)).toEqual(
      expect.arrayContaining(['secondFactorBegun', 'secondFactorAdded', 'secondFactorEnded']),
    );
  });

  it('leaves nothing behind when it is taken away: neither proven sessions nor recovery codes', async () => {
    const {client, email, secret, factor, codes} = await enrolled([]);
    const thief = await signedIn(email);
    expect((await thief.post('/api/session/second-factor', {code: nextCode(secret)})).status).toBe(200);
    expect((await client.delete(`/api/session/factors/${factor}`)).status).toBe(204);
    for (const either of [client, thief])
      expect(await factorOf(either)).toEqual({enrolled: false, proven: false, needed: 'none'});
    expect((await thief.post('/api/session/second-factor', {code: codes[0]})).status).toBe(422);
    const begun = await client.post<Begun>('/api/session/factors/totp', {name: 'New'});
    const {id, secret: next} = begun.body;
    expect((await client.post(`/api/session/factors/totp/${id}`, {code: nextCode(next)})).status).toBe(200);
    expect(await factorOf(thief)).toEqual({enrolled: true, proven: false, needed: 'proof'});
  });

  it('unproves the other sessions when one of several is taken away', async () => {
    const {client, email, secret, factor} = await enrolled(['coordinator']);
    const begun = await client.post<Begun>('/api/session/factors/totp', {name: 'Second'});
    const {id, secret: second} = begun.body;
    expect((await client.post(`/api/session/factors/totp/${id}`, {code: nextCode(second)})).status).toBe(200);
    const other = await signedIn(email);
    expect((await other.post('/api/session/second-factor', {code: nextCode(secret)})).status).toBe(200);
    expect((await client.delete(`/api/session/factors/${factor}`)).status).toBe(204);
    expect([(await cases(client)).status, (await cases(other)).status]).toEqual([200, 403]);
  });

  it('takes recovery codes alone after a hundred wrong ones in a row, however slowly they came', async () => {
    const {email, secret, codes, id} = await enrolled(['coordinator']);
    const client = await signedIn(email);
    await app.database.asSuperuser('UPDATE account SET factor_failures = 99 WHERE person_id = $1', [id]);
    expect((await client.post('/api/session/second-factor', {code: '000000'})).status).toBe(422);
    expect((await client.post('/api/session/second-factor', {code: nextCode(secret)})).status).toBe(422);
    expect((await client.post('/api/session/second-factor', {code: codes[0]})).status).toBe(200);
    const again = await signedIn(email);
    expect((await again.post('/api/session/second-factor', {code: nextCode(secret)})).status).toBe(200);
  });

  it('is added by nobody who waited with the password alone while the first was confirmed', async () => {
    const {client, email} = await newcomer(['coordinator']);
    const thief = await signedIn(email);
    const mine = (await client.post<Begun>('/api/session/factors/totp', {name: 'Mine'})).body;
    const theirs = (await thief.post<Begun>('/api/session/factors/totp', {name: 'Theirs'})).body;
    await app.database.asSuperuser('UPDATE second_factor SET ended_at = NULL WHERE id = $1', [mine.id]);
    const [first, second] = await Promise.all([
      client.post(`/api/session/factors/totp/${mine.id}`, {code: nextCode(mine.secret)}),
      thief.post(`/api/session/factors/totp/${theirs.id}`, {code: codeNow(theirs.secret)}),
    ]);
    expect([first.status, second.status].sort()).toEqual([200, 403]);
  });

  it('leaves ten recovery codes when they are renewed twice at the same time', async () => {
    const {client, id} = await enrolled(['coordinator']);
    await Promise.all([1, 2, 3].map(() => client.post('/api/session/factors/recovery-codes')));
    const [row] = await app.database.asSuperuser<{left: number}>(
      'SELECT count(*)::int AS left FROM recovery_code WHERE person_id = $1 AND used_at IS NULL',
      [id],
    );
    expect(row?.left).toBe(10);
  });

  it('is changed only after a recent sign-in', async () => {
    const {client} = await newcomer(['coordinator']);
    app.clock.advance({minutes: 11});
    expect(await client.post('/api/session/factors/totp', {name: 'First'})).toMatchObject({
      status: 401,
      body: {code: 'reauthentication_required'},
    });
    expect((await client.post('/api/session/confirm', {password: PASSWORD})).status).toBe(200);
    expect((await client.post('/api/session/factors/totp', {name: 'First'})).status).toBe(201);
  });

  it.each([
    ['POST', '/api/session/factors/totp', {name: 'Second'}, 201],
    ['POST', '/api/session/factors/totp/FACTOR', {code: '123456'}, 404],
    ['PATCH', '/api/session/factors/FACTOR', {name: 'Mine'}, 204],
    ['POST', '/api/session/factors/passkeys/options', {}, 200],
    ['POST', '/api/session/factors/passkeys', {name: 'Key', credential: {}}, 422],
    ['POST', '/api/session/factors/recovery-codes', {}, 200],
    ['PUT', '/api/session/password', {current: 'x', password: 'y'}, 422],
    ['POST', '/api/session/tokens', {name: 'Program', scopes: ['cases:read'], days: 30}, 201],
    ['DELETE', '/api/session/factors/FACTOR', undefined, 409],
  ] as const)(
    'once there is one, asks for it again beside the password: %s %s',
    async (method, path, body, then) => {
      const {client, secret, factor} = await enrolled(['coordinator']);
      const change = () => client.send(method, path.replace('FACTOR', factor), {body});
      const asked = {status: 401, body: {code: 'full_sign_in_required'}};
      app.clock.advance({minutes: 11});
      expect(await change()).toMatchObject(asked);
      expect((await client.post('/api/session/confirm', {password: PASSWORD})).status).toBe(200);
      expect(await change()).toMatchObject(asked);
      app.clock.advance({minutes: 11});
      expect((await client.post('/api/session/second-factor', {code: nextCode(secret)})).status).toBe(200);
      expect(await change()).toMatchObject(asked);
      expect((await client.post('/api/session/confirm', {password: PASSWORD})).status).toBe(200);
      expect((await change()).status).toBe(then);
    },
  );

  it('keeps its secret sealed, and neither secret nor codes in the log', async () => {
    const {secret, codes, id} = await enrolled(['coordinator']);
    const rows = await app.database.asSuperuser<{row: string}>(
      `SELECT second_factor::text AS row FROM second_factor UNION ALL SELECT recovery_code::text FROM recovery_code
       UNION ALL SELECT event FROM audit_payload`,
    );
    const stored = rows.map(({row}) => row).join('\n');
    expect(stored).toContain(id);
    for (const hidden of [secret, ...codes, ...codes.map((code) => code.replace('-', ''))])
      expect(stored).not.toContain(hidden);
  });
});
