import {ActionsTable} from '../../support/actions-table';
import {startTestApp} from '../../support/app';
import type {TestApp} from '../../support/app';
import {aHospital} from '../../support/case-builders';
import {JOURNEYS, travel} from '../../support/journeys';
import {sendersOf, stagesOf} from '../../support/law';
import {ROUTES, follow} from '../../support/routes';
import {Walker} from '../../support/walk';

jest.setTimeout(process.env['COLLEGIUM_DRILL'] === 'full' ? 600_000 : 120_000);

let app: TestApp;
let walker: Walker;
const tables: ActionsTable[] = [];

beforeAll(async () => {
  app = await startTestApp();
  walker = new Walker(app, await aHospital(app));
});

afterAll(async () => {
  await app.close();
  process.stdout.write(tables.join(''));
});

describe('what a definition allows is what POST /actions allows, and nothing else', () => {
  describe.each(Object.keys(ROUTES))('in %s', (programme) => {
    let table: ActionsTable;

    beforeAll(() => {
      table = new ActionsTable(walker, programme);
      tables.push(table);
    });

    describe.each(JOURNEYS[programme] ?? [])('on the way of a case', (...journey) => {
      let caseId: string;

      beforeAll(async () => {
        caseId = (await walker.refer('staff', {}, programme)).id;
      });

      it.each(journey)('at $name', async (stop) => {
        await travel(walker, caseId, stop);
        await table.ask(caseId);
      });
    });

    it('was asked in every state, of every relation that may act, in either half', () => {
      expect([...table.stages].sort()).toEqual([...stagesOf(programme)].sort());
      const acting = [...sendersOf(programme)].filter((sender) => sender !== 'system');
      expect(acting.filter((sender) => !table.relations.has(sender))).toEqual([]);
      expect(table.sizes.complete).toBe(table.whole);
      expect(table.sizes.open).toBeGreaterThan(20);
      expect(table.sizes.notAllowed).toBeGreaterThan(50);
      expect(table.sizes.hidden).toBeGreaterThan(20);
    });
  });

  it('counts repeats of the same rule alone: another one is the office’s first letter again', async () => {
    const other = await walker.refer('staff', {class: 'onCall'}, 'rule-follow-up');
    for (const step of ['checking', 'awaitingInput', 'deciding', 'letter'])
      await follow(walker, 'rule-follow-up', {to: step, caseId: other.id});
    const offered = (await walker.see('coordinator', other.id)).allowedActions.map(({type}) => type);
    expect(offered).toContain('sendLetter');
  });
});
