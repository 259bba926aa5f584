import {RunDeadlines} from '../../../src/cases';
import {createApp} from '../../../src/create-app';
import {startTestApp} from '../../support/app';
import type {TestApp} from '../../support/app';
import {closeWhole} from '../../support/close-whole';
import {aHospital} from '../../support/case-builders';
import {Timer, days, hours} from '../../support/deadlines';
import {Walker} from '../../support/walk';

const CASES = process.env['COLLEGIUM_DRILL'] === 'full' ? 30 : 4;
jest.setTimeout(CASES > 4 ? 600_000 : 120_000);

let app: TestApp;
let walker: Walker;
let timer: Timer;

beforeAll(async () => {
  app = await startTestApp();
  walker = new Walker(app, await aHospital(app));
  timer = new Timer(app);
});

afterAll(async () => {
  await closeWhole(app);
});

const awaited = ['-P7D', '-P2D', 'inputTimeElapsed'];
const steps = async (caseId: string): Promise<string[]> =>
  (await timer.happened(caseId)).filter(({stage}) => stage === 'open.awaitingInput').map(({step}) => step);
const onRecord = async (caseId: string): Promise<unknown[]> =>
  (await timer.recorded(caseId)).map(({details}) => details['step'] ?? details['action']);

describe('each step happens once', () => {
  it('though several processes look at the same moment, again and again', async () => {
    const ids: string[] = [];
    for (let count = 0; count < CASES; count += 1) ids.push(await walker.walkTo('awaitingInput'));
    const others = await Promise.all(
      [1, 2].map(() =>
        createApp(app.config, {applicationUrl: app.database.applicationUrl}, {clock: app.clock}),
      ),
    );
    const runners = [app.app, ...others].map((one) => one.get(RunDeadlines));
    const due = await timer.due(ids[0] ?? '');
    for (const day of [-7, -2, -1, 0, 1]) {
      app.clock.set(days(due, day));
      await Promise.all([...runners, ...runners].map((runner) => runner.runDue()));
    }
    for (const id of ids) {
      expect(await steps(id)).toEqual(awaited);
      expect((await onRecord(id)).slice(0, 3)).toEqual(awaited);
      expect(await timer.told(walker.id('physician'), id)).toEqual(['inputRequested', 'dueSoon', 'dueSoon']);
    }
    await Promise.all(others.map((one) => one.close()));
    process.stdout.write(`deadline steps raced for by three processes: ${CASES * awaited.length}\n`);
  });

  it('though nobody looked for more than a year', async () => {
    const id = await walker.walkTo('awaitingInput');
    await timer.at(days(await timer.due(id), 400));
    expect(await steps(id)).toEqual(awaited);
    await timer.run();
    expect((await onRecord(id)).slice(0, 3)).toEqual(awaited);
  });

  it.each([1, -1])('though the clock is then moved by %i hour', async (moved) => {
    const id = await walker.walkTo('awaitingInput');
    const due = await timer.due(id);
    for (const day of [-7, -2, 0]) {
      await timer.at(days(due, day));
      await timer.at(hours(days(due, day), moved));
      await timer.at(days(due, day));
    }
    expect(await steps(id)).toEqual(awaited);
  });

  it('though the clocks change on the way: at the same time of day', async () => {
    // Vienna: the clocks go forward on 28 March 2027.
    app.clock.set(new Date('2027-03-20T08:00:00Z'));
    const id = await walker.walkTo('awaitingInput');
    expect(await timer.due(id)).toEqual(new Date('2027-04-03T07:00:00Z'));
    await timer.at(new Date('2027-04-03T06:59:59.999Z'));
    expect(await steps(id)).toEqual(['-P7D', '-P2D']);
    await timer.at(new Date('2027-04-03T07:00:00Z'));
    expect(await steps(id)).toEqual(awaited);
  });

  it('or not at all once the case has gone on', async () => {
    const id = await walker.walkTo('awaitingInput');
    const due = await timer.due(id);
    await walker.do('physician', id, 'giveInput');
    await timer.at(days(due, 10));
    expect(await steps(id)).toEqual([]);
  });
});

describe('a person and the system at once', () => {
  it('do not both: one wins, and the other finds the case gone on', async () => {
    for (let count = 0; count < CASES; count += 1) {
      const id = await walker.walkTo('awaitingInput');
      app.clock.set(await timer.due(id));
      const {version} = await walker.see('coordinator', id);
      const data = {reason: 'No answer.'};
      const [answer] = await Promise.all([
        walker.act('coordinator', id, 'proceedWithoutInput', {data, version}),
        timer.run(),
      ]);
      const first = answer.status === 200;
      expect(first ? [] : [answer.body.code]).toEqual(first ? [] : ['stale']);
      expect(await steps(id)).toEqual(first ? expect.not.arrayContaining(['inputTimeElapsed']) : awaited);
      const {state, content} = await walker.see('coordinator', id);
      expect(state).toEqual({open: 'readyToAssign'});
      expect(content.filter(({kind}) => kind === 'lapse' || kind === 'reason')).toHaveLength(1);
    }
  });
});

describe('a step that fails', () => {
  it('leaves nothing behind, holds up no other, and is tried again until it succeeds', async () => {
    const [id, other] = [await walker.walkTo('awaitingInput'), await walker.walkTo('referred')];
    const due = await timer.due(id);
    await app.database.asSuperuser(
      `ALTER TABLE notice ADD CONSTRAINT broken CHECK (kind <> 'dueSoon' OR case_id <> '${id}') NOT VALID`,
    );
    await timer.at(days(due, -7));
    await timer.at(hours(days(due, -7), 1));
    expect(await steps(id)).toEqual([]);
    expect(await onRecord(id)).toEqual([]);
    expect((await timer.happened(other)).map(({step}) => step)).toEqual(['-P2D']);
    const put = (await timer.recorded(id, 'org')).filter(({type}) => type === 'deadlineStepPostponed');
    expect(put.at(-1)).toMatchObject({outcome: '8', details: {kind: 'reminder', step: '-P7D'}});
    await app.database.asSuperuser('ALTER TABLE notice DROP CONSTRAINT broken');
    await timer.at(days(due, -6));
    expect(await steps(id)).toEqual(['-P7D']);
  });
});
