import {startTestApp} from '../../support/app';
import type {TestApp} from '../../support/app';
import {aHospital, grant} from '../../support/case-builders';
import {recordedIn} from '../../support/recorded';
import {Walker} from '../../support/walk';

interface Foreseen {
  readonly required: number;
  readonly quorum: boolean;
  readonly present: readonly {readonly id: string}[];
  readonly out: readonly {readonly person: {readonly id: string}; readonly relation: string}[];
}

let app: TestApp;
let walker: Walker;

beforeAll(async () => {
  app = await startTestApp();
  walker = new Walker(app, await aHospital(app));
});

afterAll(() => app.close());

const offers = async (key: string, id: string): Promise<string[]> =>
  (await walker.see(key, id)).allowedActions.map(({type}) => type);

const decide = async (id: string, key: string, kind: string, decision: string): Promise<void> => {
  const body = {personId: walker.id(key), kind, source: 'detected', decision, reason: 'They work together.'};
  const client = await walker.as('coordinator');
  expect((await client.post(`/api/cases/${id}/conflicts/decisions`, body)).status).toBe(200);
};

describe('conflicts of interest', () => {
  it('let the vice-chair preside when the chair recuses, and keep the chair out of the discussion', async () => {
    const id = await walker.walkTo('panelDecision');
    expect(await offers('chair', id)).toContain('addImprovementAction');
    expect(await offers('vicechair', id)).not.toContain('addImprovementAction');
    const {case: after} = await walker.do('chair', id, 'recuse');
    expect(after).toMatchObject({content: [], allowedActions: [], state: 'underWay'});
    expect(await offers('vicechair', id)).toContain('addImprovementAction');
    await walker.do('coordinator', id, 'recordAttendance', {
      present: ['vicechair', 'member1', 'member2'].map((key) => walker.id(key)),
    });
    expect((await walker.act('chair', id, 'recordDetermination', {data: {}})).status).toBe(409);
    await walker.do('vicechair', id, 'recordDetermination');
    expect((await walker.see('coordinator', id)).state).toEqual({open: 'feedback'});
  });

  it('leave the chair nothing to do or to see in a case of their own', async () => {
    const {id} = await walker.refer('staff', {focusPhysician: walker.id('chair')});
    await walker.do('coordinator', id, 'startScreening');
    expect((await walker.look('chair', id)).status).toBe(404);
    expect((await walker.look('vicechair', id)).status).toBe(200);
  });

  it('tell the chair who reviewed the same physician elsewhere once who reviews is told, and the office at once', async () => {
    const reviewedBefore = async (key: string, id: string): Promise<string[]> => {
      const {status, body} = await (await walker.as(key)).get(`/api/cases/${id}/conflicts`);
      expect(status).toBe(200);
      const conflicts: unknown = body;
      return (conflicts as {kind: string; person: {id: string}}[])
        .filter(({kind}) => kind === 'reviewedSubject')
        .map(({person}) => person.id);
    };
    await walker.walkTo('reviewed');
    const id = await walker.walkTo('inReview');
    expect(await reviewedBefore('coordinator', id)).toContain(walker.id('reviewer3'));
    expect(await reviewedBefore('chair', id)).toEqual([]);
    await walker.do('reviewer3', id, 'lockReview');
    expect(await reviewedBefore('chair', id)).toEqual([]);
    await walker.do('reviewer4', id, 'lockReview');
    expect(await reviewedBefore('chair', id)).toContain(walker.id('reviewer3'));
  });

  it('count only members who are free towards the quorum', async () => {
    const id = await walker.walkTo('panelDecision');
    await walker.do('coordinator', id, 'recordAttendance', {
      present: ['chair', 'member1', 'member2'].map((key) => walker.id(key)),
    });
    expect(await offers('chair', id)).toContain('recordDetermination');
    await walker.do('coordinator', id, 'recordRecusal', {member: walker.id('member2'), reason: 'a friend'});
    expect(await offers('chair', id)).not.toContain('recordDetermination');
    expect(await walker.see('member2', id)).toMatchObject({content: [], allowedActions: []});
    const {body} = await walker.act('coordinator', id, 'recordAttendance', {
      data: {present: ['chair', 'member1', 'member2'].map((key) => walker.id(key))},
    });
    expect(body).toMatchObject({code: 'invalid', faults: [{pointer: '/data/present/2'}]});
  });

  it('show who would decide while attendance is ticked, by the rule that decides then, and keep nothing', async () => {
    const id = await walker.walkTo('panelDecision');
    const keys = ['chair', 'member1', 'member2'];
    const ids = (...names: string[]): string[] => names.map((key) => walker.id(key));
    const foreseen = async (key: string, type: string, data: object = {}): Promise<Foreseen | undefined> =>
      (
        await (
          await walker.as(key)
        ).post<{panel?: Foreseen}>(`/api/cases/${id}/actions/preview`, {type, data, panel: true})
      ).body.panel;
    const present = async (...names: string[]): Promise<unknown> => {
      const panel = await foreseen('coordinator', 'recordAttendance', {present: ids(...names)});
      return [panel?.present.map((person) => person.id).sort(), panel?.quorum, panel?.required];
    };
    const sorted = (...names: string[]): string[] => ids(...names).sort();
    expect(await present()).toEqual([[], false, 3]);
    expect(await present('chair', 'member1')).toEqual([sorted('chair', 'member1'), false, 3]);
    expect(await present(...keys)).toEqual([sorted(...keys), true, 3]);
    // Who is no member does not count, whatever is ticked.
    expect(await present('chair', 'member1', 'staff')).toEqual([sorted('chair', 'member1'), false, 3]);
    expect(await foreseen('coordinator', 'recordAttendance', {present: 'nonsense'})).toMatchObject({
      present: [],
    });
    expect(await foreseen('coordinator', 'hold', {reason: 'x'})).toBeUndefined();
    expect((await walker.see('coordinator', id)).allowedActions.filter(({panel}) => panel)).toHaveLength(2);

    await walker.do('coordinator', id, 'recordAttendance', {present: ids(...keys)});
    expect(await foreseen('chair', 'recordDetermination')).toMatchObject({quorum: true, out: []});
    const member = walker.id('member2');
    expect(await foreseen('coordinator', 'recordRecusal', {member})).toMatchObject({
      quorum: false,
      out: [{person: {id: member}, relation: 'recused'}],
    });
    expect((await foreseen('chair', 'recuse'))?.out).toMatchObject([{person: {id: walker.id('chair')}}]);
    expect(await foreseen('coordinator', 'recordAttendance', {present: ids(...keys)})).toMatchObject({
      out: [],
    });
    await walker.do('coordinator', id, 'recordRecusal', {member, reason: 'a friend'});
    expect(await foreseen('coordinator', 'recordAttendance', {present: ids(...keys)})).toMatchObject({
      quorum: false,
      out: [{person: {id: member}, relation: 'recused'}],
    });
    const shown = (await recordedIn(app, `case-access/${id}`)).filter(({type}) => type === 'panelShown');
    expect(shown.at(-1)).toMatchObject({
      who: walker.id('coordinator'),
      details: {shown: ['deliberation', 'conflict']},
    });
  });

  it('keep a member of the same practice group out of the case, once it is confirmed', async () => {
    const {id} = await walker.refer('staff', {focusPhysician: walker.id('member2')});
    await walker.do('coordinator', id, 'startScreening');
    await decide(id, 'member3', 'practiceGroup', 'confirmed');
    await walker.do('coordinator', id, 'requestInput');
    await walker.do('member2', id, 'giveInput');
    await walker.do('coordinator', id, 'assignReviewers');
    for (const key of ['reviewer3', 'reviewer4']) await walker.do(key, id, 'acceptAssignment');
    for (const key of ['reviewer3', 'reviewer4']) await walker.do(key, id, 'lockReview');
    // member3 shares the practice group, member4 does not.
    expect(await walker.see('member3', id)).toMatchObject({content: [], allowedActions: []});
    expect((await walker.see('member4', id)).content).not.toEqual([]);
  });

  it('offer no reviewer of the same practice group once it is confirmed, and say it before', async () => {
    const id = await walker.walkTo('readyToAssign');
    const form = async (): Promise<string> =>
      JSON.stringify(
        (await walker.see('coordinator', id)).allowedActions.find(({type}) => type === 'assignReviewers'),
      );
    expect(await form()).toMatch(/Haddad[^"]*same practice group: please check/);
    await decide(id, 'reviewer1', 'practiceGroup', 'confirmed');
    expect(await form()).not.toContain(walker.id('reviewer1'));
    expect(await form()).not.toMatch(/Mbeki[^"]*same practice group/);
    await app.database.asSuperuser(
      `UPDATE person SET practice_group_id = (SELECT practice_group_id FROM person WHERE id = $1) WHERE id = $2`,
      [walker.id('physician'), walker.id('reviewer5')],
    );
    expect(await form()).toMatch(/Mbeki[^"]*same practice group: please check/);
  });

  it('keep out a colleague of the physician who joined the committee after screening', async () => {
    const id = await walker.walkTo('reviewed');
    const {organisationId, medicine: committeeId} = walker.hospital;
    const personId = walker.id('reviewer1');
    await grant(app, {organisationId, personId, role: 'member', committeeId});
    await walker.do('coordinator', id, 'convenePanel');
    expect((await walker.see('reviewer1', id)).content).not.toEqual([]);
    await decide(id, 'reviewer1', 'practiceGroup', 'confirmed');
    expect(await walker.see('reviewer1', id)).toMatchObject({content: [], allowedActions: []});
    await app.database.asSuperuser(
      `UPDATE role_grant SET ended_at = now() WHERE person_id = $1 AND role = 'member'`,
      [personId],
    );
  });
});
