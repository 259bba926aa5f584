import {startTestApp} from '../../support/app';
import type {TestApp} from '../../support/app';
import {aHospital} from '../../support/case-builders';
import {Timer, days} from '../../support/deadlines';
import {follow} from '../../support/routes';
import {Walker} from '../../support/walk';

let app: TestApp;
let walker: Walker;

beforeAll(async () => {
  app = await startTestApp();
  walker = new Walker(app, await aHospital(app));
});

afterAll(() => app.close());

/** So long after the test before that nothing of it counts as a repeat. */
beforeEach(() => {
  app.clock.set(days(app.clock.now(), 1200));
});

const programme = 'rule-follow-up';
const to = (station: string): Promise<string> => follow(walker, programme, {to: station});

async function earlier(caseId: string): Promise<unknown> {
  const [row] = await app.database.asSuperuser<{earlier: unknown}>(
    `SELECT facts -> 'earlier' AS earlier FROM review_case WHERE id = $1`,
    [caseId],
  );
  return row?.earlier;
}

const offered = async (key: string, caseId: string): Promise<string[]> =>
  (await walker.see(key, caseId)).allowedActions.map(({type}) => type);

describe('repeats of a rule that was not followed', () => {
  it('are counted where the letter of the case before is still to be written', async () => {
    expect(await earlier(await to('letter'))).toBe(0);
    expect(await earlier(await to('letter'))).toBe(1);
  });

  it('are counted one after the other when two are confirmed at once', async () => {
    const cases = [await to('deciding'), await to('deciding')];
    await Promise.all(cases.map((id) => walker.do('coordinator', id, 'confirmBreach')));
    expect((await Promise.all(cases.map(earlier))).sort()).toEqual([0, 1]);
  });

  it('remember a letter whose case was re-opened, and forget a confirmation that came to nothing', async () => {
    const sent = await to('closed');
    await walker.do('coordinator', sent, 'reopen');
    const second = await to('letter');
    expect(await earlier(second)).toBe(1);
    await walker.do('coordinator', second, 'withdraw');
    expect(await earlier(await to('letter'))).toBe(1);
  });

  it('count no letter that is older than two years', async () => {
    await to('closed');
    app.clock.set(days(app.clock.now(), 740));
    expect(await earlier(await to('letter'))).toBe(0);
  });
});

describe('a finding that was dismissed', () => {
  it('is told to the physician who was asked, who can answer the survey to which they are called', async () => {
    const id = await to('deciding');
    await walker.do('coordinator', id, 'dismissBreach');
    const seen = await walker.see('physician', id);
    expect(seen.content.map(({kind}) => kind)).toContain('finding');
    expect(seen.allowedActions.map(({type}) => type)).toContain('answerSurvey');
    await walker.do('physician', id, 'answerSurvey');
  });

  it('lets the physician be heard again when the case is re-opened', async () => {
    const id = await to('deciding');
    await walker.do('coordinator', id, 'dismissBreach');
    await walker.do('coordinator', id, 'reopen');
    expect(await offered('physician', id)).toContain('giveInput');
  });
});

describe.each([
  [programme, 'deciding'],
  ['case-conference', 'selecting'],
])('a case of %s on hold', (id, station) => {
  it('has afterwards what was left of its time, and can be given more meanwhile', async () => {
    const timer = new Timer(app);
    const caseId = await follow(walker, id, {to: station});
    const due = await timer.due(caseId);
    await walker.do('coordinator', caseId, 'hold');
    expect(await offered('coordinator', caseId)).toContain('extendDeadline');
    app.clock.set(days(app.clock.now(), 5));
    await walker.do('coordinator', caseId, 'resume');
    expect(await timer.due(caseId)).toEqual(days(due, 5));
  });
});

describe('a case conference', () => {
  it('hears the physician late, as long as the case was not presented', async () => {
    const id = await follow(walker, 'case-conference', {to: 'awaitingInput'});
    await walker.do('coordinator', id, 'proceedWithoutInput');
    for (const station of ['assigned', 'inReview', 'analysed', 'prepared', 'conference'])
      await follow(walker, 'case-conference', {to: station, caseId: id});
    expect(await offered('physician', id)).toEqual(['attachToInput', 'giveInput']);
    await walker.do('physician', id, 'giveInput');
    expect(await offered('physician', id)).toEqual(['attachToInput']);
  });
});
