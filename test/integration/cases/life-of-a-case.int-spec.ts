import {startTestApp} from '../../support/app';
import type {TestApp} from '../../support/app';
import {closeWhole} from '../../support/close-whole';
import {aHospital} from '../../support/case-builders';
import {STATIONS, Walker} from '../../support/walk';

let app: TestApp;
let walker: Walker;

beforeAll(async () => {
  app = await startTestApp();
  walker = new Walker(app, await aHospital(app));
});

afterAll(async () => {
  await closeWhole(app);
});

const state = async (caseId: string): Promise<unknown> => (await walker.see('coordinator', caseId)).state;
const kinds = async (key: string, caseId: string): Promise<string[]> =>
  (await walker.see(key, caseId)).content.map(({kind}) => kind);

describe('a case', () => {
  it('passes every station from referral to closure, by the offered actions and forms alone', async () => {
    const {id} = await walker.refer();
    const passed: unknown[] = [];
    for (const station of STATIONS) {
      await walker.stage(station, id);
      passed.push(await state(id));
    }
    expect(passed).toEqual(STATIONS.map((station) => (station === 'closed' ? 'closed' : {open: station})));
    expect(await walker.see('coordinator', id)).toMatchObject({settled: true, waitingFor: []});
  });

  it.each(['referred', 'awaitingInput', 'inReview', 'panelDecision', 'actionsOpen'] as const)(
    'goes on hold from %s and back to where it was',
    async (station) => {
      const id = await walker.walkTo(station);
      const before = await walker.see('coordinator', id);
      await walker.do('coordinator', id, 'hold');
      expect(await state(id)).toBe('onHold');
      await walker.do('coordinator', id, 'resume');
      const after = await walker.see('coordinator', id);
      expect(after.state).toEqual({open: station});
      expect(after.allowedActions.map(({type}) => type)).toEqual(before.allowedActions.map(({type}) => type));
    },
  );

  it.each(['screening', 'inReview', 'panelDecision'] as const)(
    'is withdrawn from %s and re-opened where it was',
    async (station) => {
      const id = await walker.walkTo(station);
      await walker.do('coordinator', id, 'withdraw');
      expect(await walker.see('coordinator', id)).toMatchObject({state: 'withdrawn', settled: true});
      await walker.do('coordinator', id, 'reopen');
      expect(await walker.see('coordinator', id)).toMatchObject({state: {open: station}, settled: false});
    },
  );

  it('is closed without review and re-opened at screening', async () => {
    const id = await walker.walkTo('screening');
    await walker.do('coordinator', id, 'closeWithoutReview');
    expect(await walker.see('coordinator', id)).toMatchObject({state: 'closed', settled: true});
    await walker.do('coordinator', id, 'reopen');
    expect(await state(id)).toEqual({open: 'screening'});
    await walker.do('coordinator', id, 'requestInput');
    expect(await state(id)).toEqual({open: 'awaitingInput'});
  });

  it('never comes back once it was handed off', async () => {
    const id = await walker.walkTo('inReview');
    await walker.do('coordinator', id, 'handOff');
    for (const key of ['coordinator', 'chair', 'physician', 'staff', 'reviewer3']) {
      const {status, body} = await walker.look(key, id);
      expect({key, actions: status === 200 ? body.allowedActions : []}).toEqual({key, actions: []});
    }
    expect(await walker.act('coordinator', id, 'reopen')).toMatchObject({
      status: 409,
      body: {code: 'action_not_allowed'},
    });
  });

  it('keeps the second deliberation from the physician until its own feedback, and the first letter in sight', async () => {
    const id = await walker.walkTo('closed');
    const first = await kinds('physician', id);
    expect(first).toEqual(expect.arrayContaining(['determination', 'letter', 'acknowledgement', 'response']));
    await walker.do('coordinator', id, 'reopen');
    expect(await kinds('physician', id)).toEqual(first);
    await walker.stage('panelDecision', id);
    await walker.stage('feedback', id);
    expect(await kinds('physician', id)).toEqual(first);
    await walker.stage('responseWindow', id);
    const second = await kinds('physician', id);
    expect(second.filter((kind) => kind === 'letter')).toHaveLength(2);
    expect(second.filter((kind) => kind === 'determination')).toHaveLength(2);
    await walker.stage('actionsOpen', id);
    await walker.stage('closed', id);
    expect(await state(id)).toBe('closed');
  });

  it('asks the physician and the reviewers two questions at the end, once each', async () => {
    const id = await walker.walkTo('closed');
    for (const key of ['physician', 'reviewer3', 'reviewer4']) {
      await walker.do(key, id, 'answerSurvey');
      expect(await walker.act(key, id, 'answerSurvey', {data: {fair: 4, useful: 4}})).toMatchObject({
        status: 409,
      });
    }
    expect(await kinds('coordinator', id)).not.toContain('survey');
  });

  it('goes back for another reviewer when one declines, and on with a replacement', async () => {
    const id = await walker.walkTo('assigned');
    await walker.do('reviewer3', id, 'acceptAssignment');
    await walker.do('reviewer4', id, 'declineAssignment', {reason: 'workload', comment: 'on leave'});
    expect(await walker.look('reviewer4', id)).toMatchObject({status: 404});
    const waiting = await walker.see('coordinator', id);
    expect(waiting.state).toEqual({open: 'inReview'});
    expect(waiting.waitingFor.map(({role}) => role)).toContain('coordinator');
    await walker.do('coordinator', id, 'assignReviewers', {reviewers: [walker.id('reviewer6')]});
    await walker.do('reviewer6', id, 'acceptAssignment');
    await walker.do('reviewer6', id, 'lockReview');
    await walker.do('reviewer3', id, 'lockReview');
    expect(await state(id)).toEqual({open: 'reviewed'});
  });

  it('does not ask again whoever declined for a conflict of interest', async () => {
    const id = await walker.walkTo('assigned');
    await walker.do('reviewer4', id, 'declineAssignment', {reason: 'conflict'});
    const assign = (await walker.see('coordinator', id)).allowedActions.find(
      ({type}) => type === 'assignReviewers',
    );
    const offered = JSON.stringify(assign?.form);
    expect(offered).toContain(walker.id('reviewer6'));
    expect(offered).not.toContain(walker.id('reviewer4'));
  });

  it('tells the chair that it is their turn once the quorum is there', async () => {
    const id = await walker.walkTo('panelDecision');
    await walker.do('coordinator', id, 'recordAttendance');
    const chair = await walker.as('chair');
    const {body} = await chair.get<{items: {caseId: string; kind: string}[]}>('/api/inbox?limit=100');
    expect(body.items.filter(({caseId}) => caseId === id).map(({kind}) => kind)).toEqual(['yourTurn']);
    const vice = await walker.as('vicechair');
    const told = await vice.get<{items: {caseId: string}[]}>('/api/inbox?limit=100');
    expect(told.body.items.filter(({caseId}) => caseId === id)).toEqual([]);
  });
});
