import {reading} from '../../../src/platform/database/statement';
import {personScope} from '../../../src/platform/database/rows/row-scope';
import {startTestApp} from '../../support/app';
import type {TestApp} from '../../support/app';
import {aHospital} from '../../support/case-builders';
import type {Answer} from '../../support/client';
import {recordedIn} from '../../support/recorded';
import {Walker} from '../../support/walk';

interface View {
  readonly id: string;
  readonly name: string;
  readonly filter: object;
}

const LATE = {name: 'Late in screening', filter: {programme: 'peer-review', state: 'open.screening'}};

let app: TestApp;
let walker: Walker;

beforeAll(async () => {
  app = await startTestApp();
  walker = new Walker(app, await aHospital(app));
});

afterAll(() => app.close());

const save = async (key: string, view: unknown): Promise<Answer<View>> =>
  (await walker.as(key)).post<View>('/api/views', view);

const change = async (key: string, id: string, view: unknown): Promise<Answer> =>
  (await walker.as(key)).send('PUT', `/api/views/${id}`, {body: view});

const forget = async (key: string, id: string): Promise<Answer> =>
  (await walker.as(key)).delete(`/api/views/${id}`);

const list = async (key: string): Promise<readonly View[]> =>
  (await (await walker.as(key)).get<View[]>('/api/views')).body;

const all = reading<{name: string}>('test_all_views', 'SELECT name FROM saved_view ORDER BY name');

describe('views of the list of cases', () => {
  it('are kept under a name, changed, and forgotten, and on record without their names', async () => {
    const saved = await save('coordinator', LATE);
    expect(saved).toMatchObject({status: 201, body: LATE});
    const {id} = saved.body;
    const board = {name: 'The board', filter: {view: 'board', settled: 'all', turn: 'mine'}};
    expect((await save('coordinator', board)).status).toBe(201);
    expect((await list('coordinator')).map(({name}) => name)).toEqual(['Late in screening', 'The board']);
    expect(await change('coordinator', id, {...LATE, name: 'Screening'})).toMatchObject({status: 200});
    expect((await list('coordinator')).map(({name}) => name)).toEqual(['Screening', 'The board']);
    expect((await forget('coordinator', id)).status).toBe(204);
    expect((await forget('coordinator', id)).status).toBe(404);
    expect(await list('coordinator')).toEqual([expect.objectContaining(board)]);
    const events = (await recordedIn(app, `account/${walker.id('coordinator')}`)).filter(({type}) =>
      type.startsWith('view'),
    );
    expect(events.map(({type, details}) => [type, Object.keys(details)])).toEqual([
      ['viewSaved', ['view']],
      ['viewSaved', ['view']],
      ['viewChanged', ['view']],
      ['viewDeleted', ['view']],
    ]);
  });

  it('are their person’s alone, at the interface and in the database', async () => {
    const {body} = await save('chair', {...LATE, name: 'The chair’s own'});
    expect(await list('compliance')).toEqual([]);
    expect((await change('compliance', body.id, LATE)).status).toBe(404);
    expect((await forget('compliance', body.id)).status).toBe(404);
    const seen = async (key: string): Promise<string[]> => {
      const scope = personScope(walker.hospital.organisationId, walker.id(key));
      return (await app.connections.as(scope).read((tx) => tx.rows(all))).map(({name}) => name);
    };
    expect([await seen('chair'), await seen('compliance')]).toEqual([['The chair’s own'], []]);
    await app.database.asSuperuser('DELETE FROM attestation WHERE person_id = $1', [walker.id('chair')]);
    expect((await (await walker.as('chair')).get('/api/views')).status).toBe(403);
  });

  it('have names that differ, words of the address alone, and are not too many', async () => {
    expect((await save('vicechair', LATE)).status).toBe(201);
    expect(await save('vicechair', LATE)).toMatchObject({
      status: 422,
      body: {code: 'invalid', faults: [{pointer: '/name', detail: 'Another view of yours has this name.'}]},
    });
    const other = await save('vicechair', {name: 'Another', filter: {}});
    expect(await change('vicechair', other.body.id, LATE)).toMatchObject({status: 422});
    for (const wrong of [
      {name: '', filter: {}},
      {name: '  ', filter: {}},
      {name: 'x'.repeat(61), filter: {}},
      {name: 'No filter'},
      {name: 'A list', filter: []},
      {name: 'A word', filter: {programme: 'Dr Meyer'}},
      {name: 'A field', filter: {physician: 'x'}},
    ])
      expect([wrong, (await save('vicechair', wrong)).status]).toEqual([wrong, 400]);
    for (let count = 2; count < 30; count += 1)
      expect((await save('vicechair', {name: `View ${count}`, filter: {}})).status).toBe(201);
    expect(await save('vicechair', {name: 'One more', filter: {}})).toMatchObject({
      status: 422,
      body: {faults: [{pointer: '', detail: 'There are 30 views already; delete one first.'}]},
    });
  });
});
