import {WorkflowCatalogue} from '../../../src/workflow';
import {startTestApp} from '../../support/app';
import type {TestApp} from '../../support/app';
import {closeWhole} from '../../support/close-whole';
import {aHospital} from '../../support/case-builders';
import {Timer, days, hours} from '../../support/deadlines';
import {recomputeFacts, replay, storedCase} from '../../support/recompute';
import {Walker} from '../../support/walk';

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

const state = async (caseId: string): Promise<unknown> => (await walker.see('coordinator', caseId)).state;

async function replays(caseId: string): Promise<void> {
  const definition = app.app.get(WorkflowCatalogue).offered('peer-review');
  if (!definition) throw new Error('the programme is not offered');
  const {state: value, history, facts} = await storedCase(app.database, caseId);
  expect(await recomputeFacts(app.database, caseId)).toEqual(facts);
  expect(await replay(app.database, definition, caseId)).toEqual({state: {value, history}, facts});
}

describe('input that is not given in time', () => {
  it('lets the case go on, offered and none given, by an action of the system that stands on record', async () => {
    const id = await walker.walkTo('awaitingInput');
    const due = await timer.due(id);
    await timer.at(new Date(due.getTime() - 1));
    expect(await state(id)).toEqual({open: 'awaitingInput'});
    await timer.at(due);
    const {state: after, content, waitingFor} = await walker.see('coordinator', id);
    expect(after).toEqual({open: 'readyToAssign'});
    expect(waitingFor).toMatchObject([{role: 'coordinator', since: due.toISOString()}]);
    expect(content.filter(({kind}) => kind === 'lapse').map(({data}) => data)).toEqual([
      {stage: 'open.awaitingInput', due: due.toISOString()},
    ]);
    expect((await timer.recorded(id)).at(-1)).toEqual({
      type: 'action',
      who: 'system',
      as: ['system'],
      via: 'system',
      outcome: '0',
      details: {action: 'inputTimeElapsed', from: 'open.awaitingInput', to: 'open.readyToAssign', shown: []},
    });
    await replays(id);
  });

  it('is still taken when it comes late', async () => {
    const id = await walker.walkTo('awaitingInput');
    await timer.at(await timer.due(id));
    await walker.do('physician', id, 'giveInput');
    expect(await state(id)).toEqual({open: 'readyToAssign'});
  });

  it('is nobody’s to send but the system’s', async () => {
    const id = await walker.walkTo('awaitingInput');
    for (const key of ['coordinator', 'physician', 'chair'])
      expect(await walker.act(key, id, 'inputTimeElapsed', {data: {}})).toMatchObject({
        status: 409,
        body: {code: 'action_not_allowed'},
      });
  });

  it('shows in the history as done by Collegium', async () => {
    const id = await walker.walkTo('awaitingInput');
    await timer.at(await timer.due(id));
    const client = await walker.as('coordinator');
    const {body} = await client.get<{title: string; by: {name: string} | null; as: string}[]>(
      `/api/cases/${id}/history`,
    );
    const shown = JSON.stringify(body);
    expect(shown).toContain('A reminder was sent');
    expect(shown).toContain('Input was offered, none was given in time');
    expect(shown).toContain('"by":{"id":"system","name":"Collegium"}');
  });
});

describe('a review that nobody takes in time', () => {
  it('goes back to the office, which can ask others', async () => {
    const id = await walker.walkTo('assigned');
    await timer.at(await timer.due(id));
    expect(await state(id)).toEqual({open: 'readyToAssign'});
    expect((await walker.look('reviewer3', id)).status).toBe(404);
    await replays(id);
    await walker.do('coordinator', id, 'assignReviewers', {reviewers: [walker.id('reviewer6')]});
    await walker.do('reviewer6', id, 'acceptAssignment');
    expect(await state(id)).toEqual({open: 'inReview'});
    await replays(id);
  });

  it('is counted in business days', async () => {
    // A Friday; Monday is a holiday of nobody yet.
    app.clock.set(new Date('2027-04-09T10:00:00Z'));
    const id = await walker.walkTo('assigned');
    expect(await timer.due(id)).toEqual(new Date('2027-04-16T10:00:00Z'));
  });
});

describe('a response window', () => {
  it('ends by itself', async () => {
    const id = await walker.walkTo('responseWindow');
    await timer.at(await timer.due(id));
    expect(await state(id)).toEqual({open: 'actionsOpen'});
    await replays(id);
  });
});

describe('reminders and escalation', () => {
  it('go to those whose turn it is, then to those above them, each once', async () => {
    const id = await walker.walkTo('inReview');
    const due = await timer.due(id);
    const [reviewer, coordinator, chair, subject] = ['reviewer3', 'coordinator', 'chair', 'physician'].map(
      (key) => walker.id(key),
    ) as [string, string, string, string];
    const before = await timer.told(reviewer, id);
    const office = await timer.told(coordinator, id);
    for (const day of [-6, -5, -5, -1, 0, 1, 2, 2, 30]) await timer.at(days(due, day));
    expect((await timer.told(reviewer, id)).slice(before.length)).toEqual(['dueSoon', 'dueSoon', 'overdue']);
    expect((await timer.told(coordinator, id)).slice(office.length)).toEqual(['lateElsewhere']);
    expect(await timer.told(chair, id)).not.toContain('lateElsewhere');
    expect(await timer.told(subject, id)).not.toContain('overdue');
    expect(
      (await timer.recorded(id)).map(({type, details}) => [type, details['step'], details['told']]),
    ).toEqual([
      ['deadlineReminder', '-P5D', 2],
      ['deadlineReminder', '-P1D', 2],
      ['deadlineEscalation', 'P2D', 2],
      ['deadlineReminder', 'P2D', 2],
    ]);
  });

  it('leave out whoever a relation keeps away, and reach the vice chair when no chair is left', async () => {
    const id = await walker.walkTo('panelDecision');
    await walker.do('chair', id, 'recuse');
    const due = await timer.due(id);
    await timer.at(days(due, 7));
    expect(await timer.told(walker.id('chair'), id)).not.toContain('lateElsewhere');
    expect(await timer.told(walker.id('vicechair'), id)).toContain('lateElsewhere');
  });

  it('say nothing of a case in what is sent', async () => {
    const id = await walker.walkTo('inReview');
    await timer.at(days(await timer.due(id), -1));
    const client = await walker.as('reviewer3');
    const {body} = await client.get<{items: {kind: string; title: string; caseId: string}[]}>(
      '/api/inbox?limit=100',
    );
    expect(body.items.find(({kind, caseId}) => kind === 'dueSoon' && caseId === id)?.title).toBe(
      'Something that awaits you is due soon',
    );
  });
});

describe('a case on hold', () => {
  it('stops its clock, and has afterwards what was left', async () => {
    const id = await walker.walkTo('awaitingInput');
    const due = await timer.due(id);
    const begun = app.clock.now();
    await timer.at(days(begun, 8));
    await walker.do('coordinator', id, 'hold');
    const held = await timer.due(id);
    expect(held).toEqual(days(app.clock.now(), 30));
    await timer.at(days(begun, 28));
    expect(await state(id)).toBe('onHold');
    await walker.do('coordinator', id, 'resume');
    expect(await timer.due(id)).toEqual(days(due, 20));
    // A second hold forgets nothing of the first.
    await walker.do('coordinator', id, 'hold');
    await timer.at(days(begun, 29));
    await walker.do('coordinator', id, 'resume');
    expect(await timer.due(id)).toEqual(days(due, 21));
    const seen = await walker.see('physician', id);
    expect(seen.waitingFor).toMatchObject([{role: 'subject', due: days(due, 21).toISOString()}]);
    await timer.at(days(due, 21));
    expect(await state(id)).toEqual({open: 'readyToAssign'});
    const own = (await timer.happened(id)).filter(({stage}) => stage === 'open.awaitingInput');
    expect(own.map(({step}) => step)).toEqual(['-P7D', '-P2D', 'inputTimeElapsed']);
    await replays(id);
  });
});

describe('an extension', () => {
  it('moves the due time to the end of a day in the organisation’s zone, with a reason, for all who see it', async () => {
    const id = await walker.walkTo('awaitingInput');
    const due = await timer.due(id);
    const subject = await walker.see('physician', id);
    const until = days(due, 386).toISOString().slice(0, 10);
    await walker.do('coordinator', id, 'extendDeadline', {until, reason: 'On leave.'});
    const extended = await timer.due(id);
    expect(extended.toISOString()).toMatch(new RegExp(`^${until}T2[12]:59:59.999Z$`));
    const seen = await walker.see('physician', id);
    expect(seen.waitingFor[0]?.due).toBe(extended.toISOString());
    expect(seen.version).not.toBe(subject.version);
    expect(JSON.stringify(seen)).not.toContain('On leave.');
    // More than 400 days in all, and not a day too early.
    await timer.at(due);
    await timer.at(hours(extended, -1));
    expect(await state(id)).toEqual({open: 'awaitingInput'});
    await timer.at(extended);
    expect(await state(id)).toEqual({open: 'readyToAssign'});
    await replays(id);
  });

  it('to a day before the present one, or after more than two years, is refused', async () => {
    const id = await walker.walkTo('awaitingInput');
    const due = await timer.due(id);
    const day = (count: number): string => days(due, count).toISOString().slice(0, 10);
    for (const [until, detail] of [
      [day(-2), 'must be a day after the one on which it is due now'],
      [day(731), 'must be within two years: give more time again when it comes to that'],
      ['9999-12-31', 'must be within two years: give more time again when it comes to that'],
    ])
      expect(
        await walker.act('coordinator', id, 'extendDeadline', {data: {until, reason: 'x'}}),
      ).toMatchObject({status: 422, body: {faults: [{pointer: '/data/until', detail}]}});
  });
});
