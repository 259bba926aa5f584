import {startTestApp} from '../../support/app';
import type {TestApp} from '../../support/app';
import {aHospital} from '../../support/case-builders';
import {kindsOf} from '../../support/crawl';
import {STATIONS, Walker} from '../../support/walk';
import type {Station} from '../../support/walk';

let app: TestApp;
let walker: Walker;
let compared = 0;

beforeAll(async () => {
  app = await startTestApp();
  walker = new Walker(app, await aHospital(app));
});

afterAll(async () => {
  await app.close();
  process.stdout.write(`stations x people x kinds of content compared: ${compared}\n`);
});

type Sight = Readonly<Record<string, Station>>;

/** What the office, the chair and the members share, once a case has it. */
const entry = {referral: 'referred', patient: 'referred', document: 'referred'} as const;
const before = {
  protection: 'screening',
  screening: 'awaitingInput',
  riskReferral: 'screening',
  inputRequest: 'awaitingInput',
  requestedPatient: 'awaitingInput',
  input: 'readyToAssign',
} as const;
const panel = {
  meeting: 'panelDecision',
  attendance: 'feedback',
  improvementAction: 'feedback',
  improvementDone: 'closed',
  closing: 'closed',
  determination: 'feedback',
  letter: 'responseWindow',
  acknowledgement: 'actionsOpen',
  response: 'actionsOpen',
} as const;
const reviews = {review: 'reviewed', harmRating: 'reviewed'} as const;
/** Sees it, but not before the reviews are in. */
const onceReviewed = (sight: Sight): Sight =>
  Object.fromEntries(
    Object.entries(sight).map(([kind, from]) => [
      kind,
      STATIONS.indexOf(from) < STATIONS.indexOf('reviewed') ? 'reviewed' : from,
    ]),
  );
/** Judges care without the outcome, and sees the rest once the scores are locked; never who the patient is. */
const reviewing: Sight = {
  assignment: 'assigned',
  referral: 'inReview',
  document: 'reviewed',
  inputRequest: 'reviewed',
  input: 'reviewed',
  review: 'reviewed',
  harmRating: 'reviewed',
};

/** From which station on each person sees a kind of content; whoever is not named here sees no case at all. */
const sees: Readonly<
  Record<
    string,
    {readonly knowsFrom: Station; readonly kinds: Sight; readonly untilClosed?: readonly string[]}
  >
> = {
  staff: {knowsFrom: 'referred', kinds: {referral: 'referred'}},
  coordinator: {
    knowsFrom: 'referred',
    kinds: {...entry, ...before, ...panel, assignment: 'assigned', ...reviews},
  },
  chair: {knowsFrom: 'referred', kinds: {...entry, ...before, ...panel, ...reviews}},
  vicechair: {knowsFrom: 'referred', kinds: {...entry, ...before, ...panel, ...reviews}},
  member1: {
    knowsFrom: 'reviewed',
    kinds: onceReviewed({...entry, ...before, ...panel, ...reviews}),
  },
  compliance: {knowsFrom: 'referred', kinds: {protection: 'screening'}},
  physician: {
    knowsFrom: 'awaitingInput',
    kinds: {
      inputRequest: 'awaitingInput',
      requestedPatient: 'awaitingInput',
      input: 'readyToAssign',
      determination: 'responseWindow',
      letter: 'responseWindow',
      improvementAction: 'responseWindow',
      improvementDone: 'closed',
      acknowledgement: 'actionsOpen',
      response: 'actionsOpen',
    },
  },
  reviewer3: {
    knowsFrom: 'assigned',
    kinds: reviewing,
  },
  leader: {
    knowsFrom: 'screening',
    kinds: {immediateConcern: 'screening', improvementAction: 'feedback'},
    // Nothing is left to do then: what they did is the office's.
    untilClosed: ['improvementAction'],
  },
};
const NOBODY = ['admin', 'outsider', 'reviewer1', 'reviewer6', 'physician2'];

const reached = (station: Station, from: Station): boolean =>
  STATIONS.indexOf(station) >= STATIONS.indexOf(from);

describe('what each person sees of a case at each station', () => {
  it('is what the table says', async () => {
    const {id} = await walker.refer();
    await walker.attach('coordinator', id, 'A note of the ward.');
    for (const station of STATIONS) {
      await walker.stage(station, id);
      if (station === 'screening') {
        await walker.do('coordinator', id, 'flagImmediateConcern');
        await walker.do('coordinator', id, 'referToRisk');
      }
      for (const [key, {knowsFrom, kinds, untilClosed = []}] of Object.entries(sees)) {
        const {status, body} = await walker.look(key, id);
        const expected = Object.entries(kinds)
          .filter(
            ([kind, from]) => reached(station, from) && !(station === 'closed' && untilClosed.includes(kind)),
          )
          .map(([kind]) => kind)
          .sort();
        expect({station, key, kinds: status === 200 ? kindsOf(body) : status}).toEqual({
          station,
          key,
          kinds: reached(station, knowsFrom) ? expected : 404,
        });
        compared += Object.keys(kinds).length;
      }
      for (const key of NOBODY)
        expect({station, key, status: (await walker.look(key, id)).status}).toEqual({
          station,
          key,
          status: 404,
        });
    }
  });

  it('is one review and no other before all are locked, and all of them without names after', async () => {
    const id = await walker.walkTo('inReview');
    await walker.do('reviewer3', id, 'lockReview');
    const reviewsOf = async (key: string): Promise<unknown[]> =>
      (await walker.see(key, id)).content
        .filter(({kind}) => kind === 'review')
        .map(({by, own}) => ({by, own}));
    const own = {by: {id: walker.id('reviewer3'), name: 'Dr Priya Raman'}, own: true};
    expect(await reviewsOf('reviewer3')).toEqual([own]);
    expect(await reviewsOf('reviewer4')).toEqual([]);
    expect(await reviewsOf('chair')).toEqual([]);
    await walker.do('reviewer4', id, 'lockReview');
    // Harm is rated without having seen how others judged.
    expect(await reviewsOf('reviewer3')).toEqual([own]);
    for (const key of ['reviewer3', 'reviewer4']) await walker.do(key, id, 'rateHarm');
    const letter = {pseudonym: expect.stringMatching(/^Reviewer [AB]$/) as string};
    const seen = await reviewsOf('reviewer3');
    expect(seen).toHaveLength(2);
    expect(seen).toEqual(expect.arrayContaining([own, {by: letter, own: false}]));
    expect(await reviewsOf('member1')).toEqual([
      {by: letter, own: false},
      {by: letter, own: false},
    ]);
  });

  it('tells the number to office, committee and compliance alone', async () => {
    const id = await walker.walkTo('actionsOpen');
    for (const key of ['coordinator', 'chair', 'member1', 'compliance'])
      expect((await walker.see(key, id)).number).toMatch(/^PR-2026-\d{5}$/);
    for (const key of ['staff', 'physician', 'reviewer3', 'leader'])
      expect((await walker.see(key, id)).number).not.toMatch(/PR-/);
  });

  it('is nothing for a physician leader who was told of another case', async () => {
    const [told, other] = [await walker.walkTo('screening'), await walker.walkTo('screening')];
    await walker.do('coordinator', told, 'flagImmediateConcern');
    expect((await walker.look('leader', told)).status).toBe(200);
    expect((await walker.look('leader', other)).status).toBe(404);
  });
});

describe('who else may read one’s own words', () => {
  it('is told to whoever wrote them, from the workflow alone, and to nobody else', async () => {
    const id = await walker.walkTo('readyToAssign');
    const told = async (key: string) => {
      const {sharedWith, reviewed} = await walker.see(key, id);
      return {sharedWith, reviewed};
    };
    const physician = await told('physician');
    expect(physician.reviewed).toBe(true);
    const input = physician.sharedWith.find(({compartment}) => compartment === 'input')?.relations;
    expect(input).toEqual(expect.arrayContaining(['coordinator', 'chair', 'member', 'lockedReviewer']));
    for (const relation of ['referrer', 'subject', 'compliance', 'offeredReviewer'])
      expect(input).not.toContain(relation);
    const [referral, ...others] = (await told('staff')).sharedWith;
    expect([referral?.compartment, others]).toEqual(['referral', []]);
    expect(await told('coordinator')).toEqual({sharedWith: [], reviewed: false});
  });
});
