import {SetPassword} from '../../../src/identity';
import {startTestApp} from '../../support/app';
import type {TestApp} from '../../support/app';
import type {Answer, TestClient} from '../../support/client';
import {recordedIn} from '../../support/recorded';
import type {Recorded} from '../../support/recorded';
import {PASSWORD, aPerson, anOrganisation} from './people';

interface Made {
  id: string;
  token: string;
  expiresAt: string;
}

let app: TestApp;
let organisationId: string;
let personId: string;
let client: TestClient;

beforeAll(async () => {
  app = await startTestApp();
  organisationId = await anOrganisation(app);
});

afterAll(async () => {
  await app.close();
});

let people = 0;
beforeEach(async () => {
  people += 1;
  const email = `p${people}@x.test`;
  personId = await aPerson(app, organisationId, {email, roles: ['administrator', 'compliance']});
  client = app.client();
  expect((await client.signIn(email, PASSWORD)).status).toBe(200);
});

const make = (scopes: readonly string[], days = 30): Promise<Answer<Made>> =>
  client.post('/api/session/tokens', {name: 'Dashboard', scopes, days});

const made = async (...scopes: string[]): Promise<Made> => {
  const answer = await make(scopes);
  expect(answer.status).toBe(201);
  return answer.body;
};

const send = (token: string, path: string, method = 'GET', body?: unknown): Promise<Answer> =>
  app
    .client()
    .send(method, path, {headers: {authorization: `Bearer ${token}`}, ...(body !== undefined && {body})});

const recorded = (): Promise<Recorded[]> => recordedIn(app, `account/${personId}`);

describe('a token for a program', () => {
  it('opens what its scopes name, as its person, and is on record', async () => {
    const {id, token} = await made('people:write', 'audit:read');
    expect((await send(token, '/api/session')).body).toMatchObject({person: {id: personId}});
    expect((await send(token, '/api/people')).status).toBe(200);
    expect((await send(token, '/api/audit/events')).status).toBe(200);
    const imported = await send(token, '/api/people/import', 'POST', {csv: 'email,name\nnew@x.test,New'});
    expect(imported.status).toBe(200);
    expect(await recorded()).toContainEqual(
      expect.objectContaining({type: 'tokenMade', details: expect.objectContaining({token: id}) as unknown}),
    );
  });

  it('opens nothing else, as if it were not there, and the try is on record', async () => {
    const {token} = await made('audit:read');
    const refused = [
      await send(token, '/api/people'),
      await send(token, '/api/cases'),
      await send(token, '/api/audit/exports', 'POST', {}),
      await send(token, '/api/session/tokens'),
      await send(token, '/api/session/tokens', 'POST', {name: 'x', scopes: ['people:write'], days: 1}),
      await send(token, '/api/session', 'DELETE'),
      await send(token, '/api/roles/proposals'),
      await send(token, '/api/nothing'),
    ];
    expect(refused.map(({status}) => status)).toEqual(refused.map(() => 404));
    expect((await recorded()).filter(({type}) => type === 'tokenRefused')).toHaveLength(refused.length);
    expect((await client.get('/api/session')).status).toBe(200);
  });

  it('can do no more than its person can now', async () => {
    const {token} = await made('people:write');
    await app.database.asSuperuser(
      `UPDATE role_grant SET ended_at = now() WHERE person_id = $1 AND role = 'administrator'`,
      [personId],
    );
    expect((await send(token, '/api/people')).status).toBe(404);
  });

  it('ends when it expires, when it is ended, with the password, and with the account', async () => {
    const ended = await made('audit:read');
    expect((await client.delete(`/api/session/tokens/${ended.id}`)).status).toBe(204);
    expect((await send(ended.token, '/api/session')).status).toBe(401);
    expect((await client.delete(`/api/session/tokens/${ended.id}`)).status).toBe(404);

    const short = (await make(['audit:read'], 1)).body;
    const changed = await made('audit:read');
    await app.app.get(SetPassword).run({organisationId, personId, password: PASSWORD}, 'system');
    expect((await send(changed.token, '/api/session')).status).toBe(401);
    expect((await send(short.token, '/api/session')).status).toBe(401);

    await client.signIn(`p${people}@x.test`, PASSWORD);
    const disabled = await made('audit:read');
    const late = (await make(['audit:read'], 1)).body;
    app.clock.advance({hours: 24});
    expect((await send(late.token, '/api/session')).status).toBe(401);
    expect((await send(disabled.token, '/api/session')).status).toBe(200);
    await app.database.asSuperuser('UPDATE account SET disabled_at = now() WHERE person_id = $1', [personId]);
    expect((await send(disabled.token, '/api/session')).status).toBe(401);
  });

  it('is somebody’s own: another neither sees nor ends it', async () => {
    const {id, token} = await made('audit:read');
    const {body} = await client.get<{id: string; name: string}[]>('/api/session/tokens');
    expect(body.map((one) => [one.id, one.name])).toEqual([[id, 'Dashboard']]);
    expect(JSON.stringify(body)).not.toContain(token);
    const other = app.client();
    await aPerson(app, organisationId, {email: `other${people}@x.test`});
    await other.signIn(`other${people}@x.test`, PASSWORD);
    expect((await other.get('/api/session/tokens')).body).toEqual([]);
    expect((await other.delete(`/api/session/tokens/${id}`)).status).toBe(404);
  });

  it('is made after a fresh sign-in alone, with known scopes, for a year at most', async () => {
    expect((await make(['everything'])).status).toBe(400);
    expect((await make([])).status).toBe(400);
    expect((await make(['audit:read'], 366)).status).toBe(400);
    app.clock.advance({minutes: 11});
    expect((await make(['audit:read'])).body).toMatchObject({code: 'reauthentication_required'});
  });

  it('stands nowhere in the database', async () => {
    const {token} = await made('audit:read');
    const rows = await app.database.asSuperuser<{row: string}>(
      'SELECT t::text AS row FROM api_token t UNION ALL SELECT p.event FROM audit_payload p',
    );
    expect(rows.map(({row}) => row).join()).not.toContain(token);
  });
});

describe('a text that is no token', () => {
  it.each(['', 'x', 'A'.repeat(43), `${'A'.repeat(43)} b`])('opens nothing: %j', async (text) => {
    expect((await send(text, '/api/session')).status).toBe(401);
  });
});
