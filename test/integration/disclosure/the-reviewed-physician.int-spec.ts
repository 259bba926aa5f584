import {startTestApp} from '../../support/app';
import type {TestApp} from '../../support/app';
import {aHospital} from '../../support/case-builders';
import {crawl, found} from '../../support/crawl';
import {REVIEWERS, STATIONS, Walker} from '../../support/walk';

let app: TestApp;
let walker: Walker;
let replies = 0;

beforeAll(async () => {
  app = await startTestApp();
  walker = new Walker(app, await aHospital(app));
});

afterAll(async () => {
  process.stdout.write(`replies scanned: ${replies}, canaries: ${walker.entered.size}\n`);
  await app.close();
});

const read = async (key: string, caseId: string): Promise<{places: string[]; text: string}> => {
  const crawled = await crawl(walker, key, caseId);
  replies += crawled.replies;
  return {places: found(walker, crawled), text: crawled.text};
};

/** Places of what the physician wrote, and of the question put to them with the patient's reference. */
const ASKED = ['referral/patientReference', 'requestInput/question'];
const WROTE = ['giveInput/statement', 'giveInput/systemFactors'];
const RELEASED = [
  'addImprovementAction/title',
  'recordDetermination/learning/0/text',
  'recordDetermination/rationale',
  'sendFeedback/letter',
];

const reviewerNames = ['Priya Raman', 'Jonas Lindqvist'];

describe('the reviewed physician', () => {
  it('reads nothing but the request for input before the feedback, and never who reviewed', async () => {
    const {id} = await walker.refer();
    for (const station of STATIONS) {
      await walker.stage(station, id);
      const {places, text} = await read('physician', id);
      const at = STATIONS.indexOf(station);
      const expected = [
        ...(at >= STATIONS.indexOf('awaitingInput') ? ASKED : []),
        ...(at >= STATIONS.indexOf('readyToAssign') ? WROTE : []),
        ...(at >= STATIONS.indexOf('responseWindow') ? RELEASED : []),
        ...(at >= STATIONS.indexOf('actionsOpen') ? ['respondToFeedback/response'] : []),
        ...(station === 'closed' ? ['completeImprovementAction/outcome'] : []),
      ].sort();
      expect({station, places}).toEqual({station, places: expected});
      for (const secret of [...REVIEWERS.map((key) => walker.id(key)), ...reviewerNames])
        expect({station, secret, told: text.includes(secret)}).toEqual({station, secret, told: false});
    }
  });

  it.each(['panelDecision'] as const)(
    'reads nothing more while the case is on hold, withdrawn or handed off from %s',
    async (station) => {
      for (const exit of ['hold', 'withdraw', 'handOff']) {
        const id = await walker.walkTo(station);
        await walker.do('coordinator', id, exit);
        const {places} = await read('physician', id);
        expect([...ASKED, ...WROTE]).toEqual(expect.arrayContaining(places));
      }
    },
  );

  it('sees the same when they coordinate, chair or refer as well', async () => {
    const subject = walker.id('coordinatingphysician');
    const {id} = await walker.refer('staff', {focusPhysician: subject});
    expect((await walker.look('coordinatingphysician', id)).status).toBe(404);
    await walker.do('coordinator', id, 'startScreening');
    await walker.do('coordinator', id, 'requestInput');
    const seen = await walker.see('coordinatingphysician', id);
    expect(seen.content.map(({kind}) => kind).sort()).toEqual(['inputRequest', 'requestedPatient']);
    expect(seen.allowedActions.map(({type}) => type)).toEqual(['attachToInput', 'giveInput']);
    expect(seen.state).toBe('underWay');
    expect(seen).not.toHaveProperty('referrer');
    expect(seen).not.toHaveProperty('linked');
    expect(seen.number).not.toMatch(/^PR-/);
    const client = await walker.as('coordinatingphysician');
    const list = await client.get<{items: {id: string; state: unknown}[]}>(
      '/api/cases?state=open.awaitingInput',
    );
    expect(list.body.items.map((item) => item.id)).not.toContain(id);
  });

  it('never learns that their case is linked to another one', async () => {
    const {id} = await walker.refer('staff', {furtherPhysicians: [walker.id('physician3')]});
    const client = await walker.as('coordinator');
    const {body} = await client.get<{linked: {id: string}[]}>(`/api/cases/${id}`);
    const [other] = body.linked;
    expect(body.linked).toHaveLength(1);
    for (const caseId of [id, other?.id ?? '']) {
      await walker.do('coordinator', caseId, 'startScreening');
      await walker.do('coordinator', caseId, 'requestInput');
    }
    const [mine, theirs] = [await read('physician', id), await read('physician3', other?.id ?? '')];
    expect(mine.text).not.toContain(other?.id);
    expect(mine.text).not.toContain(walker.id('physician3'));
    expect(theirs.text).not.toContain(id);
    expect(mine.text).not.toContain('linked');
  });

  it('is hidden in the linked cases too from whoever sees nothing of theirs', async () => {
    const {id} = await walker.refer('staff', {
      furtherPhysicians: [walker.id('physician3'), walker.id('coordinatingphysician')],
    });
    const {linked = []} = await walker.see('coordinator', id);
    expect(linked).toHaveLength(2);
    // Whoever is reviewed for the same event is in conflict with every case of it at once, whatever their duty.
    for (const one of [id, ...linked.map((other) => other.id)])
      expect((await walker.look('coordinatingphysician', one)).status).toBe(404);
    await walker.walkTo('panelDecision', id);
    expect((await walker.see('member1', id)).linked).toEqual([]);
    const {text} = await read('member1', id);
    for (const {id: other} of linked) {
      const {number} = await walker.see('coordinator', other);
      expect([other, number].filter((told) => text.includes(told))).toEqual([]);
    }
  });

  it('reads own referral of themselves and nothing else before they are asked', async () => {
    const {id} = await walker.refer('physician');
    await walker.do('coordinator', id, 'startScreening');
    const {places} = await read('physician', id);
    expect(places).toEqual(['referral/department', 'referral/narrative']);
  });
});

describe('a letter to the physician', () => {
  // Leak 8: a template filled with review text carried the reviewer's name.
  it('begins with what the physician sees of the case, and with nothing else that its writer knows', async () => {
    const before = new Set(walker.entered.keys());
    const id = await walker.walkTo('feedback');
    const own = await walker.see('physician', id);
    const seen = await walker.see('chair', id);
    const form = seen.allowedActions.find(({type}) => type === 'sendFeedback')?.form;
    expect(JSON.stringify(form)).not.toContain('x-letter');
    const text = String((form?.properties?.['letter'] as {default?: unknown} | undefined)?.default);
    const request = own.content.find(({kind}) => kind === 'inputRequest')?.data;
    expect(text).toContain('Dear Dr Daniel Whitcombe,');
    expect(text).toContain(`Your case of ${String(request?.['eventDate'])} (your reference: ${own.number})`);
    expect(text).not.toContain(seen.number);
    expect(text).not.toMatch(/[{}]/);
    const entered = [...walker.entered.keys()].filter((word) => !before.has(word));
    for (const secret of [...entered, ...REVIEWERS.map((key) => walker.id(key)), ...reviewerNames])
      expect({secret, told: text.includes(secret)}).toEqual({secret, told: false});

    await walker.do('chair', id, 'sendFeedback', {letter: text});
    const {content} = await walker.see('physician', id);
    expect(content.find(({kind}) => kind === 'letter')?.data).toEqual({letter: text});
  });
});

describe('the administrator', () => {
  it('finds no case anywhere, whatever its state', async () => {
    for (const station of ['screening', 'inReview', 'closed'] as const) {
      const id = await walker.walkTo(station);
      const {text, places} = await read('admin', id);
      expect(places).toEqual([]);
      expect(text).not.toContain('PR-2026');
      expect(text).toContain('{"items":[],"next":null}');
    }
  });
});

describe('the referrer', () => {
  it('reads nothing but what they wrote, and whether it is received, under way or closed', async () => {
    const {id} = await walker.refer();
    const told: unknown[] = [];
    for (const station of STATIONS) {
      await walker.stage(station, id);
      const {places} = await read('staff', id);
      expect({station, places}).toEqual({station, places: ['referral/department', 'referral/narrative']});
      told.push((await walker.see('staff', id)).state);
    }
    expect(told).toEqual(['received', ...STATIONS.slice(1, -1).map(() => 'underWay'), 'closed']);
  });
});
