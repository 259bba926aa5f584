import {startTestApp} from '../../support/app';
import type {TestApp} from '../../support/app';
import {closeWhole} from '../../support/close-whole';
import {aHospital} from '../../support/case-builders';
import {REVIEWERS, Walker} from '../../support/walk';

const TIMES = process.env['COLLEGIUM_DRILL'] === 'full' ? 100 : 5;
jest.setTimeout(TIMES > 5 ? 1_200_000 : 120_000);

let app: TestApp;
let walker: Walker;

beforeAll(async () => {
  app = await startTestApp();
  walker = new Walker(app, await aHospital(app));
});

afterAll(async () => {
  await closeWhole(app);
});

const changes = async (caseId: string): Promise<number> => {
  const [row] = await app.database.asSuperuser<{count: number}>(
    'SELECT count(*)::int AS count FROM audit_event WHERE stream = $1',
    [`case/${caseId}`],
  );
  return row?.count ?? 0;
};

const REVIEW = {
  systemFactors: ['none'],
  overallCare: {rating: 'appropriate'},
  documentation: {rating: 'appropriate'},
  summary: 'Sound.',
};

describe('two people at once', () => {
  it('lock their reviews, and both succeed', async () => {
    for (let time = 0; time < TIMES; time += 1) {
      const id = await walker.walkTo('inReview');
      const versions = await Promise.all(REVIEWERS.map(async (key) => (await walker.see(key, id)).version));
      const answers = await Promise.all(
        REVIEWERS.map((key, index) =>
          walker.act(key, id, 'lockReview', {data: REVIEW, version: versions[index] ?? ''}),
        ),
      );
      expect(answers.map(({status}) => status)).toEqual([200, 200]);
      expect((await walker.see('coordinator', id)).state).toEqual({open: 'reviewed'});
    }
  });

  it('do what excludes one another: one succeeds, the other is told that it is stale, and nothing is half done', async () => {
    for (let time = 0; time < TIMES; time += 1) {
      const id = await walker.walkTo('screening');
      const {version} = await walker.see('coordinator', id);
      const others = await walker.see('coordinatingphysician', id);
      const before = await changes(id);
      const ask = {reasons: ['careQuestion'], question: 'What happened?'};
      const answers = await Promise.all([
        walker.act('coordinator', id, 'requestInput', {data: ask, version}),
        walker.act('coordinatingphysician', id, 'closeWithoutReview', {
          data: {reason: 'noCareQuestion'},
          version: others.version,
        }),
      ]);
      expect(answers.map(({status}) => status).sort()).toEqual([200, 409]);
      expect(answers.find(({status}) => status === 409)?.body.code).toBe('stale');
      expect(await changes(id)).toBe(before + 1);
      const asked = answers[0].status === 200;
      const {state, content} = await walker.see('coordinator', id);
      expect(state).toEqual(asked ? {open: 'awaitingInput'} : 'closed');
      expect(
        content
          .map(({kind}) => kind)
          .filter((kind) => /screen|inputRequest/.test(kind))
          .sort(),
      ).toEqual(asked ? ['inputRequest', 'screening'] : ['screenedOut']);
    }
  });
});

describe('an Idempotency-Key', () => {
  it('sent again gives the same event and changes nothing', async () => {
    const id = await walker.walkTo('screening');
    const act = {
      data: {reason: 'waiting'},
      version: (await walker.see('coordinator', id)).version,
      key: 'again',
    };
    const first = await walker.act('coordinator', id, 'hold', act);
    const before = await changes(id);
    app.clock.advance({minutes: 5});
    const second = await walker.act('coordinator', id, 'hold', act);
    expect(second.status).toBe(200);
    expect(second.body.event).toEqual(first.body.event);
    expect(second.body.case?.state).toBe('onHold');
    expect(await changes(id)).toBe(before);
  });

  it('sent many times at once is one event, answered alike to all', async () => {
    for (let time = 0; time < TIMES; time += 1) {
      const id = await walker.walkTo('screening');
      const before = await changes(id);
      const {version} = await walker.see('coordinator', id);
      const act = {data: {reason: 'waiting'}, version, key: `at-once-${time}`};
      const answers = await Promise.all(
        Array.from({length: 5}, () => walker.act('coordinator', id, 'hold', act)),
      );
      expect(answers.map(({status, body}) => ({status, event: body.event}))).toEqual(
        answers.map(() => ({status: 200, event: answers[0]?.body.event})),
      );
      expect(await changes(id)).toBe(before + 1);
    }
  });

  it('with another body, or for another case, is refused and changes nothing', async () => {
    const [id, other] = [await walker.walkTo('screening'), await walker.walkTo('screening')];
    await walker.act('coordinator', id, 'hold', {data: {reason: 'a'}, key: 'once'});
    const before = await changes(other);
    expect(await walker.act('coordinator', id, 'resume', {data: {reason: 'b'}, key: 'once'})).toMatchObject({
      status: 422,
      body: {code: 'key_reused'},
    });
    expect(await walker.act('coordinator', other, 'hold', {data: {reason: 'a'}, key: 'once'})).toMatchObject({
      status: 422,
      body: {code: 'key_reused'},
    });
    expect(await changes(other)).toBe(before);
  });

  it('is each person’s own', async () => {
    const [id, other] = [await walker.walkTo('screening'), await walker.walkTo('screening')];
    const act = {data: {reason: 'a'}, key: 'shared'};
    expect((await walker.act('coordinator', id, 'hold', act)).status).toBe(200);
    expect((await walker.act('coordinatingphysician', other, 'hold', act)).status).toBe(200);
  });
});

describe('the version that a viewer holds', () => {
  it('is not changed by what they cannot see', async () => {
    const id = await walker.walkTo('inReview');
    const held = async (keys: readonly string[]): Promise<string[]> =>
      Promise.all(keys.map(async (key) => (await walker.see(key, id)).version));
    const viewers = ['physician', 'staff', 'reviewer4', 'compliance'];
    const before = await held(viewers);
    await walker.do('coordinator', id, 'flagImmediateConcern');
    await walker.do('coordinator', id, 'referToRisk');
    await walker.do('reviewer3', id, 'lockReview');
    expect(await held(viewers)).toEqual(before);
    const distant = ['physician', 'staff'];
    const first = await held(distant);
    await walker.do('reviewer4', id, 'lockReview');
    await walker.stage('panelDecision', id);
    expect(await held(distant)).toEqual(first);
  });

  it('is the ETag, and old as soon as the viewer sees a change', async () => {
    const id = await walker.walkTo('referred');
    const {headers, body} = await walker.look('coordinator', id);
    expect(headers.get('etag')).toBe(`"${body.version}"`);
    await walker.do('coordinator', id, 'startScreening');
    expect(
      await walker.act('coordinator', id, 'hold', {data: {reason: 'x'}, version: body.version}),
    ).toMatchObject({
      status: 409,
      body: {code: 'stale'},
    });
  });
});
