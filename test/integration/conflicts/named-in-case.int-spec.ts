import {startTestApp} from '../../support/app';
import type {TestApp} from '../../support/app';
import {aHospital} from '../../support/case-builders';
import {follow, stationsOf} from '../../support/routes';
import {Walker} from '../../support/walk';

let app: TestApp;
let walker: Walker;

beforeAll(async () => {
  app = await startTestApp();
  walker = new Walker(app, await aHospital(app));
});

afterAll(() => app.close());

interface Seen {
  readonly person: {readonly id: string};
  readonly kind: string;
  readonly grade: string;
  readonly state: string;
  readonly blocks: boolean;
  readonly evidence: string;
}

const REFERRAL = 'the referral names somebody of this name; not verified';
const CHART = 'a text of the chart names somebody of this name; not verified';

/** What is held against somebody for being named in a text. */
async function named(id: string, key: string, by = 'coordinator'): Promise<Seen[]> {
  const {body} = await (await walker.as(by)).get<readonly Seen[]>(`/api/cases/${id}/conflicts`);
  return body.filter(({person, kind}) => person.id === walker.id(key) && kind === 'namedInCase');
}

const referred = async (narrative: string): Promise<string> => {
  const {id} = await walker.refer('staff', {narrative});
  return id;
};

async function say(
  path: 'decisions' | 'seconds',
  {by, id, key, ...said}: {by: string; id: string; key: string} & Record<string, unknown>,
): Promise<number> {
  const one = {personId: walker.id(key), kind: 'namedInCase', source: 'detected', reason: 'looked into'};
  const client = await walker.as(by);
  return (await client.post(`/api/cases/${id}/conflicts/${path}`, {...one, ...said})).status;
}

async function declared(id: string, key: string): Promise<void> {
  const body = {personId: walker.id(key), kind: 'family', occasion: 'opening', detail: 'They are cousins.'};
  await (await walker.as('coordinator')).post(`/api/cases/${id}/conflicts`, body);
}

const stored = (id: string, key: string): Promise<{evidence: string; present: boolean; state: string}[]> =>
  app.database.asSuperuser(
    `SELECT evidence, present, state FROM case_conflict
     WHERE case_id = $1 AND person_id = $2 AND kind = 'namedInCase'`,
    [id, walker.id(key)],
  );

describe('whoever a text of the case names', () => {
  it('is found as it is referred, for the office to look at, with which text it was and no word of it', async () => {
    const id = await referred(
      'Dr Mbeki was asked first, then Priya Raman came; Grace and the Lindqvist ward knew.',
    );
    await walker.walkTo('readyToAssign', id);
    expect(await stored(id, 'reviewer5')).toEqual([{evidence: REFERRAL, present: true, state: 'detected'}]);
    for (const key of ['reviewer5', 'reviewer3'])
      expect(await named(id, key)).toMatchObject([
        {grade: 'absolute', state: 'detected', blocks: false, evidence: REFERRAL},
      ]);
    // A family name without a title, and nobody.
    for (const key of ['reviewer4', 'reviewer6']) expect(await named(id, key)).toEqual([]);
    const offered = JSON.stringify(
      (await walker.see('coordinator', id)).allowedActions.find(({type}) => type === 'assignReviewers'),
    );
    expect(offered).toMatch(/Grace Mbeki[^"]*the referral names[^"]*please check/);
    expect(offered).not.toMatch(/Lindqvist[^"]*please check/);
  });

  it('is found as soon as the physician names them, and a decision that was taken on less is taken anew', async () => {
    const id = await referred('Dr Mbeki was asked first.');
    await walker.walkTo('awaitingInput', id);
    await say('decisions', {by: 'coordinator', id, key: 'reviewer5', decision: 'dismissed'});
    expect(await say('seconds', {by: 'chair', id, key: 'reviewer5', agree: true})).toBe(204);
    expect(await named(id, 'reviewer5')).toMatchObject([{state: 'dismissed'}]);
    expect(await stored(id, 'reviewer6')).toEqual([]);
    await walker.do('physician', id, 'giveInput', {statement: 'I had called Grace Mbeki and Dr. Yildiz.'});
    const input = 'the physician’s input names somebody of this name; not verified';
    expect(await stored(id, 'reviewer6')).toMatchObject([{evidence: input, present: true}]);
    const both =
      'the referral names somebody of this name; the physician’s input names somebody of this name; not verified';
    expect(await stored(id, 'reviewer5')).toMatchObject([{evidence: both, state: 'detected'}]);
  });

  it('is found in what can be read of a chart and of a document, even who comes to the house later', async () => {
    const id = await walker.walkTo('readyToAssign');
    await walker.attach('coordinator', id, 'Night note.\nDr. Lindqvist informed, and Vera Newcomer.');
    expect(await named(id, 'reviewer4')).toMatchObject([{evidence: CHART, blocks: false}]);
    const note = {
      ...{resourceType: 'Observation', id: 'o', status: 'final', code: {text: 'Note'}},
      ...{subject: {reference: 'Patient/a'}, effectiveDateTime: '2026-03-01T10:00:00Z'},
      note: [{text: 'Discussed with Dr Mbeki by telephone'}],
    };
    const entry = [{resource: {resourceType: 'Patient', id: 'a'}}, {resource: note}];
    const bundle = JSON.stringify({resourceType: 'Bundle', type: 'collection', entry});
    await walker.attach('coordinator', id, bundle, {name: 'chart.json'});
    expect(await named(id, 'reviewer5')).toMatchObject([{evidence: CHART}]);
    expect(await named(id, 'reviewer6')).toEqual([]);
    await app.database.asSuperuser('UPDATE person SET display_name = $2 WHERE id = $1', [
      walker.id('reviewer6'),
      'Dr Vera Newcomer',
    ]);
    expect(await named(id, 'reviewer6')).toMatchObject([{evidence: CHART}]);
    await app.database.asSuperuser('UPDATE person SET display_name = $2 WHERE id = $1', [
      walker.id('reviewer6'),
      'Dr Elif Yıldız',
    ]);
  });

  it('is kept out once somebody has looked, is freed by two alone, and stays as they were pinned', async () => {
    const id = await walker.walkTo('inReview', await referred('Dr Raman had seen the patient before.'));
    expect((await walker.see('reviewer3', id)).content).not.toEqual([]);
    expect(await say('decisions', {by: 'coordinator', id, key: 'reviewer3', decision: 'confirmed'})).toBe(
      200,
    );
    expect((await walker.look('reviewer3', id)).status).toBe(404);
    expect(await named(id, 'reviewer3')).toMatchObject([{state: 'confirmed', blocks: true}]);
    await say('decisions', {by: 'coordinator', id, key: 'reviewer3', decision: 'pinnedFree'});
    expect(await named(id, 'reviewer3')).toMatchObject([{state: 'confirmed'}]);
    expect(await say('seconds', {by: 'chair', id, key: 'reviewer3', agree: true})).toBe(204);
    await walker.attach('coordinator', id, 'Dr. Raman once more.');
    expect(await named(id, 'reviewer3')).toMatchObject([{state: 'pinnedFree', blocks: false}]);
  });

  it('is looked for anew before anything is locked', async () => {
    const id = await walker.walkTo('inReview', await referred('Dr Raman had seen the patient before.'));
    // As if nobody had ever looked at it but for saying that it is one.
    await app.database.asSuperuser(
      `UPDATE case_conflict SET state = 'confirmed', present = false WHERE case_id = $1 AND kind = 'namedInCase'`,
      [id],
    );
    expect((await walker.act('reviewer3', id, 'lockReview')).status).toBe(422);
  });

  it('is told to nobody who may not read the text, and never to themselves', async () => {
    const narrative = 'Dr Raman and Dr. Ferrante were there.';
    const {id} = await walker.refer('staff', {narrative}, 'peer-learning');
    const way = stationsOf('peer-learning');
    for (const to of way.slice(0, way.indexOf('conference') + 1))
      await follow(walker, 'peer-learning', {to, caseId: id});
    expect(await named(id, 'member1')).toHaveLength(1);
    // Whoever presides there knows of conflicts, and nothing of the referral.
    await declared(id, 'member1');
    const {body} = await (await walker.as('chair')).get<readonly Seen[]>(`/api/cases/${id}/conflicts`);
    expect(body.map(({kind}) => kind)).toContain('family');
    expect(body.map(({kind}) => kind)).not.toContain('namedInCase');
    const reviewing = await walker.walkTo('inReview', await referred(narrative));
    const own = await (await walker.as('reviewer3')).get(`/api/cases/${reviewing}/conflicts`);
    expect(own).toMatchObject({status: 200, body: []});
  });
});
