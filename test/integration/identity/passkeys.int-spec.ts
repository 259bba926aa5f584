import {generateKeyPairSync} from 'node:crypto';
import {startTestApp} from '../../support/app';
import type {TestApp} from '../../support/app';
import type {Answer, TestClient} from '../../support/client';
import {SoftwareAuthenticator} from '../../support/software-authenticator';
import type {Asked, Deviation} from '../../support/software-authenticator';
import {recordedIn} from '../../support/recorded';
import type {Recorded} from '../../support/recorded';
import {PASSWORD, aPerson, anOrganisation} from './people';

const SITE = 'https://review.example.org';
const HOST = 'review.example.org';

let app: TestApp;
let organisationId: string;
let people = 0;

beforeAll(async () => {
  app = await startTestApp({demonstration: false, publicUrl: new URL(SITE)});
  organisationId = await anOrganisation(app);
});

afterAll(() => app.close());

interface Somebody {
  readonly id: string;
  readonly email: string;
  readonly client: TestClient;
  readonly passkey: SoftwareAuthenticator;
}

interface Added {
  readonly id: string;
  readonly recoveryCodes: readonly string[];
}

async function signedIn(email: string): Promise<TestClient> {
  const client = app.client();
  expect((await client.signIn(email, PASSWORD)).status).toBe(200);
  return client;
}

async function newcomer(roles: readonly string[]): Promise<Somebody> {
  people += 1;
  const email = `passkey${people}@demo.test`;
  const id = await aPerson(app, organisationId, {email, roles});
  return {id, email, client: await signedIn(email), passkey: new SoftwareAuthenticator(SITE, HOST)};
}

const begin = (client: TestClient): Promise<Answer<Asked>> =>
  client.post<Asked>('/api/session/factors/passkeys/options');

async function add({client, passkey}: Somebody, deviation: Deviation = {}): Promise<Answer<Added>> {
  const {body} = await begin(client);
  return client.post<Added>('/api/session/factors/passkeys', {
    name: 'Telephone',
    credential: passkey.create(body, deviation),
  });
}

interface Enrolled extends Somebody {
  readonly factor: string;
  readonly codes: readonly string[];
}

async function enrolled(roles: readonly string[] = ['coordinator']): Promise<Enrolled> {
  const person = await newcomer(roles);
  const {status, body} = await add(person);
  expect(status).toBe(201);
  return {...person, factor: body.id, codes: body.recoveryCodes};
}

const asked = (client: TestClient): Promise<Answer<Asked>> =>
  client.post<Asked>('/api/session/passkey/options');

const prove = (client: TestClient, credential: object): Promise<Answer> =>
  client.post('/api/session/second-factor/passkey', {credential});

const cases = async (client: TestClient): Promise<number> => (await client.get('/api/cases')).status;

/** But for requests that were refused: each asks for cases besides, to see what is open. */
const recorded = async (personId: string): Promise<Recorded[]> =>
  (await recordedIn(app, `account/${personId}`)).filter(({type}) => type !== 'requestRefused');

const STRANGER = generateKeyPairSync('ec', {namedCurve: 'P-256'}).privateKey;

/** A challenge of the right length that nobody asked. */
const UNASKED = Buffer.alloc(32, 7).toString('base64url');

const deviations: [string, Deviation][] = [
  ['on another site', {origin: 'https://review.example.org.evil.test'}],
  ['for another site’s passkeys', {rpId: 'example.org'}],
  ['to another question', {challenge: UNASKED}],
  ['without being unlocked', {verified: false}],
  ['of another kind', {type: 'payment.get'}],
];

describe('a passkey', () => {
  it('is asked for with user verification, and opens everything once it is set up, with recovery codes', async () => {
    const person = await newcomer(['coordinator']);
    expect(await cases(person.client)).toBe(403);
    expect((await begin(person.client)).body).toMatchObject({
      rp: {id: HOST, name: 'Collegium'},
      user: {name: person.email},
      attestation: 'none',
      authenticatorSelection: {userVerification: 'required'},
    });
    const added = await add(person);
    expect(added).toMatchObject({status: 201});
    expect(added.body.recoveryCodes).toHaveLength(10);
    expect(await cases(person.client)).toBe(200);
    const {body} = await person.client.get('/api/session/factors');
    expect(body).toMatchObject({factors: [{id: added.body.id, kind: 'passkey', name: 'Telephone'}]});
  });

  it('proves each further sign-in, beside a code as well as without one', async () => {
    const {email, passkey, codes} = await enrolled();
    const client = await signedIn(email);
    expect(await cases(client)).toBe(403);
    const {body} = await asked(client);
    expect(body).toMatchObject({rpId: HOST, userVerification: 'required'});
    expect(body).toMatchObject({allowCredentials: [{id: passkey.credentialId, transports: ['internal']}]});
    const former = app.client();
    for (const [name, value] of client.cookies) former.cookies.set(name, value);
    expect(await prove(client, passkey.get(body))).toMatchObject({
      status: 200,
      body: {secondFactor: {proven: true, needed: 'none'}},
    });
    expect(await cases(client)).toBe(200);
    expect((await former.get('/api/session')).status).toBe(401);
    const other = await signedIn(email);
    const [code] = codes;
    expect((await other.post('/api/session/second-factor', {code})).status).toBe(200);
  });

  it.each(deviations)('is not accepted when it answers %s', async (_, deviation) => {
    const person = await newcomer(['coordinator']);
    expect(await add(person, deviation)).toMatchObject({
      status: 422,
      body: {code: 'invalid', faults: [{pointer: '/credential'}]},
    });
    expect(await cases(person.client)).toBe(403);
    expect((await recorded(person.id)).at(-1)).toMatchObject({type: 'secondFactorFailed', outcome: '4'});
  });

  it.each([...deviations, ['by another’s key', {key: STRANGER}] as [string, Deviation]])(
    'proves nothing when it answers %s',
    async (_, deviation) => {
      const {id, email, passkey} = await enrolled();
      const client = await signedIn(email);
      const {body} = await asked(client);
      expect(await prove(client, passkey.get(body, deviation))).toMatchObject({
        status: 422,
        body: {faults: [{pointer: '/credential'}]},
      });
      expect(await cases(client)).toBe(403);
      expect((await recorded(id)).at(-1)).toMatchObject({type: 'secondFactorFailed', outcome: '4'});
    },
  );

  it('answers once, whether rightly or not, in the session that was asked, within five minutes', async () => {
    const {email, passkey} = await enrolled();
    const [client, other] = [await signedIn(email), await signedIn(email)];
    const first = (await asked(client)).body;
    const wrong = passkey.get(first, {verified: false});
    const right = passkey.get(first);
    expect((await prove(client, wrong)).status).toBe(422);
    expect((await prove(client, right)).status).toBe(422);
    const second = passkey.get((await asked(client)).body);
    await asked(other);
    expect((await prove(other, second)).status).toBe(422);
    expect((await prove(client, second)).status).toBe(200);
    expect((await prove(client, second)).status).toBe(422);
    const late = passkey.get((await asked(client)).body);
    app.clock.advance({minutes: 5, seconds: 1});
    expect((await prove(client, late)).status).toBe(422);
  });

  it('answers one of two who send its answer at once', async () => {
    const {email, passkey} = await enrolled();
    const client = await signedIn(email);
    // Of one that counts nothing, so that no counter tells the second answer from the first.
    const credential = passkey.get((await asked(client)).body, {counter: 0});
    const answers = await Promise.all([1, 2, 3].map(() => prove(client, credential)));
    expect(answers.map(({status}) => status).sort()).toEqual([200, 422, 422]);
  });

  it('cannot answer for setting one up what was asked for signing in', async () => {
    const {client, passkey} = await enrolled();
    const {body} = await asked(client);
    const second = new SoftwareAuthenticator(SITE, HOST);
    const given = {name: 'Second', credential: second.create(body)};
    expect((await client.post('/api/session/factors/passkeys', given)).status).toBe(422);
    const registering = (await begin(client)).body;
    expect((await prove(client, passkey.get(registering))).status).toBe(422);
  });

  it('is found to be a copy when its counter does not go forward, which is on record', async () => {
    const {id, email, passkey} = await enrolled();
    const client = await signedIn(email);
    const give = async (counter: number): Promise<number> =>
      (await prove(client, passkey.get((await asked(client)).body, {counter}))).status;
    expect([await give(7), await give(7), await give(3), await give(0), await give(8)]).toEqual([
      200, 422, 422, 422, 200,
    ]);
    const failed = (await recorded(id)).filter(({type}) => type === 'secondFactorFailed');
    expect(failed).toHaveLength(3);
    for (const {details} of failed) expect(details).toMatchObject({kind: 'passkey', reason: 'copied'});
  });

  it('may count nothing at all, as those do that are synchronised', async () => {
    const {email, passkey} = await enrolled();
    const client = await signedIn(email);
    for (let time = 1; time <= 2; time += 1)
      expect((await prove(client, passkey.get((await asked(client)).body, {counter: 0}))).status).toBe(200);
  });

  it('of somebody else proves nothing, and cannot be set up a second time', async () => {
    const [mine, theirs] = [await enrolled(), await enrolled()];
    const client = await signedIn(mine.email);
    expect((await prove(client, theirs.passkey.get((await asked(client)).body))).status).toBe(422);
    expect(await cases(client)).toBe(403);
    const again = {...mine, passkey: theirs.passkey};
    expect((await add(again)).status).toBe(422);
    expect((await client.delete(`/api/session/factors/${theirs.factor}`)).status).toBe(403);
    expect((await mine.client.delete(`/api/session/factors/${theirs.factor}`)).status).toBe(404);
    const name = {body: {name: 'Mine now'}};
    expect((await mine.client.send('PATCH', `/api/session/factors/${theirs.factor}`, name)).status).toBe(404);
  });

  it.each([
    ['no credential', {type: 'password', id: 'x', response: {}}],
    ['without a response', {type: 'public-key', id: 'abc'}],
    ['with two ids', {type: 'public-key', id: 'abc', rawId: 'abd', response: {}}],
    ['of something else than text', {type: 'public-key', id: 'abc', response: {clientDataJSON: 1}}],
    ['of text that is not base64url', {type: 'public-key', id: 'abc', response: {clientDataJSON: '{}'}}],
  ])('is refused when it is %s', async (_, credential) => {
    const {client} = await enrolled();
    await asked(client);
    expect((await prove(client, credential)).status).toBe(422);
    await begin(client);
    expect((await client.post('/api/session/factors/passkeys', {name: 'X', credential})).status).toBe(422);
  });

  it('renews a stale sign-in as the password does, and is changed only after a recent one', async () => {
    const {factor, client, passkey} = await enrolled();
    app.clock.advance({minutes: 11});
    const stale = {status: 401, body: {code: 'full_sign_in_required'}};
    expect(await begin(client)).toMatchObject(stale);
    expect(await client.delete(`/api/session/factors/${factor}`)).toMatchObject(stale);
    const name = {body: {name: 'Other'}};
    expect(await client.send('PATCH', `/api/session/factors/${factor}`, name)).toMatchObject(stale);
    const late = {name: 'Late', credential: {}};
    expect(await client.post('/api/session/factors/passkeys', late)).toMatchObject(stale);
    const confirm = (credential: object): Promise<Answer> =>
      client.post('/api/session/confirm/passkey', {credential});
    expect((await confirm(passkey.get((await asked(client)).body, {verified: false}))).status).toBe(422);
    expect(await begin(client)).toMatchObject(stale);
    const former = app.client();
    for (const [name, value] of client.cookies) former.cookies.set(name, value);
    const confirmed = await confirm(passkey.get((await asked(client)).body));
    expect((await former.get('/api/session')).status).toBe(401);
    const until = new Date(app.clock.now().getTime() + 10 * 60_000).toISOString();
    expect(confirmed).toMatchObject({status: 200, body: {confirmedUntil: until}});
    expect((await begin(client)).status).toBe(200);
  });

  it('is renamed and taken away by its person, but not the last one of somebody who must have one', async () => {
    const person = await enrolled();
    const {client, factor} = person;
    const path = `/api/session/factors/${factor}`;
    expect((await client.send('PATCH', path, {body: {name: 'Old telephone'}})).status).toBe(204);
    const second = {...person, passkey: new SoftwareAuthenticator(SITE, HOST)};
    expect(await client.delete(path)).toMatchObject({status: 409, body: {code: 'action_not_allowed'}});
    expect((await add(second)).body.recoveryCodes).toEqual([]);
    const {body} = await client.get<{factors: {name: string}[]}>('/api/session/factors');
    expect(body.factors.map(({name}) => name).sort()).toEqual(['Old telephone', 'Telephone']);
    const other = await signedIn(person.email);
    const answer = person.passkey.get((await asked(other)).body);
    expect((await client.delete(path)).status).toBe(204);
    expect((await prove(other, answer)).status).toBe(422);
    const staff = await enrolled([]);
    expect((await staff.client.delete(`/api/session/factors/${staff.factor}`)).status).toBe(204);
  });

  it('is asked for of nobody who has none, and added by nobody who has the password alone', async () => {
    const {email} = await enrolled();
    const thief = await signedIn(email);
    expect(await begin(thief)).toMatchObject({status: 403, body: {code: 'second_factor_required'}});
    const {client} = await newcomer([]);
    expect(await asked(client)).toMatchObject({status: 409, body: {code: 'action_not_allowed'}});
  });

  it('is on record from its beginning to its end, without what it is', async () => {
    const {id, client, email, passkey, factor} = await enrolled([]);
    const other = await signedIn(email);
    await prove(other, passkey.get((await asked(other)).body));
    await client.send('PATCH', `/api/session/factors/${factor}`, {body: {name: 'My secret name'}});
    await client.delete(`/api/session/factors/${factor}`);
    const events = await recorded(id);
    expect(events.map(({type}) => type)).toEqual([
      ...['signedIn', 'secondFactorBegun', 'secondFactorAdded', 'signedIn', 'passkeyAsked'],
      ...['secondFactorProven', 'secondFactorRenamed', 'secondFactorEnded'],
    ]);
    const text = JSON.stringify(events);
    for (const hidden of [passkey.credentialId, 'My secret name', email]) expect(text).not.toContain(hidden);
  });
});
