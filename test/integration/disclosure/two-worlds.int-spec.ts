import {CreatePerson, SetPassword} from '../../../src/identity';
import {PASSWORD} from '../../../src/seed/demonstration-people';
import {startTestApp} from '../../support/app';
import {aHospital} from '../../support/case-builders';
import {compareWorlds} from '../../support/two-worlds';
import type {HiddenFact, Origin} from '../../support/two-worlds';
import {Walker} from '../../support/walk';
import {aBundle} from '../charts/files';

const FULL = process.env['COLLEGIUM_DRILL'] === 'full';
jest.setTimeout(FULL ? 900_000 : 240_000);

/** In a sample: facts that are compared, each by its first two viewers. */
const SAMPLE = new Set(['a second review', 'who the patient is, while masked']);

const OUTSIDE = ['outsider', 'admin'];
const nothing = (): Promise<void> => Promise.resolve();
const [REVIEWED, READY, OWN] = [0, 1, 2];
let origin: Origin;
const told = {pairs: 0, answers: 0};

const caseOf = (index: number): string => origin.cases[index] ?? '';
const post =
  (key: string, path: string, body: () => unknown) =>
  async (walker: Walker): Promise<void> => {
    const {status, body: answer} = await (await walker.as(key)).post(path, body());
    if (status >= 300) throw new Error(`${path} was refused: ${JSON.stringify(answer)}`);
  };
const chart = (family: string, after: string): string =>
  aBundle(
    [{resourceType: 'Condition', id: 'late', code: {text: after}, onsetDateTime: '2026-03-28T10:00:00Z'}],
    [{resourceType: 'Patient', id: 'p', name: [{family}], birthDate: '1950-01-01'}],
  );
const attach = (content: string) => (walker: Walker) =>
  walker.attach('coordinator', caseOf(REVIEWED), content, {name: 'chart.json'});
const referral = (by: string) => (walker: Walker) =>
  walker.refer(by, {
    ...{narrative: 'A fall.', department: 'Ward', patientReference: 'R1', eventDate: '2026-03-01'},
  });

const facts: readonly HiddenFact[] = [
  {
    name: 'that there is a case',
    told: 'coordinator',
    viewers: ['physician', 'reviewer3', 'member1', 'leader', ...OUTSIDE],
    worlds: [referral('staff'), nothing],
  },
  {
    name: 'a second review',
    told: 'coordinator',
    viewers: ['reviewer3', 'physician', 'staff', 'member1', ...OUTSIDE],
    worlds: [(walker) => walker.do('reviewer4', caseOf(REVIEWED), 'lockReview'), nothing],
  },
  {
    name: 'who reviews',
    told: 'coordinator',
    viewers: ['physician', 'reviewer3', 'staff', 'member1', ...OUTSIDE],
    worlds: ['reviewer4', 'reviewer6'].map(
      (other) => (walker: Walker) =>
        walker.do('coordinator', caseOf(READY), 'assignReviewers', {
          reviewers: [walker.id('reviewer3'), walker.id(other)],
        }),
    ) as unknown as HiddenFact['worlds'],
  },
  {
    name: 'who reviews the care of somebody who may choose reviewers of other cases',
    told: 'coordinator',
    viewers: ['coordinatingphysician'],
    worlds: [(walker) => walker.do('coordinator', caseOf(OWN), 'assignReviewers'), nothing],
  },
  {
    name: 'who referred',
    told: 'coordinator',
    viewers: ['chair', 'physician', 'member1', ...OUTSIDE],
    worlds: [referral('staff'), referral('leader')],
  },
  {
    name: 'a conflict of interest',
    told: 'coordinator',
    viewers: ['physician', 'reviewer3', 'staff', 'member1', ...OUTSIDE],
    worlds: [
      (walker) =>
        post('coordinator', `/api/cases/${caseOf(REVIEWED)}/conflicts/decisions`, () => ({
          ...{personId: walker.id('member4'), kind: 'practiceGroup', source: 'detected'},
          ...{decision: 'confirmed', reason: 'They share the rounds.'},
        }))(walker),
      nothing,
    ],
  },
  {
    name: 'what was deliberated',
    told: 'coordinator',
    viewers: ['physician', 'reviewer3', 'staff', 'member1', ...OUTSIDE],
    worlds: ['One reason.', 'Quite another one, and longer.'].map(
      (reason) => (walker: Walker) => walker.do('coordinator', caseOf(READY), 'hold', {reason}),
    ) as unknown as HiddenFact['worlds'],
  },
  {
    name: 'how it ended, while masked',
    told: 'coordinator',
    viewers: ['reviewer3', 'physician', 'staff', 'member1', ...OUTSIDE],
    worlds: [attach(chart('Zqfield', 'Death')), attach(chart('Zqfield', 'Full recovery'))],
  },
  {
    name: 'who the patient is, while masked',
    told: 'coordinator',
    viewers: ['reviewer3', 'physician', 'staff', 'member1', ...OUTSIDE],
    worlds: [attach(chart('Zqfield', 'Death')), attach(chart('Zqforest-Winterbottom', 'Death'))],
  },
  {
    name: 'that somebody has an account',
    told: 'admin',
    viewers: ['outsider', 'staff'],
    worlds: [
      async ({app: {app}, hospital: {organisationId}}) => {
        const entry = {displayName: 'Zoe Zeta', npi: null, practiceGroupId: null, physician: false};
        const personId = await app
          .get(CreatePerson)
          .run(organisationId, {...entry, email: 'zoe@demo.test'}, 'system');
        await app.get(SetPassword).run({organisationId, personId, password: PASSWORD}, 'system');
      },
      nothing,
    ],
    also: async ({app}) => {
      const said: unknown[] = [];
      const asked: [string, object][] = [
        ['/api/session', {email: 'zoe@demo.test', password: 'not the right password'}],
        ['/api/account/recovery', {email: 'zoe@demo.test'}],
      ];
      for (const [path, body] of asked) {
        const answer = await app.client().post(path, body);
        said.push([answer.status, [...answer.headers].filter(([name]) => name !== 'date'), answer.body]);
      }
      return JSON.stringify(said);
    },
  },
  {
    name: 'that a case is held',
    told: 'compliance',
    viewers: ['physician', 'reviewer3', 'staff', 'chair', 'coordinator', ...OUTSIDE],
    worlds: [
      post('compliance', '/api/retention/holds', () => ({
        ...{scope: 'case', subject: caseOf(REVIEWED), reason: 'A letter of counsel.'},
      })),
      nothing,
    ],
  },
  {
    name: 'a finding of unusual access',
    told: 'compliance',
    viewers: ['physician', 'reviewer3', 'staff', 'chair', 'coordinator', ...OUTSIDE],
    worlds: [
      post('compliance', '/api/audit/findings/search', () => ({
        ...{from: '2026-02-20T00:00:00Z', to: '2026-03-10T00:00:00Z'},
      })),
      nothing,
    ],
  },
];

/** A case of somebody who coordinates as well, ready for its reviewers. */
async function ownCase(walker: Walker): Promise<string> {
  const reviewed = 'coordinatingphysician';
  const {id} = await walker.refer('staff', {focusPhysician: walker.id(reviewed)});
  await walker.do('coordinator', id, 'startScreening');
  await walker.do('coordinator', id, 'requestInput');
  await walker.do(reviewed, id, 'giveInput');
  return id;
}

beforeAll(async () => {
  const app = await startTestApp();
  const walker = new Walker(app, await aHospital(app));
  const cases: string[] = [];
  origin = {walker, cases};
  cases.push(await walker.walkTo('inReview'), await walker.walkTo('readyToAssign'), await ownCase(walker));
  for (const key of new Set(facts.flatMap(({viewers}) => viewers))) await walker.as(key);
  for (const key of ['compliance', 'reviewer4', 'leader', 'coordinator', 'admin']) await walker.as(key);
  await app.stop();
});

afterAll(async () => {
  await origin.walker.app.close();
  process.stdout.write(
    `two worlds: facts ${facts.length}, pairs of worlds ${told.pairs}, answers compared ${told.answers}\n`,
  );
});

describe('two worlds that differ in one hidden fact answer alike, byte for byte, but to whoever is told it,', () => {
  it.each(facts.filter(({name}) => FULL || SAMPLE.has(name)))('about $name', async (fact) => {
    const viewers = FULL ? fact.viewers : fact.viewers.slice(0, 2);
    const {pairs, answers, differences, noticed} = await compareWorlds(origin, {...fact, viewers});
    told.pairs += pairs;
    told.answers += answers;
    expect(differences).toEqual([]);
    expect(noticed).toBe(true);
  });
});
