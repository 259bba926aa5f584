import {OutboxRunner} from '../../../src/jobs';
import {startTestApp} from '../../support/app';
import type {TestApp} from '../../support/app';
import {aHospital} from '../../support/case-builders';
import type {TestClient} from '../../support/client';
import {Walker} from '../../support/walk';

let app: TestApp;
let walker: Walker;
let caseId: string;

beforeAll(async () => {
  app = await startTestApp();
  walker = new Walker(app, await aHospital(app));
  caseId = (await walker.refer()).id;
});

afterAll(() => app.close());

interface Shown {
  readonly version: string;
  readonly due: boolean;
  readonly until: string | null;
}

const lapse = (key: string): Promise<unknown> =>
  app.database.asSuperuser(
    `UPDATE attestation SET attested_at = $2::timestamptz - interval '1 year', until = $2 WHERE person_id = $1`,
    [walker.id(key), app.clock.now()],
  );

const sign = async (client: TestClient): Promise<number> => {
  const {version} = (await client.get<Shown>('/api/session/attestation')).body;
  return (await client.post('/api/session/attestation', {version})).status;
};

const due = async (key: string): Promise<string[]> => {
  const client = await walker.as(key);
  const {body} = await client.get<{id: string; due: boolean}[]>('/api/attestations');
  return body.filter((listed) => listed.due).map(({id}) => id);
};

const REQUIRED = {
  status: 403,
  body: {
    code: 'attestation_required',
    detail: expect.stringContaining('/api/session/attestation') as unknown,
  },
};

describe('the yearly attestation', () => {
  it('stands before cases once it has lapsed, names the way out, and opens them when it is signed', async () => {
    const coordinator = await walker.as('coordinator');
    expect((await coordinator.get(`/api/cases/${caseId}`)).status).toBe(200);
    await lapse('coordinator');
    for (const path of ['/api/cases', `/api/cases/${caseId}`, `/api/cases/${caseId}/history`, '/api/nothing'])
      expect(await coordinator.get(path)).toMatchObject(REQUIRED);
    const action = {type: 'startScreening', data: {}};
    expect(await coordinator.post(`/api/cases/${caseId}/actions`, action)).toMatchObject(REQUIRED);
    const shown = await coordinator.get<Shown>('/api/session/attestation');
    expect(shown.body).toMatchObject({
      version: 'standard/1',
      text: expect.stringContaining('confidential') as unknown,
      provenance: expect.stringContaining('Collegium') as unknown,
      due: true,
      until: app.clock.now().toISOString(),
    });
    expect(await coordinator.post('/api/session/attestation', {version: '0'})).toMatchObject({
      status: 422,
      body: {faults: [{pointer: '/version'}]},
    });
    expect(await due('admin')).toEqual([walker.id('coordinator')]);
    expect(await sign(coordinator)).toBe(200);
    expect((await coordinator.get(`/api/cases/${caseId}`)).status).toBe(200);
    expect(await due('coordinator')).toEqual([]);
  });

  it('is on record, with what was signed', async () => {
    const rows = await app.database.asSuperuser<{event: string}>(
      `SELECT event FROM audit_payload WHERE stream = $1 AND event::jsonb->>'type' = 'attested'`,
      [`account/${walker.id('coordinator')}`],
    );
    expect(rows).toHaveLength(1);
    expect(JSON.parse(rows[0]?.event ?? '')).toMatchObject({details: {version: 'standard/1'}});
  });

  it('keeps nobody from referring and following a case, from their inbox, or from their own part as the physician', async () => {
    for (const key of ['staff', 'physician', 'chair']) await lapse(key);
    const chair = await walker.as('chair');
    expect((await walker.refer('chair')).id).toBeTruthy();
    expect((await chair.get('/api/inbox')).status).toBe(200);
    expect((await walker.look('staff', caseId)).status).toBe(200);
    expect((await walker.look('physician', caseId)).status).toBe(404);
    expect(await chair.get('/api/cases')).toMatchObject(REQUIRED);
    expect(await sign(chair)).toBe(200);
  });

  it('holds for programs as well', async () => {
    const compliance = await walker.as('compliance2');
    const token = {name: 'Program', scopes: ['audit:read'], days: 1};
    const {body} = await compliance.post<{token: string}>('/api/session/tokens', token);
    const headers = {authorization: `Bearer ${body.token}`};
    expect((await app.client().get('/api/audit/events', {headers})).status).toBe(200);
    await lapse('compliance2');
    expect(await app.client().get('/api/audit/events', {headers})).toMatchObject(REQUIRED);
    expect(await sign(compliance)).toBe(200);
  });

  it('is listed for the office, compliance and administrators alone', async () => {
    for (const key of ['staff', 'reviewer1', 'physician', 'chair'])
      expect((await (await walker.as(key)).get('/api/attestations')).status).toBe(404);
  });

  it('has the organisation’s own words once compliance entered them, which are signed from then on', async () => {
    const words = {title: 'Our promise', text: 'I promise.', provenance: 'our counsel, March 2026'};
    const [office, compliance] = [await walker.as('coordinator'), await walker.as('compliance')];
    expect((await office.send('PUT', '/api/attestations/text', {body: words})).status).toBe(404);
    const entered = await compliance.send('PUT', '/api/attestations/text', {body: words});
    expect(entered).toMatchObject({status: 200, body: {version: 'own/1'}});
    expect((await office.get('/api/session/attestation')).body).toMatchObject({...words, due: false});
    expect((await office.post('/api/session/attestation', {version: 'standard/1'})).status).toBe(422);
    expect((await office.post('/api/session/attestation', {version: 'own/1'})).status).toBe(200);
    app.clock.advance({minutes: 11});
    expect(await compliance.send('PUT', '/api/attestations/text', {body: words})).toMatchObject({
      status: 401,
      body: {code: 'reauthentication_required'},
    });
  });

  it('is reminded of a month and a week before it lapses, unless it was signed again', async () => {
    const reviewer = await walker.as('reviewer1');
    await lapse('reviewer1');
    expect(await sign(reviewer)).toBe(200);
    const reminders = async (): Promise<number> => {
      await app.app.get(OutboxRunner).runDue();
      const rows = await app.database.asSuperuser(
        `SELECT FROM notice WHERE person_id = $1 AND kind = 'attestationDue'`,
        [walker.id('reviewer1')],
      );
      return rows.length;
    };
    expect(await reminders()).toBe(0);
    app.clock.advance({hours: 24 * 336});
    expect(await reminders()).toBe(1);
    const later = app.client();
    expect((await later.signIn('reviewer1@demo.test', 'collegium-demonstration')).status).toBe(200);
    expect(await sign(later)).toBe(200);
    app.clock.advance({hours: 24 * 23});
    expect(await reminders()).toBe(1);
    app.clock.advance({hours: 24 * (335 - 23)});
    expect(await reminders()).toBe(2);
    app.clock.advance({hours: 24 * 23});
    expect(await reminders()).toBe(3);
  });
});
