import {startTestApp} from '../../support/app';
import type {TestApp} from '../../support/app';
import {aHospital} from '../../support/case-builders';
import {Timer} from '../../support/deadlines';
import {Walker} from '../../support/walk';
import {SetHolidays} from '../../../src/calendar';

let app: TestApp;
let walker: Walker;

beforeAll(async () => {
  app = await startTestApp();
  walker = new Walker(app, await aHospital(app));
});

afterAll(() => app.close());

const HOLIDAYS = [
  {day: '2026-12-25', name: 'Christmas Day'},
  {day: '2026-03-09', name: 'Founders’ Day'},
];

async function put(key: string, holidays: unknown) {
  const client = await walker.as(key);
  return client.send<{code?: string; faults?: unknown[]}>('PUT', '/api/calendar/holidays', {
    body: {holidays},
  });
}

describe('the holidays', () => {
  it('are set by an administrator, on record, and seen by everybody', async () => {
    expect(await put('admin', HOLIDAYS)).toMatchObject({status: 200});
    const {body} = await (await walker.as('staff')).get('/api/calendar');
    expect(body).toEqual({timeZone: 'Europe/Vienna', holidays: [...HOLIDAYS].reverse()});
    await put('admin', HOLIDAYS.slice(1));
    const events = await app.database.asSuperuser<{event: string}>(
      `SELECT event FROM audit_payload WHERE stream = 'org' AND event LIKE '%holidaysSet%' ORDER BY number`,
    );
    expect(events.map(({event}) => JSON.parse(event) as object)).toMatchObject([
      {
        who: walker.id('admin'),
        as: ['administrator'],
        details: {added: ['2026-12-25', '2026-03-09'], removed: []},
      },
      {details: {added: [], removed: ['2026-12-25']}},
    ]);
  });

  it('are nobody else’s to set', async () => {
    for (const key of ['coordinator', 'compliance', 'staff'])
      expect(await put(key, [])).toMatchObject({status: 404, body: {code: 'not_found'}});
  });

  it('are refused with a fault for each that is none', async () => {
    const wrong = [{day: '2026-02-30', name: ' '}, HOLIDAYS[0], HOLIDAYS[0]];
    const {status, body} = await put('admin', wrong);
    expect({status, faults: body.faults}).toEqual({
      status: 422,
      faults: [
        {pointer: '/holidays/0/day', detail: '2026-02-30 is no day such as 2026-12-25'},
        {pointer: '/holidays/0/name', detail: 'must have 1 to 100 characters'},
        {pointer: '/holidays/2/day', detail: '2026-12-25 is named twice'},
      ],
    });
    const many = Array.from({length: 1001}, () => HOLIDAYS[0]);
    expect((await put('admin', many)).status).toBe(422);
    expect(await put('admin', [{day: 1}])).toMatchObject({status: 400});
  });

  it('move deadlines that begin afterwards, and none that run', async () => {
    const timer = new Timer(app);
    const {organisationId} = walker.hospital;
    const by = {who: 'system', as: []};
    await app.app.get(SetHolidays).run(organisationId, () => [], by);
    const before = await walker.walkTo('assigned');
    await app.app.get(SetHolidays).run(organisationId, () => HOLIDAYS, by);
    const after = await walker.walkTo('assigned');
    expect(await timer.due(before)).toEqual(new Date('2026-03-09T08:00:00Z'));
    expect(await timer.due(after)).toEqual(new Date('2026-03-10T08:00:00Z'));
  });
});
