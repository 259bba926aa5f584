import {startTestApp} from '../../support/app';
import type {TestApp} from '../../support/app';
import type {Answer, TestClient} from '../../support/client';
import {recordedIn} from '../../support/recorded';
import {PASSWORD, aPerson, anOrganisation} from './people';

const NEXT = 'seven lamps over the harbour';

let app: TestApp;
let organisationId: string;
let people = 0;

beforeAll(async () => {
  app = await startTestApp();
  organisationId = await anOrganisation(app);
});

afterAll(() => app.close());

interface Listed {
  readonly id: string;
  readonly current: boolean;
  readonly createdAt: string;
  readonly seenAt: string;
}

interface Somebody {
  readonly id: string;
  readonly client: TestClient;
  readonly again: (password?: string) => Promise<TestClient>;
}

async function somebody(): Promise<Somebody> {
  people += 1;
  const email = `session${people}@demo.test`;
  const id = await aPerson(app, organisationId, {email});
  const again = async (password = PASSWORD): Promise<TestClient> => {
    const client = app.client();
    expect((await client.signIn(email, password)).status).toBe(200);
    return client;
  };
  return {id, client: await again(), again};
}

const list = async (client: TestClient): Promise<readonly Listed[]> =>
  (await client.get<Listed[]>('/api/sessions')).body;

const isOpen = async (client: TestClient): Promise<boolean> =>
  (await client.get('/api/session')).status === 200;

const change = (client: TestClient, current: string, password: string): Promise<Answer> =>
  client.send('PUT', '/api/session/password', {body: {current, password}});

const recorded = async (personId: string): Promise<string[]> =>
  (await recordedIn(app, `account/${personId}`)).map(({type}) => type);

const STALE = {status: 401, body: {code: 'reauthentication_required'}};

describe('a person’s sessions', () => {
  it('are listed for their person, and the one that asks is marked', async () => {
    const {client, again} = await somebody();
    await somebody();
    app.clock.advance({minutes: 2});
    const other = await again();
    const listed = await list(other);
    expect(listed.map(({current}) => current)).toEqual([true, false]);
    expect(listed.map(({id}) => id).join(' ')).toMatch(/^[0-9a-f]{16} [0-9a-f]{16}$/);
    expect(listed[0]).toMatchObject({createdAt: app.clock.now().toISOString()});
    await other.delete('/api/session');
    expect(await list(client)).toHaveLength(1);
    app.clock.advance({minutes: 61});
    expect(await list(await again())).toHaveLength(1);
  });

  it('are ended one by one, by their person alone, after a recent sign-in', async () => {
    const [mine, theirs] = [await somebody(), await somebody()];
    const other = await mine.again();
    const [name] = (await list(mine.client)).filter(({current}) => !current).map(({id}) => id);
    const path = `/api/sessions/${name ?? ''}`;
    expect((await theirs.client.delete(path)).status).toBe(404);
    for (const none of ['nothing', '%00', '%25', mine.id])
      expect((await mine.client.delete(`/api/sessions/${none}`)).status).toBe(404);
    expect((await mine.client.delete(path)).status).toBe(204);
    expect([await isOpen(mine.client), await isOpen(other)]).toEqual([true, false]);
    expect((await mine.client.delete(path)).status).toBe(404);
    app.clock.advance({minutes: 11});
    expect(await mine.client.delete(path)).toMatchObject(STALE);
    const refused = 'requestRefused';
    expect(await recorded(mine.id)).toEqual([
      ...['signedIn', 'signedIn', refused, refused, refused, refused],
      ...['sessionsEnded', refused, refused],
    ]);
  });

  it('are ended all at once, after a recent sign-in', async () => {
    const {client, again} = await somebody();
    app.clock.advance({minutes: 11});
    expect(await client.delete('/api/sessions')).toMatchObject(STALE);
    const [other, third] = [await again(), await again()];
    expect((await third.delete('/api/sessions')).status).toBe(204);
    expect(third.cookies.size).toBe(0);
    for (const one of [client, other, third]) expect(await isOpen(one)).toBe(false);
  });
});

describe('a password', () => {
  it('is changed by giving the one before, and ends everything else that it had opened', async () => {
    const {id, client, again} = await somebody();
    const other = await again();
    const made = await client.post<{token: string}>('/api/session/tokens', {
      name: 'Program',
      scopes: ['cases:read'],
      days: 1,
    });
    expect((await change(client, PASSWORD, NEXT)).status).toBe(204);
    expect([await isOpen(client), await isOpen(other)]).toEqual([true, false]);
    const headers = {authorization: `Bearer ${made.body.token}`};
    expect((await app.client().get('/api/cases', {headers})).status).toBe(401);
    expect(await isOpen(await again(NEXT))).toBe(true);
    expect(await recorded(id)).toContain('passwordChanged');
  });

  it.each([
    ['the one before is wrong', 'wrong horse battery', NEXT, '/current'],
    ['the new one is too short', PASSWORD, 'short', '/password'],
    ['the new one is guessed first', PASSWORD, 'passwordpassword', '/password'],
  ])('stays when %s', async (_, current, password, pointer) => {
    const {client, again} = await somebody();
    expect(await change(client, current, password)).toMatchObject({status: 422, body: {faults: [{pointer}]}});
    expect(await isOpen(await again())).toBe(true);
  });

  it('is changed after a recent sign-in alone, and once by two who try at once', async () => {
    const {client} = await somebody();
    const answers = await Promise.all([
      change(client, PASSWORD, NEXT),
      change(client, PASSWORD, 'eleven quiet bicycles downhill'),
    ]);
    expect(answers.map(({status}) => status).sort()).toEqual([204, 422]);
    app.clock.advance({minutes: 11});
    expect(await change(client, NEXT, PASSWORD)).toMatchObject(STALE);
  });
});
