import {startTestApp} from '../../support/app';
import type {TestApp} from '../../support/app';
import {aHospital} from '../../support/case-builders';
import {fillForm} from '../../support/fill-form';
import {readPdf} from '../../support/pdf-text';
import {textOf} from '../../support/sweep/reply-text';
import type {Reply} from '../../support/sweep/reply-text';
import {recordedIn} from '../../support/recorded';
import {Walker} from '../../support/walk';
import {NEEDED, NEVER, chart, referral, statement} from './masked';

let app: TestApp;
let walker: Walker;
let organisation: string;
let committee: string;
let caseId: string;

/** What every text of the case says of those in it. */
const said = (): string =>
  'needed-lesson. Mrs. Ophelia Canaryfield, a 94-year-old of 12 Larkspur Lane, Tansybrook 02188, born 2 April 1931, MRN 7740129, ' +
  `was seen at ${organisation} by Dr Whitcombe and Dr Boateng on 2026-03-12; Dr Lewandowski read image 88812345. Call 617-555-0199. ` +
  'It was in the Tidewater Cardiac Pavilion, on WARD 7Q; the Riverside surgeons, the quality office and Larkhaven Physician ' +
  `Partners (LHPP) knew, and Surgery told the ${committee}. After surgery at the Old Quayside House the patient was well.`;

/** Parts of the house and of others, as the case, people's entries and the registry name them. */
const PARTS = 'Tidewater,WARD 7Q,Riverside,quality office,Larkhaven,LHPP,and Surgery,Quayside'.split(',');

async function knowParts(): Promise<void> {
  for (const [key, department] of [
    ['coordinator', 'Quality office'],
    ['reviewer4', 'Surgery'],
  ] as const)
    await app.database.asSuperuser('UPDATE person SET department = $2 WHERE id = $1', [
      walker.id(key),
      department,
    ]);
  const admin = await walker.as('admin');
  const employer = {kind: 'employer', value: 'Larkhaven Physician Partners', verified: false};
  await admin.post(`/api/registry/people/${walker.id('reviewer3')}/identities`, employer);
  for (const alias of ['LHPP', 'Old Quayside House']) {
    const body = {alias, standsFor: 'Larkhaven Physician Partners'};
    expect((await admin.send('PUT', '/api/registry/organisations/aliases', {body})).status).toBe(204);
  }
}

beforeAll(async () => {
  app = await startTestApp();
  walker = new Walker(app, await aHospital(app));
  const [row] = await app.database.asSuperuser<{name: string}>('SELECT name FROM organisation');
  organisation = row?.name ?? '';
  const [first] = await app.database.asSuperuser<{name: string}>(
    `SELECT name FROM committee WHERE programme = 'peer-review' ORDER BY name`,
  );
  committee = first?.name ?? '';
  await knowParts();
  caseId = await aSettledCase();
});

afterAll(() => app.close());

async function tell(key: string, id: string, type: string): Promise<void> {
  const {allowedActions} = await walker.see(key, id);
  const form = allowedActions.find((action) => action.type === type)?.form;
  if (!form) throw new Error(`${key} has no form for ${type}`);
  await walker.do(key, id, type, fillForm(form, {text: said, prefer: walker.preferences(type)}));
}

async function aSettledCase(): Promise<string> {
  const department = 'Tidewater Cardiac Pavilion, ward 7Q';
  const {id} = await walker.refer('staff', {
    ...referral,
    department,
    focusPhysician: walker.id('physician'),
  });
  await walker.attach('coordinator', id, chart, {name: 'Canaryfield_Ophelia_MRN7740129.json'});
  for (const stop of ['screening', 'awaitingInput'] as const) await walker.stage(stop, id);
  await walker.do('physician', id, 'giveInput', {statement});
  for (const stop of ['assigned', 'inReview'] as const) await walker.stage(stop, id);
  for (const key of ['reviewer3', 'reviewer4']) await tell(key, id, 'lockReview');
  for (const key of ['reviewer3', 'reviewer4']) await tell(key, id, 'rateHarm');
  await walker.stage('panelDecision', id);
  await walker.do('coordinator', id, 'recordAttendance');
  await tell('chair', id, 'addImprovementAction');
  await tell('chair', id, 'recordDetermination');
  await tell('chair', id, 'sendFeedback');
  for (const stop of ['actionsOpen', 'closed'] as const) await walker.stage(stop, id);
  return id;
}

async function copy(key: string, id: string, query = '?for=conference'): Promise<Reply> {
  const {cookieHeader: cookie} = await walker.as(key);
  const response = await fetch(`${app.baseUrl}/api/cases/${id}/deidentified.pdf${query}`, {
    headers: {cookie},
  });
  return {
    status: response.status,
    headers: [...response.headers],
    body: Buffer.from(await response.arrayBuffer()),
  };
}

describe('a de-identified copy of a case', () => {
  it.each([
    'coordinator',
    // Who decided, and wrote it themselves.
    'chair',
  ])(
    'holds the case and what was learned of it, and nothing that says who, where or when, for the %s',
    async (key) => {
      const file = await copy(key, caseId);
      expect(file.status).toBe(200);
      const pages = readPdf(file.body)
        .pages.map(({content, artifacts}) => `${artifacts} ${content}`)
        .join(' ');
      for (const one of [
        ...NEEDED.slice(0, 1),
        'latecanary-narrative',
        'needed-lesson',
        'Physician A',
        'Reviewer A',
        'day 0, 14:05',
        // A word that a part of the house is called by stays one.
        'After surgery at',
      ])
        expect([one, pages.includes(one)]).toEqual([one, true]);

      const people = await app.database.asSuperuser<{name: string}>(
        'SELECT display_name AS name FROM person',
      );
      const {number} = await walker.see('coordinator', caseId);
      const text = textOf(file);
      const never = [
        ...Object.values(NEVER).flat(),
        ...people.map(({name}) => name),
        organisation,
        number,
        caseId,
        ...PARTS,
        committee,
      ];
      expect(never.filter((one) => text.includes(one))).toEqual([]);
      expect(['88812345', 'latecanary-input'].filter((one) => text.includes(one))).toEqual([]);
      // No date of the case, of its review or of its meeting, however it is written.
      // The copy's own number is random, and may hold one by chance.
      const told = pages.replaceAll(/[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/g, '');
      expect(told.match(/\b(?:19|20)\d\d\b/g)).toBeNull();
    },
  );

  it('is on record with what it was made for, under a number that says nothing of the case', async () => {
    const pages = readPdf((await copy('chair', caseId, '?for=registry')).body).pages;
    const last = (await recordedIn(app, `case-access/${caseId}`)).at(-1);
    expect(last).toMatchObject({
      type: 'deidentifiedCopyExported',
      who: walker.id('chair'),
      on: caseId,
      details: {for: 'registry', number: expect.stringMatching(/^[\da-f-]{36}$/) as string},
    });
    const {number} = (last?.['details'] ?? {}) as {number?: string};
    expect(pages.every(({artifacts}) => artifacts.includes(number ?? '?'))).toBe(true);
  });

  it('is for those alone who know by their role whose case it is, and of a settled case', async () => {
    const may: string[] = [];
    const everybody = ['coordinator', 'chair', 'member1', 'reviewer3', 'physician', 'staff', 'leader'];
    for (const key of [...everybody, 'compliance', 'admin', 'outsider']) {
      const {status} = await copy(key, caseId);
      const seen = await walker.look(key, caseId);
      if (status === 200) may.push(key);
      else expect([key, status]).toEqual([key, 404]);
      const offered = (seen.body as {deidentifiable?: boolean}).deidentifiable ?? false;
      expect([key, offered]).toEqual([key, status === 200]);
    }
    expect(may).toEqual(['coordinator', 'chair', 'member1']);
    const open = await walker.walkTo('feedback');
    expect((await copy('coordinator', open)).status).toBe(404);
    expect((await recordedIn(app, `account/${walker.id('coordinator')}`)).at(-1)).toMatchObject({
      type: 'deidentifiedCopyRefused',
      outcome: '4',
      on: open,
    });
    expect((await copy('coordinator', caseId, '')).status).toBe(400);
    expect((await copy('coordinator', caseId, '?for=gossip')).status).toBe(400);
  });

  it('asks for a recent sign-in, as everything that is taken out, and tells no more of a case without one', async () => {
    const before = await recordedIn(app, `case-access/${caseId}`);
    await walker.as('coordinator');
    app.clock.advance({minutes: 15});
    for (const id of [caseId, '00000000-0000-4000-8000-000000000000']) {
      const {status, body} = await copy('coordinator', id);
      expect([status, JSON.parse(body.toString())]).toEqual([
        401,
        expect.objectContaining({code: 'reauthentication_required'}),
      ]);
    }
    expect(await recordedIn(app, `case-access/${caseId}`)).toEqual(before);
  });
});
