import {ActionsTable} from '../../support/actions-table';
import {startTestApp} from '../../support/app';
import type {TestApp} from '../../support/app';
import {aHospital} from '../../support/case-builders';
import {JOURNEYS, travel} from '../../support/journeys';
import {actionTypesOf, sendersOf, stagesOf} from '../../support/law';
import {Walker} from '../../support/walk';

jest.setTimeout(process.env['COLLEGIUM_DRILL'] === 'full' ? 600_000 : 120_000);

const PROGRAMME = 'peer-review';

let app: TestApp;
let walker: Walker;
let table: ActionsTable;

beforeAll(async () => {
  app = await startTestApp();
  walker = new Walker(app, await aHospital(app));
  table = new ActionsTable(walker, PROGRAMME);
});

afterAll(async () => {
  await app.close();
  process.stdout.write(String(table));
});

describe('what the definition allows is what POST /actions allows, and nothing else', () => {
  describe.each(JOURNEYS[PROGRAMME] ?? [])('on the way of a case', (...journey) => {
    let caseId: string;

    beforeAll(async () => {
      caseId = (await walker.refer()).id;
    });

    it.each(journey)('at $name', async (stop) => {
      await travel(walker, caseId, stop);
      await table.ask(caseId);
    });
  });

  it('was asked in every state, of every relation that may act, in either half', () => {
    expect([...table.stages].sort()).toEqual([...stagesOf(PROGRAMME)].sort());
    expect(actionTypesOf(PROGRAMME).length).toBeGreaterThanOrEqual(32);
    const acting = [...sendersOf(PROGRAMME)].filter((sender) => sender !== 'system');
    expect(acting.filter((sender) => !table.relations.has(sender))).toEqual([]);
    expect(table.sizes.complete).toBe(table.whole);
    expect(table.sizes.open).toBeGreaterThan(90);
    expect(table.sizes.notAllowed).toBeGreaterThan(100);
    expect(table.sizes.hidden).toBeGreaterThan(40);
  });
});
