import {generateSync} from 'otplib';
import {SignInFlows} from '../../../src/identity/commands/sign-in-flows';
import {IdentityProvider, ProviderUnavailableError} from '../../../src/identity/identity-provider';
import {Concerns} from '../../../src/platform/health/concerns';
import {startTestApp} from '../../support/app';
import type {TestApp} from '../../support/app';
import type {Answer, TestClient} from '../../support/client';
import {TestProvider, strangersKey} from '../../support/identity-provider';
import type {Lie, ProviderAccount} from '../../support/identity-provider';
import {recordedIn} from '../../support/recorded';
import type {Recorded} from '../../support/recorded';
import {PASSWORD, aPerson, anOrganisation} from './people';

const SITE = 'https://review.example.org';
const CALLBACK = '/api/session/provider/callback';
const REFUSED = '/#sign-in=refused';
const provider = new TestProvider();

let app: TestApp;
let organisationId: string;
let people = 0;

beforeAll(async () => {
  // The library says at length what it would have otherwise in earnest.
  for (const level of ['info', 'warn'] as const) jest.spyOn(console, level).mockReturnValue();
  await provider.start(SITE);
  app = await startTestApp({
    demonstration: false,
    publicUrl: new URL(SITE),
    singleSignOn: {
      ...provider.settings,
      label: 'Hospital account',
      organisation: null,
      secondFactor: ['amr:mfa', 'acr:gold'],
    },
  });
  organisationId = await anOrganisation(app);
});

afterAll(async () => {
  await app.close();
  jest.restoreAllMocks();
});

beforeEach(() => {
  provider.lie = {};
  // The provider's times are true ones.
  app.clock.set(new Date());
});

const begin = (client: TestClient, body: object = {}): Promise<Answer<{location: string}>> =>
  client.post<{location: string}>('/api/session/provider', body);

/** Goes to the provider and signs in there. @returns the query of the way back */
async function visited(client: TestClient): Promise<string> {
  const begun = await begin(client);
  expect(begun.status).toBe(200);
  return provider.visit(begun.body.location);
}

const come = (client: TestClient, query: string): Promise<Answer> => client.get(`${CALLBACK}${query}`);

const landed = ({status, headers}: Answer): unknown => ({status, at: headers.get('location')});

const HOME = {status: 303, at: '/'};
const TURNED_AWAY = {status: 303, at: REFUSED};

const session = async (client: TestClient): Promise<unknown> => (await client.get('/api/session')).body;

const isNobody = async (client: TestClient): Promise<boolean> =>
  (await client.get('/api/session')).status === 401;

interface Employee {
  readonly id: string;
  readonly email: string;
  readonly account: ProviderAccount;
}

async function anEmployee(roles: readonly string[] = []): Promise<Employee> {
  people += 1;
  const email = `employee${people}@demo.test`;
  const id = await aPerson(app, organisationId, {email, roles});
  return {id, email, account: {sub: `sub-${people}`, email: email.toUpperCase(), email_verified: true}};
}

async function signedIn(account: ProviderAccount): Promise<TestClient> {
  provider.account = account;
  const client = app.client();
  expect(landed(await come(client, await visited(client)))).toEqual(HOME);
  return client;
}

async function turnedAway(account: ProviderAccount): Promise<void> {
  provider.account = account;
  const client = app.client();
  expect(landed(await come(client, await visited(client)))).toEqual(TURNED_AWAY);
  expect(await isNobody(client)).toBe(true);
}

const recorded = (stream: string): Promise<Recorded[]> => recordedIn(app, stream);

/** Of nobody who is known here. */
const lastFailure = async (): Promise<Recorded | undefined> =>
  (await recorded('org')).filter(({type}) => type === 'signInFailed').at(-1);

describe('signing in by the identity provider', () => {
  it('is offered under its name, and asks for a code with PKCE, state and nonce', async () => {
    expect((await app.client().get('/api/session/provider')).body).toEqual({label: 'Hospital account'});
    const [one, other] = [await begin(app.client()), await begin(app.client(), {fresh: true})];
    const asked = Object.fromEntries(new URL(one.body.location).searchParams);
    expect(asked).toMatchObject({
      response_type: 'code',
      code_challenge_method: 'S256',
      redirect_uri: `${SITE}${CALLBACK}`,
      scope: 'openid email',
    });
    const again = new URL(other.body.location).searchParams;
    expect([asked['prompt'], again.get('prompt')]).toEqual([undefined, 'login']);
    for (const name of ['state', 'nonce', 'code_challenge']) {
      expect(asked[name]).toMatch(/^[\w-]{43}$/);
      expect(again.get(name)).not.toBe(asked[name]);
    }
  });

  it('opens the session of whoever was entered here, by the address that it vouches for, and is on record', async () => {
    const {id, email, account} = await anEmployee();
    const client = await signedIn(account);
    expect(await session(client)).toMatchObject({person: {id, email}});
    const events = await recorded(`account/${id}`);
    expect(events.slice(-2)).toMatchObject([
      {type: 'signedIn', outcome: '0', details: {by: 'provider', secondFactor: 'false'}},
      {type: 'providerLinked', details: {issuer: provider.issuer}},
    ]);
    expect(JSON.stringify(events)).not.toContain(account.sub);
  });

  it('knows them afterwards by who they are there, whatever their address is', async () => {
    const {id, account} = await anEmployee();
    await signedIn(account);
    const client = await signedIn({...account, email: 'married@demo.test', email_verified: false});
    expect(await session(client)).toMatchObject({person: {id}});
  });

  it('takes nobody’s place who was linked before, though the address is theirs', async () => {
    const {account} = await anEmployee();
    await signedIn(account);
    await turnedAway({...account, sub: 'somebody-new'});
  });

  it('links them anew by their address once their link was ended, and as nobody else', async () => {
    const {id, account} = await anEmployee();
    await signedIn(account);
    await app.database.asSuperuser('UPDATE provider_identity SET ended_at = now() WHERE person_id = $1', [
      id,
    ]);
    expect(await session(await signedIn({...account, sub: `${account.sub}-anew`}))).toMatchObject({
      person: {id},
    });
    await turnedAway(account);
  });

  it.each<[string, Partial<ProviderAccount>]>([
    ['an address that is nobody’s', {email: 'unknown@demo.test'}],
    ['an address for which it does not vouch', {email_verified: false}],
    ['no word on whether it vouches', {email_verified: undefined as never}],
    ['no address', {email: undefined as never}],
  ])('turns away %s, each in the same words, without a link', async (_, claims) => {
    const {id, account} = await anEmployee();
    await turnedAway({...account, ...claims});
    const [row] = await app.database.asSuperuser<{links: number}>(
      'SELECT count(*)::int AS links FROM provider_identity WHERE person_id = $1',
      [id],
    );
    expect(row?.links).toBe(0);
    expect(await lastFailure()).toMatchObject({
      outcome: '4',
      details: {by: 'provider', reason: 'unknown'},
    });
  });

  it('turns away whoever is shut out here', async () => {
    const {id, account} = await anEmployee();
    await signedIn(account);
    await app.database.asSuperuser('UPDATE account SET disabled_at = now() WHERE person_id = $1', [id]);
    await turnedAway(account);
    expect((await recorded(`account/${id}`)).at(-1)).toMatchObject({type: 'signInFailed', outcome: '4'});
  });

  it('needs no password, which whoever was only entered has never chosen', async () => {
    const {id, account} = await anEmployee();
    await app.database.asSuperuser('DELETE FROM account WHERE person_id = $1', [id]);
    expect(await session(await signedIn(account))).toMatchObject({person: {id}});
  });
});

describe('the second factor of somebody who comes from the provider', () => {
  it('is asked here of those who see cases', async () => {
    const {account} = await anEmployee(['coordinator']);
    const client = await signedIn(account);
    expect(await client.get('/api/cases')).toMatchObject({
      status: 403,
      body: {code: 'second_factor_required'},
    });
    expect(await session(client)).toMatchObject({secondFactor: {needed: 'enrolment'}});
  });

  it.each<[string, Partial<ProviderAccount>, boolean]>([
    ['a method that the settings name', {amr: ['pwd', 'mfa']}, true],
    ['a class that the settings name', {acr: 'gold'}, true],
    ['methods that they do not name', {amr: ['pwd', 'otp']}, false],
    ['a class that they do not name', {acr: 'mfa'}, false],
  ])('was proven to the provider when it says %s: %#', async (_, claims, proven) => {
    const {account} = await anEmployee(['coordinator']);
    const client = await signedIn({...account, ...claims});
    expect((await client.get('/api/cases')).status).toBe(proven ? 200 : 403);
    expect(await session(client)).toMatchObject({secondFactor: {enrolled: false, proven}});
  });
});

describe('a second factor that was proven to the provider', () => {
  it('counts in no other session once somebody set up one of their own here', async () => {
    const {account} = await anEmployee(['coordinator']);
    const shown = {...account, amr: ['mfa']};
    const [one, other] = [await signedIn(shown), await signedIn(shown)];
    expect((await other.get('/api/cases')).status).toBe(200);
    const {body} = await one.post<{id: string; secret: string}>('/api/session/factors/totp', {name: 'Own'});
    const epoch = Math.floor(app.clock.now().getTime() / 1000);
    const code = generateSync({secret: body.secret, epoch});
    expect((await one.post(`/api/session/factors/totp/${body.id}`, {code})).status).toBe(200);
    expect((await one.get('/api/cases')).status).toBe(200);
    expect(await session(other)).toMatchObject({secondFactor: {proven: false, needed: 'proof'}});
  });
});

describe('how long a sign-in at the provider counts', () => {
  it('is reckoned from when it was, not from when somebody came back', async () => {
    const {account} = await anEmployee();
    const hourAgo = Math.floor(Date.now() / 1000) - 3600;
    provider.lie = {claims: (claims) => ({...claims, auth_time: hourAgo})};
    const client = await signedIn(account);
    const token = {name: 'Program', scopes: ['cases:read'], days: 1};
    expect(await client.post('/api/session/tokens', token)).toMatchObject({
      status: 401,
      body: {code: 'reauthentication_required'},
    });
    provider.lie = {};
    expect((await (await signedIn(account)).post('/api/session/tokens', token)).status).toBe(201);
  });
});

describe('the way back from the provider', () => {
  const lies: [string, Lie][] = [
    ['for another nonce', {claims: (claims) => ({...claims, nonce: 'A'.repeat(43)})}],
    ['for another audience', {claims: (claims) => ({...claims, aud: 'another-client'})}],
    ['of another issuer', {claims: (claims) => ({...claims, iss: 'https://evil.test'})}],
    ['that has expired', {claims: (claims) => ({...claims, exp: Math.floor(Date.now() / 1000) - 120})}],
    ['of a sign-in long ago', {claims: (claims) => ({...claims, auth_time: 1_600_000_000})}],
    ['without the time of the sign-in', {claims: (claims) => ({...claims, auth_time: undefined})}],
    ['with another key’s signature', {key: strangersKey()}],
  ];

  it.each(lies)('is refused with an ID token %s', async (_, lie) => {
    const {account} = await anEmployee();
    provider.lie = lie;
    await turnedAway(account);
    expect((await lastFailure())?.details).toMatchObject({
      by: 'provider',
      reason: expect.stringMatching(/^OAUTH_/) as unknown,
    });
  });

  it.each<[string, (query: URLSearchParams) => void]>([
    [
      'another state',
      (query) => {
        query.set('state', 'A'.repeat(43));
      },
    ],
    [
      'no state',
      (query) => {
        query.delete('state');
      },
    ],
    [
      'another issuer',
      (query) => {
        query.set('iss', 'https://evil.test');
      },
    ],
    [
      'another code',
      (query) => {
        query.set('code', 'A'.repeat(43));
      },
    ],
    [
      'no code',
      (query) => {
        query.delete('code');
      },
    ],
    [
      'a parameter twice',
      (query) => {
        query.append('state', 'A'.repeat(43));
      },
    ],
  ])('is refused with %s', async (_, change) => {
    provider.account = (await anEmployee()).account;
    const client = app.client();
    const query = new URLSearchParams(await visited(client));
    change(query);
    expect(landed(await come(client, `?${query.toString()}`))).toEqual(TURNED_AWAY);
    expect(await isNobody(client)).toBe(true);
  });

  it.each(['access_denied', 'login_required', 'server_error'])(
    'is refused when the provider says %s, without repeating a word of it',
    async (error) => {
      provider.account = {error};
      const client = app.client();
      const query = await visited(client);
      expect(query).toContain(error);
      const answer = await come(client, query);
      expect(landed(answer)).toEqual(TURNED_AWAY);
      expect(JSON.stringify([answer.body, ...answer.headers])).not.toContain(error);
    },
  );

  it('opens one session, however often it comes, even if the provider took its code twice', async () => {
    const {account} = await anEmployee();
    provider.account = account;
    const [honest, lax] = [app.client(), app.client()];
    const query = await visited(honest);
    const flow = new Map(honest.cookies);
    expect(landed(await come(honest, query))).toEqual(HOME);
    for (const [name, value] of flow) lax.cookies.set(name, value);
    expect(landed(await come(lax, query))).toEqual(TURNED_AWAY);
    provider.lie = {replays: true};
    const client = app.client();
    const again = await visited(client);
    const kept = new Map(client.cookies);
    expect(landed(await come(client, again))).toEqual(HOME);
    for (const [name, value] of kept) lax.cookies.set(name, value);
    expect(landed(await come(lax, again))).toEqual(TURNED_AWAY);
    expect(await isNobody(lax)).toBe(true);
  });

  it('is nobody else’s: not in a browser that did not begin it, nor in one that began another', async () => {
    const thief = (await anEmployee()).account;
    provider.account = thief;
    const query = await visited(app.client());
    const victim = app.client();
    expect(landed(await come(victim, query))).toEqual(TURNED_AWAY);
    await begin(victim);
    expect(landed(await come(victim, query))).toEqual(TURNED_AWAY);
    expect(await isNobody(victim)).toBe(true);
  });

  it('gives a session of its own, whatever cookie somebody planted, and ends the one before', async () => {
    const {account, email} = await anEmployee();
    const former = app.client();
    expect((await former.signIn(email, PASSWORD)).status).toBe(200);
    const planted = new Map(former.cookies);
    provider.account = account;
    expect(landed(await come(former, await visited(former)))).toEqual(HOME);
    for (const [name, value] of planted) expect(former.cookies.get(name)).not.toBe(value);
    expect(await isNobody(former)).toBe(false);
    const old = app.client();
    for (const [name, value] of planted) old.cookies.set(name, value);
    expect(await isNobody(old)).toBe(true);
  });

  it('must be taken within ten minutes, by a cookie that nobody altered', async () => {
    const {account} = await anEmployee();
    provider.account = account;
    const client = app.client();
    const query = await visited(client);
    app.clock.advance({minutes: 10});
    expect(landed(await come(client, query))).toEqual(TURNED_AWAY);
    app.clock.set(new Date());
    const next = await visited(client);
    for (const [name, value] of client.cookies) client.cookies.set(name, `${value.slice(0, -2)}AA`);
    expect(landed(await come(client, next))).toEqual(TURNED_AWAY);
  });

  it('leads to the first page alone, whatever is asked', async () => {
    provider.account = (await anEmployee()).account;
    const client = app.client();
    expect((await begin(client, {returnTo: 'https://evil.test'})).status).toBe(400);
    const query = await visited(client);
    const elsewhere = '&redirect_uri=https://evil.test&returnTo=//evil.test&next=https://evil.test';
    expect(landed(await come(client, `${query}${elsewhere}`))).toEqual(HOME);
  });

  it('keeps its secrets in a cookie that no script reads, and that ends with it', async () => {
    const client = app.client();
    const {headers} = await begin(client);
    const [line = ''] = headers.getSetCookie();
    expect(line).toMatch(
      /^__Host-collegium-flow=[\w-]+; Max-Age=600; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    );
    await come(client, '?error=access_denied');
    expect(client.cookies.size).toBe(0);
  });

  it('and the way there are asked for by our own page, and by no other', async () => {
    const forged = await app.client().post('/api/session/provider', {}, {headers: {'x-collegium': null}});
    expect(forged).toMatchObject({status: 403, body: {code: 'csrf'}});
  });
});

describe('an identity provider that is away', () => {
  it('turns nobody away for good, is told to administrators, and keeps nobody from their password', async () => {
    const {email, account} = await anEmployee();
    provider.account = account;
    const client = app.client();
    const query = await visited(client);
    await provider.stop();
    expect(landed(await come(client, query))).toEqual({status: 303, at: '/#sign-in=unavailable'});
    const concerns = app.app.get(Concerns);
    expect(concerns.all().map(({topic}) => topic)).toContain('singleSignOn');
    const cold = new IdentityProvider(app.config, concerns);
    const flow = app.app.get(SignInFlows).begin({back: SITE, former: null});
    await expect(cold.address(flow, false)).rejects.toThrow(ProviderUnavailableError);
    expect((await client.signIn(email, PASSWORD)).status).toBe(200);
  });
});

describe('whose people the provider signs in', () => {
  it('is settled where there is one organisation, and where there are several only by the settings', async () => {
    const failures = async (): Promise<number> =>
      (await recorded('org')).filter(({type}) => type === 'signInFailed').length;
    const before = await failures();
    expect(landed(await come(app.client(), '?code=x'))).toEqual(TURNED_AWAY);
    expect(await failures()).toBe(before + 1);
    await anOrganisation(app);
    expect(landed(await come(app.client(), '?code=x'))).toEqual(TURNED_AWAY);
    expect(await failures()).toBe(before + 1);
  });
});
