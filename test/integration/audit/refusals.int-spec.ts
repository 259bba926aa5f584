import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {startTestApp} from '../../support/app';
import type {TestApp} from '../../support/app';
import {aHospital} from '../../support/case-builders';
import type {Answer, TestClient} from '../../support/client';
import {closeWhole} from '../../support/close-whole';
import {recordedIn} from '../../support/recorded';
import type {Recorded} from '../../support/recorded';
import {Walker} from '../../support/walk';
import {PASSWORD, aPerson, anOrganisation} from '../identity/people';

interface Operation {
  readonly security?: readonly object[];
  readonly responses: Readonly<Record<string, {readonly content?: Readonly<Record<string, object>>}>>;
}

const description = JSON.parse(readFileSync(join(__dirname, '..', '..', '..', 'openapi.json'), 'utf8')) as {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
};

const ABSENT = '00000000-0000-4000-8000-000000000001';
const PARTS: Readonly<Record<string, string>> = {type: 'hold', path: '0/000', version: '1.0.0'};

/** What ends the session, or does not end by itself. */
const isApart = (method: string, path: string): boolean =>
  path === '/api/live' || (method === 'DELETE' && /^\/api\/sessions?$/.test(path));

const requests = Object.entries(description.paths).flatMap(([path, item]) =>
  Object.entries(item).flatMap(([lower, {security}]) => {
    const method = lower.toUpperCase();
    if (security?.length === 0 || isApart(method, path)) return [];
    return [{method, path: path.replace(/\{(\w+)\}/g, (_, name: string) => PARTS[name] ?? ABSENT)}];
  }),
);

const REFUSALS = new Set([401, 403, 404, 409, 422, 429]);

type Body = {readonly code?: string} | null;

let app: TestApp;
let walker: Walker;

beforeAll(async () => {
  app = await startTestApp();
  walker = new Walker(app, await aHospital(app));
});

afterAll(async () => {
  await closeWhole(app);
});

const isRefusal = ({outcome}: Recorded): boolean => outcome !== '0';

async function refusals(on: TestApp): Promise<number> {
  const [row] = await on.database.asSuperuser<{count: string}>(
    `SELECT count(*) FROM audit_payload WHERE event::jsonb ->> 'outcome' <> '0'`,
  );
  return Number(row?.count);
}

const latestOf = async (personId: string, on = app): Promise<Recorded | undefined> =>
  (await recordedIn(on, `account/${personId}`)).at(-1);

interface Row {
  readonly request: string;
  readonly status: number;
  readonly recorded: number;
}

/** Sends every request of the interface, and says how many refusals each left on record. */
async function sendAll(client: TestClient, headers: Readonly<Record<string, string | null>>): Promise<Row[]> {
  const rows: Row[] = [];
  for (const {method, path} of requests) {
    const body = method === 'GET' || method === 'DELETE' ? {} : {body: {}};
    const before = await refusals(app);
    const {status} = await client.send<Body>(method, path, {...body, headers});
    rows.push({request: `${method} ${path}`, status, recorded: (await refusals(app)) - before});
  }
  return rows;
}

const others = (rows: readonly Row[]): Row[] =>
  rows.filter(({status, recorded}) => (REFUSALS.has(status) ? recorded !== 1 : status < 400 && recorded > 0));

describe('a refusal', () => {
  it.each([
    ['outsider', {}, 60],
    ['physician', {}, 60],
    ['coordinator', {}, 50],
    ['compliance', {}, 30],
    ['admin', {}, 40],
    ['compliance', {'x-collegium': null}, 50],
  ] as const)('of %s is on record once, whatever was asked for, with %j', async (key, headers, fewest) => {
    const rows = await sendAll(await walker.as(key), headers);
    expect(others(rows)).toEqual([]);
    const refused = rows.filter(({status}) => REFUSALS.has(status));
    process.stdout.write(`refused of ${key}: ${refused.length} of ${rows.length}\n`);
    expect(refused.length).toBeGreaterThan(fewest);
  });

  it('is on record for whoever has yet to sign the attestation', async () => {
    const client = await walker.as('member2');
    await app.database.asSuperuser('DELETE FROM attestation WHERE person_id = $1', [walker.id('member2')]);
    const rows = await sendAll(client, {});
    expect(others(rows)).toEqual([]);
    expect((await recordedIn(app, `account/${walker.id('member2')}`)).filter(isRefusal)).toContainEqual(
      expect.objectContaining({details: {route: 'GET /api/cases', code: 'attestation_required'}}),
    );
  });

  it('of a part of a case is recorded as that of the case is, absent or hidden', async () => {
    const hidden = await walker.walkTo('screening');
    const id = walker.id('outsider');
    const client = await walker.as('outsider');
    for (const [part, type] of [
      ['', 'caseRefused'],
      ['/history', 'historyRefused'],
      ['/chart', 'chartRefused'],
      [`/chart/documents/${ABSENT}`, 'documentRefused'],
      ['/report.pdf', 'reportRefused'],
    ] as const)
      for (const on of [hidden, ABSENT]) {
        expect(await client.get(`/api/cases/${on}${part}`)).toMatchObject({status: 404});
        expect(await latestOf(id)).toMatchObject({type, on, outcome: '4', details: {code: 'not_found'}});
      }
  });

  it('names the route and the code, and of the path a case alone', async () => {
    const id = walker.id('outsider');
    const client = await walker.as('outsider');
    await client.get('/api/retention/disposals/a-canary');
    expect(await latestOf(id)).toMatchObject({
      type: 'deskRefused',
      details: {route: 'GET /api/retention/disposals/:id'},
    });
    await client.get('/api/canary-of-no-route');
    expect(await latestOf(id)).toMatchObject({
      type: 'requestRefused',
      action: 'R',
      who: id,
      on: null,
      where: {via: 'http', session: expect.stringMatching(/^[0-9a-f]{16}$/) as string},
      details: {route: 'GET none', code: 'not_found'},
    });
    await client.post(`/api/cases/${ABSENT}/conflicts`, {}, {headers: {'x-collegium': null}});
    const details = {route: 'POST /api/cases/:id/conflicts', code: 'csrf'};
    expect(await latestOf(id)).toMatchObject({action: 'E', on: ABSENT, details});
  });

  it('is not answered while it cannot be recorded', async () => {
    const role = /\/\/([^:@]+)/.exec(app.database.applicationUrl)?.[1] ?? '';
    const compliance = await walker.as('compliance');
    const outsider = await walker.as('outsider');
    await app.database.asSuperuser(`REVOKE INSERT ON audit_event FROM ${role}`);
    const answers: Answer<Body>[] = [];
    try {
      answers.push(await compliance.post(`/api/retention/disposals/${ABSENT}/approve`, {}));
      answers.push(await outsider.get(`/api/cases/${ABSENT}/report.pdf`));
      answers.push(await outsider.get('/api/canary-of-no-route'));
      answers.push(await outsider.post('/api/sessions', {}, {headers: {'x-collegium': null}}));
    } finally {
      await app.database.asSuperuser(`GRANT INSERT ON audit_event TO ${role}`);
    }
    for (const answer of answers)
      expect(answer).toMatchObject({status: 503, body: {code: 'log_unavailable'}});
  });
});

describe('a flood', () => {
  it('is on record once a minute, for an address as for a person', async () => {
    const limited = await startTestApp({rateLimit: true});
    try {
      const email = 'flood@demo.test';
      const personId = await aPerson(limited, await anOrganisation(limited), {email});
      const client = limited.client();
      await client.signIn(email, PASSWORD);
      const told = async (stream: string): Promise<Recorded[]> =>
        (await recordedIn(limited, stream)).filter(({details}) => details['code'] === 'too_many_requests');
      const flood = async (): Promise<void> => {
        for (let attempt = 0; attempt < 14; attempt += 1) {
          await limited.client().signIn('nobody@demo.test', 'wrong horse battery');
          await client.send('PUT', '/api/session/password', {body: {}});
        }
      };
      await flood();
      const ofPerson = {route: 'PUT /api/session/password', code: 'too_many_requests'};
      expect(await told(`account/${personId}`)).toMatchObject([{type: 'requestRefused', details: ofPerson}]);
      const ofStranger = {route: 'POST /api/session', code: 'too_many_requests'};
      expect(await told('org')).toMatchObject([
        {type: 'signInLimited', outcome: '4', who: 'unknown', details: ofStranger},
      ]);
      limited.clock.advance({seconds: 61});
      await flood();
      expect(await told(`account/${personId}`)).toHaveLength(2);
      expect(await told('org')).toHaveLength(2);
    } finally {
      await limited.close();
    }
  });
});
