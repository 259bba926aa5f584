import {migrate} from '../../../src/platform/database/migrate';
import {startTestApp} from '../../support/app';
import type {TestApp} from '../../support/app';
import {aHospital, grant} from '../../support/case-builders';
import {follow} from '../../support/routes';
import {STATIONS, Walker} from '../../support/walk';
import {LATER, NEVER} from './masked';
import {aMaskedCase, heldIn, readOf} from './masked-case';

const never = Object.values(NEVER).flat();
/** Who is in the panel, was asked to review, accepted, and did not lock. */
const FORMER = ['chair', 'member1'] as const;

let app: TestApp;
let walker: Walker;
let id: string;

beforeAll(async () => {
  app = await startTestApp();
  walker = new Walker(app, await aHospital(app));
  const {organisationId} = walker.hospital;
  for (const key of FORMER) await grant(app, {organisationId, personId: walker.id(key), role: 'reviewer'});
  id = await aMaskedCase(walker);
});

afterAll(() => app.close());

const said = async (key: string): Promise<string> => (await readOf(walker, key, id)).text;

/** Asks these people to review. */
const ask = (caseId: string, ...keys: string[]): Promise<unknown> =>
  walker.do('coordinator', caseId, 'assignReviewers', {reviewers: keys.map((key) => walker.id(key))});

const withdraw = (caseId: string, key: string): Promise<unknown> =>
  walker.do('coordinator', caseId, 'withdrawAssignment', {reviewer: walker.id(key), reason: 'Away.'});

/** The form with which the office asks people to review. */
async function choices(caseId: string): Promise<string> {
  const {allowedActions} = await walker.see('coordinator', caseId);
  return JSON.stringify(allowedActions.find(({type}) => type === 'assignReviewers')?.form);
}

async function clearance(by: string, caseId: string, about: string): Promise<unknown> {
  const client = await walker.as(by);
  return (await client.get(`/api/cases/${caseId}/conflicts/people/${walker.id(about)}`)).body;
}

/** Who began to review the case, by their keys. */
async function formerOf(caseId: string): Promise<string[]> {
  const rows = await app.database.asSuperuser<{person_id: string}>(
    `SELECT person_id FROM case_relation WHERE case_id = $1 AND relation = 'formerReviewer' AND ended_at IS NULL`,
    [caseId],
  );
  const keys = new Map([...walker.hospital.people].map(([key, person]) => [person, key]));
  return rows.map(({person_id}) => keys.get(person_id) ?? '').sort();
}

/** Whoever is told how it ended, and by nothing whose care it is. */
async function readsItBlind(key: string): Promise<void> {
  const text = await said(key);
  expect({key, told: heldIn(text, never)}).toEqual({key, told: []});
  expect(heldIn(text, LATER)).toEqual([...LATER]);
  expect((await walker.see(key, id)).focusPhysician).toEqual({pseudonym: 'Physician A'});
}

describe('a reviewer whose accepted assignment ends', () => {
  it('reads as the chair what the vice-chair reads, but whose care it is and how it ended', async () => {
    await ask(id, ...FORMER, 'reviewer3');
    await walker.do('chair', id, 'acceptAssignment');
    await withdraw(id, 'chair');
    await walker.do('member1', id, 'acceptAssignment');
    const reply = await walker.do('member1', id, 'declineAssignment', {reason: 'workload'});
    expect(reply.case).toBeNull();

    const text = await said('chair');
    expect(heldIn(text, [...never, ...LATER])).toEqual([]);
    expect(text).toContain('earlycanary-lactate');
    expect((await walker.see('chair', id)).focusPhysician).toEqual({pseudonym: 'Physician A'});
    expect((await walker.look('member1', id)).status).toBe(404);

    const whole = await said('vicechair');
    expect(heldIn(whole, [...LATER, 'Canaryfield', '7740129', 'Whitcombe'])).toHaveLength(LATER.length + 3);
  });

  it('is asked no second time, nor in a second round', async () => {
    await walker.do('coordinator', id, 'withdraw');
    await walker.do('coordinator', id, 'reopen');
    expect(heldIn(await said('chair'), [...never, ...LATER])).toEqual([]);
    expect(await formerOf(id)).toEqual(['chair', 'member1']);
    expect(await choices(id)).toContain(walker.id('reviewer5'));
    for (const key of FORMER) {
      expect(await choices(id)).not.toContain(walker.id(key));
      const data = {reviewers: [walker.id(key)]};
      expect((await walker.act('coordinator', id, 'assignReviewers', {data})).status).toBe(422);
      expect(await clearance('coordinator', id, key)).toMatchObject({
        couldReview: false,
        relations: ['formerReviewer'],
      });
    }
  });

  it('is told what all are told once the reviews are in, still not whose care it is', async () => {
    await ask(id, 'reviewer4', 'reviewer5');
    const reviewers = ['reviewer3', 'reviewer4', 'reviewer5'];
    for (const type of ['acceptAssignment', 'lockReview', 'rateHarm'])
      for (const key of reviewers) await walker.do(key, id, type);
    for (const key of FORMER) await readsItBlind(key);
  });

  it('stays as blind when the case is settled, and re-opened', async () => {
    for (const stop of STATIONS.slice(STATIONS.indexOf('panelDecision'))) await walker.stage(stop, id);
    expect((await walker.see('coordinator', id)).settled).toBe(true);
    for (const key of FORMER) await readsItBlind(key);

    await walker.do('coordinator', id, 'reopen');
    for (const key of FORMER) expect(heldIn(await said(key), never)).toEqual([]);
    expect(await formerOf(id)).toEqual(['chair', 'member1']);
  });

  it('is known again as such where it ended before that was kept', async () => {
    await app.database.asSuperuser("DELETE FROM case_relation WHERE relation = 'formerReviewer'");
    await app.database.asSuperuser("DELETE FROM schema_migration WHERE name LIKE 'FormerReviewers%'");
    await migrate(app.database.ownerUrl, app.database.applicationUrl);
    expect(await formerOf(id)).toEqual(['chair', 'member1']);
  });

  it("stands in nobody's way to the knowledge of a chair who may not yet know who reviews", async () => {
    const other = await aMaskedCase(walker);
    await ask(other, 'member1', 'reviewer3');
    await walker.do('member1', other, 'acceptAssignment');
    await withdraw(other, 'member1');
    expect(await clearance('coordinator', other, 'member1')).toMatchObject({couldReview: false});
    expect(await clearance('chair', other, 'member1')).toMatchObject({couldReview: true, relations: []});
  });

  it.each([
    ['peer-learning', 'triage'],
    ['case-conference', 'readyToAssign'],
  ])('is asked no second time in %s either', async (programme, to) => {
    const other = await follow(walker, programme, {to});
    expect(await choices(other)).toContain(walker.id('chair'));
    await ask(other, 'chair');
    await walker.do('chair', other, 'acceptAssignment');
    await withdraw(other, 'chair');
    expect(await formerOf(other)).toEqual(['chair']);
    expect(await choices(other)).not.toContain(walker.id('chair'));
  });

  it('is a former one only after accepting: an offer that was declined can be made again', async () => {
    const other = await aMaskedCase(walker);
    await ask(other, 'reviewer3', 'reviewer4');
    await walker.do('reviewer3', other, 'declineAssignment', {reason: 'workload'});
    expect(await formerOf(other)).toEqual([]);
    expect(await choices(other)).toContain(walker.id('reviewer3'));
  });
});
