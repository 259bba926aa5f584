import {startTestApp} from '../../support/app';
import type {TestApp} from '../../support/app';
import {aHospital} from '../../support/case-builders';
import type {Answer} from '../../support/client';
import {until} from '../../support/until';
import {follow} from '../../support/routes';
import {Walker} from '../../support/walk';

let app: TestApp;
let walker: Walker;

beforeAll(async () => {
  app = await startTestApp();
  walker = new Walker(app, await aHospital(app));
});

afterAll(() => app.close());

interface Seen {
  readonly person: {readonly id: string; readonly name: string};
  readonly kind: string;
  readonly source: string;
  readonly grade: string;
  readonly state: string;
  readonly blocks: boolean;
  readonly evidence: string;
  readonly occasion: string | null;
  readonly declaredBy: {readonly id: string} | null;
  readonly decidedBy: {readonly id: string} | null;
  readonly secondedBy: {readonly id: string} | null;
  readonly proposal: {readonly decision: string} | null;
  readonly notes: readonly {readonly what: string; readonly text: string}[];
}

const at = (id: string): string => `/api/cases/${id}/conflicts`;
const list = async (key: string, id: string): Promise<Answer<readonly Seen[]>> =>
  (await walker.as(key)).get<readonly Seen[]>(at(id));
const of = async (id: string, key: string, by = 'coordinator'): Promise<Seen[]> =>
  (await list(by, id)).body.filter(({person}) => person.id === walker.id(key));
const place = (key: string, kind: string, source = 'detected') => ({personId: walker.id(key), kind, source});
const send = async (key: string, path: string, body: object): Promise<Answer<Record<string, unknown>>> =>
  (await walker.as(key)).post<Record<string, unknown>>(path, body);
const decide = (key: string, id: string, body: object) =>
  send(key, `${at(id)}/decisions`, {reason: 'looked into', ...body});
const second = (key: string, id: string, body: object) =>
  send(key, `${at(id)}/seconds`, {reason: 'agreed', agree: true, ...body});
const declare = (key: string, id: string, body: object) =>
  send(key, at(id), {occasion: 'opening', detail: 'They are my cousin.', ...body});
const clearance = async (key: string, id: string, about: string) =>
  (await walker.as(key)).get<{couldReview: boolean; relations: string[]; conflicts: Seen[]}>(
    `${at(id)}/people/${walker.id(about)}`,
  );
const choices = async (id: string): Promise<string> =>
  JSON.stringify(
    (await walker.see('coordinator', id)).allowedActions.find(({type}) => type === 'assignReviewers'),
  );

describe('what is known of conflicts', () => {
  it('is graded, with evidence, for the office and the chair', async () => {
    const id = await walker.walkTo('readyToAssign');
    const expected = [
      {kind: 'practiceGroup', grade: 'presumptive', state: 'detected', source: 'detected', blocks: false},
    ];
    expect(await of(id, 'reviewer1')).toMatchObject(expected);
    expect(await of(id, 'reviewer1', 'chair')).toMatchObject(expected);
    expect((await of(id, 'physician'))[0]).toMatchObject({kind: 'self', grade: 'absolute', blocks: true});
  });

  it('is nothing to anybody else, and nobody learns what is held against themselves', async () => {
    const id = await walker.walkTo('inReview');
    for (const key of ['physician', 'reviewer3']) expect((await list(key, id)).body).toEqual([]);
    for (const key of ['outsider', 'reviewer1', 'admin']) expect((await list(key, id)).status).toBe(404);
    expect((await list('compliance', id)).body).toEqual([]);
    const {id: own} = await walker.refer('staff', {focusPhysician: walker.id('chairmember')});
    await walker.do('coordinator', own, 'startScreening');
    await declare('coordinator', own, {personId: walker.id('chair'), kind: 'other'});
    expect(await of(own, 'chair')).not.toEqual([]);
    expect(await of(own, 'chair', 'chair')).toEqual([]);
  });

  it('answers whether somebody could review, with what is held against it, and to the office alone', async () => {
    const id = await walker.walkTo('readyToAssign');
    expect((await clearance('coordinator', id, 'reviewer5')).body).toMatchObject({couldReview: true});
    expect((await clearance('coordinator', id, 'physician')).body).toMatchObject({
      ...{couldReview: false, relations: ['subject']},
      conflicts: [{kind: 'self'}],
    });
    // Somebody without any role can be asked about.
    expect((await clearance('coordinator', id, 'physician3')).body).toMatchObject({couldReview: true});
    for (const key of ['physician', 'compliance', 'outsider'])
      expect((await clearance(key, id, 'reviewer5')).status).toBe(404);
    expect((await clearance('coordinator', id, 'coordinator')).status).toBe(404);
  });
});

describe('a declared conflict', () => {
  it('counts at once when it is one’s own, and keeps the reviewer out', async () => {
    const id = await walker.walkTo('inReview');
    const declared = await declare('reviewer3', id, {personId: walker.id('reviewer3'), kind: 'family'});
    expect(declared).toMatchObject({status: 201, body: {source: 'self', kind: 'family'}});
    expect((await walker.look('reviewer3', id)).body).toMatchObject({code: 'not_found'});
    expect(await of(id, 'reviewer3')).toMatchObject([
      {
        ...{kind: 'family', grade: 'absolute', state: 'confirmed', source: 'self', blocks: true},
        ...{occasion: 'opening', declaredBy: {id: walker.id('reviewer3')}},
        notes: [{what: 'declared', text: 'They are my cousin.'}],
      },
    ]);
  });

  it('of another is for the office to confirm, and its declarer sees no more than that', async () => {
    const id = await walker.walkTo('inReview');
    await declare('reviewer3', id, {personId: walker.id('reviewer5'), kind: 'financial'});
    expect((await list('reviewer3', id)).body).toMatchObject([{kind: 'financial', source: 'other'}]);
    expect(await of(id, 'reviewer5')).toMatchObject([{state: 'detected', blocks: false, source: 'other'}]);
    expect(
      (await decide('coordinator', id, {...place('reviewer5', 'financial', 'other'), decision: 'confirmed'}))
        .body,
    ).toEqual({waitsForSecond: false});
    expect((await clearance('coordinator', id, 'reviewer5')).body.couldReview).toBe(false);
  });

  it('at the assignment stays hidden from a chair who may not yet know who was asked', async () => {
    const id = await walker.walkTo('assigned');
    await walker.do('reviewer3', id, 'declineAssignment', {reason: 'conflict'});
    expect(await of(id, 'reviewer3')).toMatchObject([{occasion: 'assignment', source: 'self', blocks: true}]);
    expect(await of(id, 'reviewer3', 'chair')).toEqual([]);
    const {body} = await clearance('chair', id, 'reviewer3');
    expect(body).toMatchObject({couldReview: true, relations: [], conflicts: []});
    expect((await clearance('coordinator', id, 'reviewer3')).body).toMatchObject({couldReview: false});
  });

  it('by a reviewer names them to nobody who may not yet know who reviews', async () => {
    const id = await walker.walkTo('inReview');
    const own = {personId: walker.id('reviewer3'), kind: 'family'};
    const ofAnother = {personId: walker.id('member3'), kind: 'other'};
    for (const body of [ofAnother, own]) expect((await declare('reviewer3', id, body)).status).toBe(201);
    const told = async (key: string): Promise<string> =>
      JSON.stringify((await (await walker.as(key)).get(at(id))).body);
    expect(await told('coordinator')).toContain(walker.id('reviewer3'));
    expect(await told('chair')).not.toContain(walker.id('reviewer3'));
    expect(await of(id, 'member3', 'chair')).toMatchObject([{source: 'other', declaredBy: null}]);
    const known = {...place('reviewer3', 'family', 'self'), decision: 'confirmed'};
    expect((await decide('chair', id, known)).status).toBe(404);
  });

  it('is refused for nobody, and of being the reviewed physician', async () => {
    const id = await walker.walkTo('screening');
    const nobody = {personId: '00000000-0000-4000-8000-000000000000', kind: 'family'};
    expect((await declare('coordinator', id, nobody)).status).toBe(422);
    expect((await declare('coordinator', id, {personId: walker.id('chair'), kind: 'self'})).status).toBe(400);
  });
});

describe('a decision', () => {
  it('on a presumed conflict takes one person, and is remembered with its reason', async () => {
    const id = await walker.walkTo('readyToAssign');
    expect(await choices(id)).toMatch(/Haddad[^"]*please check/);
    await decide('coordinator', id, {...place('reviewer1', 'practiceGroup'), decision: 'dismissed'});
    expect(await choices(id)).toMatch(/Haddad/);
    expect(await choices(id)).not.toMatch(/Haddad[^"]*please check/);
    await decide('coordinator', id, {...place('reviewer1', 'practiceGroup'), decision: 'confirmed'});
    expect(await choices(id)).not.toMatch(/Haddad/);
    expect((await of(id, 'reviewer1'))[0]).toMatchObject({
      ...{state: 'confirmed', blocks: true, decidedBy: {id: walker.id('coordinator')}},
      notes: expect.arrayContaining([
        expect.objectContaining({what: 'confirmed', text: 'looked into'}),
      ]) as unknown,
    });
  });

  it('that frees somebody against a confirmed one takes a second, who is told and is neither proposer nor concerned', async () => {
    const id = await walker.walkTo('readyToAssign');
    const one = place('reviewer1', 'practiceGroup');
    await decide('coordinator', id, {...one, decision: 'confirmed'});
    expect((await decide('coordinator', id, {...one, decision: 'pinnedFree'})).body).toEqual({
      waitsForSecond: true,
    });
    expect((await of(id, 'reviewer1'))[0]).toMatchObject({blocks: true, proposal: {decision: 'pinnedFree'}});
    const {body: inbox} = await (await walker.as('chair')).get<{items: {kind: string}[]}>('/api/inbox');
    expect(inbox.items.map(({kind}) => kind)).toContain('conflictOverrideProposed');
    expect((await second('coordinator', id, one)).status).toBe(409);
    expect((await second('compliance', id, one)).status).toBe(404);
    expect((await second('chair', id, one)).status).toBe(204);
    expect((await of(id, 'reviewer1'))[0]).toMatchObject({
      ...{state: 'pinnedFree', blocks: false, proposal: null},
      secondedBy: {id: walker.id('chair')},
    });
    expect((await second('chair', id, one)).status).toBe(404);
    expect(await choices(id)).toMatch(/Haddad/);
  });

  it('that the second person declines changes nothing', async () => {
    const id = await walker.walkTo('readyToAssign');
    const one = place('reviewer1', 'practiceGroup');
    await decide('coordinator', id, {...one, decision: 'confirmed'});
    await decide('coordinator', id, {...one, decision: 'dismissed'});
    expect((await second('chair', id, {...one, agree: false})).status).toBe(204);
    expect((await of(id, 'reviewer1'))[0]).toMatchObject({state: 'confirmed', blocks: true, proposal: null});
  });

  it('lets an officer back in whom a conflict kept out, but not one who recused themselves', async () => {
    const id = await walker.walkTo('panelDecision');
    const declared = place('member1', 'other', 'other');
    await declare('coordinator', id, {personId: walker.id('member1'), kind: 'other'});
    await decide('coordinator', id, {...declared, decision: 'confirmed'});
    expect((await walker.see('member1', id)).content).toEqual([]);
    await decide('coordinator', id, {...declared, decision: 'dismissed'});
    expect((await walker.see('member1', id)).content).toEqual([]);
    await second('chair', id, declared);
    expect((await walker.see('member1', id)).content).not.toEqual([]);
    await walker.do('member2', id, 'recuse', {reason: 'a friend'});
    const recused = place('member2', 'other', 'self');
    expect(await of(id, 'member2')).toMatchObject([{occasion: 'voting', source: 'self'}]);
    await decide('coordinator', id, {...recused, decision: 'pinnedFree'});
    await second('chair', id, recused);
    expect((await walker.see('member2', id)).content).toEqual([]);
  });

  it('is nobody’s on what concerns themselves, and frees no physician to judge their own care', async () => {
    const id = await walker.walkTo('readyToAssign');
    const own = {...place('physician', 'self'), decision: 'pinnedFree'};
    expect((await decide('coordinator', id, own)).status).toBe(409);
    await declare('coordinator', id, {personId: walker.id('chair'), kind: 'other'});
    const chairs = {...place('chair', 'other', 'other'), decision: 'dismissed'};
    expect((await decide('chair', id, chairs)).status).toBe(409);
    // Whether or not anything is known of them.
    const none = place('chair', 'family', 'other');
    expect((await decide('chair', id, {...none, decision: 'dismissed'})).status).toBe(409);
    expect((await second('chair', id, none)).status).toBe(409);
    expect((await decide('physician', id, own)).status).toBe(404);
    expect(
      (await decide('coordinator', id, {...place('reviewer5', 'family'), decision: 'confirmed'})).status,
    ).toBe(404);
  });

  it('tells nobody whose case it is, or who reviewed the same physician, by whether there is one to decide on', async () => {
    const learning = await follow(walker, 'peer-learning', {to: 'triage'});
    for (const key of ['physician', 'reviewer6']) {
      const one = {...place(key, 'self'), decision: 'confirmed'};
      expect((await decide('chair', learning, one)).status).toBe(404);
    }
    await walker.walkTo('reviewed');
    const id = await walker.walkTo('inReview');
    const before = {...place('reviewer3', 'reviewedSubject'), decision: 'dismissed'};
    expect((await decide('chair', id, before)).status).toBe(404);
    expect((await decide('coordinator', id, before)).status).toBe(200);
  });

  it('is on record, and in the history of those alone who may know of conflicts', async () => {
    const id = await walker.walkTo('reviewed');
    await decide('coordinator', id, {...place('reviewer1', 'practiceGroup'), decision: 'confirmed'});
    const types = async (key: string): Promise<string[]> =>
      (
        await (await walker.as(key)).get<{items: {type: string}[]}>(`/api/cases/${id}/history`)
      ).body.items.map(({type}) => type);
    expect(await types('coordinator')).toContain('conflictDecided');
    expect(await types('chair')).toContain('conflictDecided');
    for (const key of ['member1', 'compliance']) expect(await types(key)).not.toContain('conflictDecided');
  });
});

describe('detection', () => {
  it('blocks whoever the chart names, by the number alone, and keeps them out of an offered review', async () => {
    const id = await walker.walkTo('assigned');
    const npi = await app.database.asSuperuser<{npi: string}>('SELECT npi FROM person WHERE id = $1', [
      walker.id('reviewer3'),
    ]);
    const practitioner = {
      resourceType: 'Practitioner',
      id: 'p',
      identifier: [{system: 'http://hl7.org/fhir/sid/us-npi', value: npi[0]?.npi}],
      name: [{text: 'Another Name'}],
    };
    const bundle = {
      resourceType: 'Bundle',
      type: 'collection',
      entry: [{resource: {resourceType: 'Patient', id: 'a'}}, {resource: practitioner}],
    };
    await walker.attach('coordinator', id, JSON.stringify(bundle), {name: 'chart.json'});
    const treated = (await of(id, 'reviewer3')).find(({kind}) => kind === 'treatedPatient');
    expect(treated).toMatchObject({blocks: true, grade: 'absolute'});
    expect((await walker.look('reviewer3', id)).status).toBe(404);
  });

  it('does not touch again what was pinned either way, though it is done anew and what it rested on is gone', async () => {
    const id = await walker.walkTo('readyToAssign');
    const [free, held] = [place('reviewer5', 'treatedPatient'), place('reviewer1', 'practiceGroup')];
    const named = async (name: string): Promise<void> => {
      const [row] = await app.database.asSuperuser<{npi: string}>('SELECT npi FROM person WHERE id = $1', [
        walker.id('reviewer5'),
      ]);
      const identifier = [{system: 'http://hl7.org/fhir/sid/us-npi', value: row?.npi}];
      const practitioner = {resourceType: 'Practitioner', id: 'p', identifier, name: [{text: name}]};
      const entry = [{resource: {resourceType: 'Patient', id: 'a'}}, {resource: practitioner}];
      const bundle = {resourceType: 'Bundle', type: 'collection', entry};
      await walker.attach('coordinator', id, JSON.stringify(bundle), {name: 'chart.json'});
    };
    const pins = async () =>
      [...(await of(id, 'reviewer5')), ...(await of(id, 'reviewer1'))]
        .filter(({kind}) => kind === free.kind || kind === held.kind)
        .map(({kind, state, blocks}) => [kind, state, blocks]);
    await named('Another Name');
    await decide('coordinator', id, {...free, decision: 'pinnedFree'});
    await second('chair', id, free);
    await decide('coordinator', id, {...held, decision: 'pinnedConflict'});
    const pinned = [
      ['treatedPatient', 'pinnedFree', false],
      ['practiceGroup', 'pinnedConflict', true],
    ];
    expect(await pins()).toEqual(pinned);
    const [group] = await app.database.asSuperuser<{id: string | null}>(
      'SELECT practice_group_id AS id FROM person WHERE id = $1',
      [walker.id('reviewer1')],
    );
    await app.database.asSuperuser('UPDATE person SET practice_group_id = NULL WHERE id = $1', [
      walker.id('reviewer1'),
    ]);
    await named('Yet Another Name');
    expect(await pins()).toEqual(pinned);
    expect(await choices(id)).toContain(walker.id('reviewer5'));
    expect(await choices(id)).not.toContain(walker.id('reviewer1'));
    // Nor is it found anew when it comes back.
    await app.database.asSuperuser('UPDATE person SET practice_group_id = $2 WHERE id = $1', [
      walker.id('reviewer1'),
      group?.id,
    ]);
    await named('Nobody Else');
    expect(await pins()).toEqual(pinned);
  });

  it('row 23: is done again at each use: no offer is taken, and nothing locked, decided or sent, against what came later', async () => {
    const id = await walker.walkTo('assigned');
    const [reviewing, deciding] = [await walker.walkTo('inReview'), await walker.walkTo('feedback')];
    await app.database.asSuperuser(
      `INSERT INTO person_tie (organisation_id, id, kind, person_id, other_id, verified, added_at)
       VALUES ($1, gen_random_uuid(), 'family', $2, $3, true, now())`,
      [walker.hospital.organisationId, walker.id('reviewer4'), walker.id('physician')],
    );
    const {status, body} = await walker.act('reviewer4', id, 'acceptAssignment');
    expect(status).toBe(422);
    expect(JSON.stringify(body)).toContain('decline');
    expect((await walker.act('reviewer4', reviewing, 'lockReview')).status).toBe(422);
    await app.database.asSuperuser('UPDATE person_tie SET person_id = $1 WHERE ended_at IS NULL', [
      walker.id('chair'),
    ]);
    expect((await walker.act('chair', deciding, 'sendFeedback')).status).toBe(422);
    await app.database.asSuperuser('UPDATE person_tie SET ended_at = now()');
  });
});

describe('the registry', () => {
  const admin = async (method: 'POST' | 'PUT', path: string, body: object) =>
    (await walker.as('admin')).send<{id: string}>(method, `/api/registry/${path}`, {body});
  const settled = async (): Promise<void> => {
    await until('open cases to be looked at again', async () => {
      const [row] = await app.database.asSuperuser<{waiting: number}>(
        `SELECT count(*)::int AS waiting FROM outbox WHERE kind = 'conflicts' AND done_at IS NULL`,
      );
      return row?.waiting === 0;
    });
  };

  it('row 23: keeps out of open cases whoever a change of it puts into conflict', async () => {
    const id = await walker.walkTo('inReview');
    expect((await walker.see('reviewer4', id)).content).not.toEqual([]);
    const tie = {
      kind: 'family',
      personId: walker.id('reviewer4'),
      otherId: walker.id('physician'),
      verified: true,
    };
    const {status, body} = await admin('POST', 'ties', tie);
    expect(status).toBe(201);
    await settled();
    expect((await walker.look('reviewer4', id)).status).toBe(404);
    expect(await of(id, 'reviewer4')).toMatchObject([{kind: 'family', blocks: true}, {}]);
    expect((await admin('POST', 'ties', tie)).status).toBe(422);
    expect((await admin('POST', `ties/${body.id}/end`, {})).status).toBe(204);
    expect((await admin('POST', `ties/${body.id}/end`, {})).status).toBe(404);
  });

  it('rows 21 and 22: is asked for every identity, under each name of an organisation, but for placeholders', async () => {
    const id = await walker.walkTo('readyToAssign');
    const employed = (key: string, value: string) =>
      admin('POST', `people/${walker.id(key)}/identities`, {kind: 'employer', value, verified: false});
    const employers = async (): Promise<unknown[]> =>
      (await of(id, 'reviewer6')).filter(({kind}) => kind === 'employer');
    await employed('physician', 'Riverside Clinic');
    await employed('reviewer6', 'riverside.org');
    await employed('physician', 'Self-employed');
    await employed('reviewer6', 'self employed');
    expect(await employers()).toEqual([]);
    const alias = {alias: 'riverside.org', standsFor: 'The Riverside Clinic, LLC'};
    expect((await admin('PUT', 'organisations/aliases', alias)).status).toBe(204);
    expect(await employers()).toMatchObject([{grade: 'advisory', verified: false, blocks: false}]);
    const stop = {value: 'riverside clinic', listed: true};
    expect((await admin('PUT', 'organisations/placeholders', stop)).status).toBe(204);
    expect(
      (await admin('PUT', 'organisations/placeholders', {value: 'riverside.org', listed: true})).status,
    ).toBe(204);
    expect(await employers()).toEqual([]);
    const {body} = await (await walker.as('admin')).get('/api/registry/organisations');
    expect(body).toMatchObject({aliases: [{standsFor: 'riverside clinic'}], placeholders: [{}, {}]});
  });

  it('is kept by administrators alone', async () => {
    for (const key of ['coordinator', 'chair', 'compliance', 'staff'])
      expect((await (await walker.as(key)).get('/api/registry/organisations')).status).toBe(404);
  });
});
