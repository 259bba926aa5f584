import {startTestApp} from '../../support/app';
import type {TestApp} from '../../support/app';
import {aHospital, grant} from '../../support/case-builders';
import {catchUp} from '../../support/desk';
import type {SeenPage} from '../../support/desk';
import {Walker} from '../../support/walk';

let app: TestApp;
let walker: Walker;
let caseId: string;

beforeAll(async () => {
  app = await startTestApp();
  walker = new Walker(app, await aHospital(app));
  caseId = await walker.walkTo('screening');
  await catchUp(app);
});

afterAll(() => app.close());

const save = async (key: string, body: object) =>
  (await walker.as(key)).post<{id: string}>('/api/audit/reports', body);

const names = async (key: string): Promise<unknown[]> => {
  const {body} = await (await walker.as(key)).get<{name: string; filters: object}[]>('/api/audit/reports');
  return body.map(({name, filters}) => [name, filters]);
};

const run = async (key: string, id: string, query = '') =>
  (await walker.as(key)).get<SeenPage>(`/api/audit/reports/${id}/events${query}`);

describe('a saved report', () => {
  it('is asked again with what its reader may see, and each time on record', async () => {
    const saved = await save('compliance', {
      name: 'Openings',
      type: 'caseOpened',
      case: caseId,
      shared: true,
    });
    expect(saved.status).toBe(201);
    for (const key of ['compliance', 'compliance2'])
      expect((await run(key, saved.body.id)).body.items).toMatchObject([
        {event: {type: 'caseOpened'}, cases: [caseId]},
      ]);
    const {organisationId} = walker.hospital;
    await grant(app, {organisationId, personId: walker.id('physician'), role: 'compliance'});
    expect((await run('physician', saved.body.id)).body).toEqual({items: [], next: null});
    const [row] = await app.database.asSuperuser<{times: number}>(
      `SELECT count(*)::int AS times FROM audit_payload WHERE event::jsonb ->> 'type' = 'logSearched'`,
    );
    expect(row?.times).toBe(3);
  });

  it('of a person is theirs alone; a colleague reads what the desk asks for, less whom and which case', async () => {
    const own = await save('compliance2', {name: 'Openings', kind: 'read,export', who: walker.id('chair')});
    expect(own.status).toBe(201);
    expect(await names('compliance2')).toEqual([
      ['Openings', {type: 'caseOpened'}],
      ['Openings', {who: walker.id('chair'), kinds: ['read', 'export']}],
    ]);
    expect(await names('compliance')).toEqual([['Openings', {type: 'caseOpened', case: caseId}]]);
    const client = await walker.as('compliance');
    expect((await run('compliance', own.body.id)).status).toBe(404);
    expect((await client.delete(`/api/audit/reports/${own.body.id}`)).status).toBe(404);
  });

  it('asks for the last days as of today, and not for two times at once', async () => {
    const body = {name: 'This week', type: 'caseOpened', lastDays: 7};
    expect((await save('compliance', {...body, from: '2026-01-01T00:00:00Z'})).status).toBe(422);
    const {id} = (await save('compliance', body)).body;
    expect((await run('compliance', id)).body.items).toHaveLength(1);
    app.clock.advance({hours: 24 * 8});
    expect((await run('compliance', id)).body.items).toEqual([]);
  });

  it('has a name once, until it is removed', async () => {
    const body = {name: 'Twice', outcome: '8'};
    const {id} = (await save('compliance', body)).body;
    const again = await save('compliance', {...body, name: ' tWICE'});
    expect(again).toMatchObject({status: 422, body: {faults: [{pointer: '/name'}]}});
    expect((await (await walker.as('compliance')).delete(`/api/audit/reports/${id}`)).status).toBe(204);
    expect((await run('compliance', id)).status).toBe(404);
    expect((await save('compliance', body)).status).toBe(201);
  });

  it('is for compliance alone', async () => {
    for (const key of ['coordinator', 'admin'])
      expect((await (await walker.as(key)).get('/api/audit/reports')).status).toBe(404);
  });
});
