import {actionsTable, sizes} from '../../support/actions-table';
import {startTestApp} from '../../support/app';
import type {TestApp} from '../../support/app';
import {aHospital} from '../../support/case-builders';
import {ROUTES, follow, stationsOf} from '../../support/routes';
import {Walker} from '../../support/walk';

jest.setTimeout(process.env['COLLEGIUM_DRILL'] === 'full' ? 600_000 : 120_000);

let app: TestApp;
let walker: Walker;

beforeAll(async () => {
  app = await startTestApp();
  walker = new Walker(app, await aHospital(app));
});

afterAll(async () => {
  await app.close();
  process.stdout.write(`states x actions x people, further programmes: ${JSON.stringify(sizes)}\n`);
});

type Exit = readonly [programme: string, to: string, beyond: readonly (readonly [string, string])[]];

const EXITS: readonly Exit[] = [
  ['peer-learning', 'triage', [['coordinator', 'closeWithoutReview']]],
  ['peer-learning', 'inReview', [['reviewer3', 'declineAssignment']]],
  ['peer-learning', 'feedback', [['coordinator', 'withdraw']]],
  ['peer-learning', 'anonymising', [['coordinator', 'skipConference']]],
  ['peer-learning', 'closed', [['coordinator', 'reopen']]],
  ['rule-follow-up', 'deciding', [['coordinator', 'hold']]],
  ['rule-follow-up', 'deciding', [['coordinator', 'dismissBreach']]],
  ['rule-follow-up', 'checking', [['coordinator', 'withdraw']]],
  ['case-conference', 'selecting', [['coordinator', 'closeWithoutReview']]],
  ['case-conference', 'inReview', [['coordinator', 'hold']]],
  ['case-conference', 'analysed', [['coordinator', 'handOff']]],
  ['case-conference', 'prepared', [['coordinator', 'withdraw']]],
];

describe('what a definition allows is what POST /actions allows, and nothing else', () => {
  describe.each(Object.keys(ROUTES))('in %s', (programme) => {
    let walking: string;

    beforeAll(async () => {
      walking = (await walker.refer('staff', {}, programme)).id;
    });

    it.each(stationsOf(programme))('at the station %s', async (to) => {
      await follow(walker, programme, {to, caseId: walking});
      await actionsTable(walker, walking, programme);
    });
  });

  it.each(EXITS)('in %s from %s after %j', async (programme, to, beyond) => {
    await actionsTable(walker, await follow(walker, programme, {to, beyond}), programme);
  });

  it('lets a repeat go to the chair, and a third time to peer review', async () => {
    // The first letter is the one of the walk above.
    const second = await follow(walker, 'rule-follow-up', {to: 'letter'});
    await actionsTable(walker, second, 'rule-follow-up');
    await walker.do('chair', second, 'sendLetter');
    const third = await follow(walker, 'rule-follow-up', {to: 'letter'});
    await actionsTable(walker, third, 'rule-follow-up');
    await walker.do('chair', third, 'escalate');
    await actionsTable(walker, third, 'rule-follow-up');
    expect((await walker.see('coordinator', third)).state).toBe('escalated');
    const other = await walker.refer('staff', {class: 'onCall'}, 'rule-follow-up');
    for (const step of ['checking', 'awaitingInput', 'deciding', 'letter'])
      await follow(walker, 'rule-follow-up', {to: step, caseId: other.id});
    const offered = (await walker.see('coordinator', other.id)).allowedActions.map(({type}) => type);
    expect(offered).toContain('sendLetter');
  });

  it('was asked of either half', () => {
    expect(sizes.open).toBeGreaterThan(150);
    expect(sizes.notAllowed).toBeGreaterThan(200);
    expect(sizes.hidden).toBeGreaterThan(150);
  });
});
