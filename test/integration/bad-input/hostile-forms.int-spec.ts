import {startTestApp} from '../../support/app';
import type {TestApp} from '../../support/app';
import {aHospital} from '../../support/case-builders';
import {fillForm} from '../../support/fill-form';
import type {FormSchema} from '../../support/fill-form';
import {PANEL, REVIEWERS, STATIONS, Walker} from '../../support/walk';

const FULL = process.env['COLLEGIUM_DRILL'] === 'full';
jest.setTimeout(FULL ? 1_800_000 : 180_000);

let app: TestApp;
let walker: Walker;
const sent = {refused: 0, fields: 0, forms: 0, kept: 0};

beforeAll(async () => {
  app = await startTestApp();
  walker = new Walker(app, await aHospital(app));
});

afterAll(async () => {
  await app.close();
  process.stdout.write(`hostile data: ${JSON.stringify(sent)}\n`);
});

type Json = Readonly<Record<string, unknown>>;

interface Field {
  readonly path: readonly (string | number)[];
  readonly schema: FormSchema;
}

/** Every place of a form that takes a value, lists' items and nested fields included. */
function* fieldsOf(schema: FormSchema, path: readonly (string | number)[] = []): Generator<Field> {
  if (path.length > 0) yield {path, schema};
  for (const [name, child] of Object.entries(schema.properties ?? {}))
    yield* fieldsOf(child, [...path, name]);
  if (schema.items) yield* fieldsOf(schema.items, [...path, 0]);
}

/** The data with something else at one place. */
function put(data: unknown, [at, ...rest]: readonly (string | number)[], value: unknown): unknown {
  if (at === undefined) return value;
  if (typeof at === 'number') return [put(((data ?? []) as unknown[])[at], rest, value)];
  const before = (data ?? {}) as Json;
  return {...before, [at]: put(before[at], rest, value)};
}

/** What no field of this kind can take. */
function wrong({schema}: Field): unknown[] {
  const bad: unknown[] = [null, {}, {a: {}}, [[]], 3.5, -1, true];
  const list = schema.type === 'array';
  bad.push(list ? 'no list' : [], list ? Array.from({length: 60_000}, (_, index) => index) : ['x']);
  if (schema.const === true) bad.splice(bad.indexOf(true), 1);
  if (schema.oneOf || list) bad.push('<script>', "'; DROP TABLE person; --", 'constructor');
  if (schema.format === 'date')
    bad.push('0000-01-01', '2026-02-30', '2026-13-01', '10000-01-01', '2026-1-1', 'infinity', 'now');
  if (schema.maxLength !== undefined) bad.push('x'.repeat(schema.maxLength + 1), '');
  return bad.filter((value) => !(value === '' && !required(schema)));
}
const required = (schema: FormSchema & {minLength?: number}): boolean => (schema.minLength ?? 0) > 0;

const filled = (form: FormSchema): unknown =>
  fillForm(form, {
    text: () => 'word',
    prefer: [...REVIEWERS, ...PANEL].map((key) => walker.id(key)).concat(walker.hospital.medicine),
  });

async function refuseAll(key: string, id: string): Promise<void> {
  const {allowedActions, version} = await walker.see(key, id);
  for (const {type, form} of allowedActions) {
    if (!form) continue;
    sent.forms += 1;
    const data = filled(form);
    const tries: [string, unknown][] = [['/data/unheardOf', {...(data as Json), unheardOf: 1}]];
    for (const field of fieldsOf(form)) {
      sent.fields += 1;
      const pointer = `/data/${field.path.join('/')}`;
      for (const value of wrong(field)) tries.push([pointer, put(data, field.path, value)]);
    }
    // Every one of them in the drill; here every twentieth, beginning elsewhere each time.
    const some = tries.filter((_, index) => FULL || (index + sent.forms) % 20 === 0);
    for (const [pointer, bad] of some) {
      const {status, body} = await walker.act(key, id, type, {data: bad, version});
      const [named] = (body.faults ?? []).filter(
        (fault) => fault.pointer.startsWith(pointer) || pointer.startsWith(fault.pointer),
      );
      expect({type, pointer, status, code: body.code, named: named !== undefined}).toEqual({
        type,
        pointer,
        status: 422,
        code: 'invalid',
        named: true,
      });
      sent.refused += 1;
    }
  }
  expect((await walker.see(key, id)).version).toBe(version);
}

describe('whatever a form does not take', () => {
  it('is refused field by field at every station, and leaves the case as it was', async () => {
    const {id} = await walker.refer();
    for (const station of STATIONS) {
      await walker.stage(station, id);
      for (const key of ['coordinator', 'chair', 'physician', 'reviewer3', 'leader', 'member1']) {
        const {status} = await walker.look(key, id);
        if (status === 200) await refuseAll(key, id);
      }
      if (station === 'inReview') await refuseAll('reviewer4', id);
    }
    expect(sent.fields).toBeGreaterThan(100);
  });

  it('is refused in a referral', async () => {
    const client = await walker.as('staff');
    const [programme] = (await client.get<{id: string; form: FormSchema}[]>('/api/programmes')).body;
    if (!programme) throw new Error('no programme');
    const data = filled(programme.form);
    for (const [index, field] of [...fieldsOf(programme.form)].entries())
      for (const value of wrong(field).filter((_, turn) => FULL || (index + turn) % 4 === 0)) {
        const body = {programme: programme.id, data: put(data, field.path, value)};
        const answer = await client.post('/api/cases', body);
        expect({path: field.path, value, status: answer.status}).toMatchObject({status: 422});
        sent.refused += 1;
      }
    expect(await client.post('/api/cases', {programme: '__proto__', data})).toMatchObject({status: 422});
  });
});

describe('ids of something else', () => {
  it('are no choice: a person who may not review, another case’s action, an unknown owner', async () => {
    const [id, other] = [await walker.walkTo('readyToAssign'), await walker.walkTo('actionsOpen')];
    const assign = async (...keys: string[]): Promise<unknown> =>
      (
        await walker.act('coordinator', id, 'assignReviewers', {
          data: {reviewers: keys.map((key) => walker.id(key))},
        })
      ).body.faults;
    for (const key of ['physician', 'staff', 'admin', 'chair'])
      expect(await assign(key)).toEqual([
        {pointer: '/data/reviewers/0', detail: 'is not one of those who or which can be chosen'},
      ]);
    expect(await assign('reviewer3', 'reviewer3')).toHaveLength(1);
    const third = await walker.walkTo('actionsOpen');
    const form = (await walker.see('leader', third)).allowedActions.find(
      ({type}) => type === 'completeImprovementAction',
    )?.form;
    const foreign = form?.properties?.['action']?.oneOf?.[0]?.const;
    expect(foreign).toBeDefined();
    const act = {data: {action: foreign, outcome: 'done'}};
    expect(await walker.act('leader', other, 'completeImprovementAction', act)).toMatchObject({
      status: 422,
      body: {faults: [{pointer: '/data/action'}]},
    });
  });

  it('are refused before anybody is made a fourth reviewer', async () => {
    const id = await walker.walkTo('assigned');
    await walker.do('reviewer3', id, 'declineAssignment', {reason: 'workload'});
    const reviewers = ['reviewer2', 'reviewer5', 'reviewer6'].map((key) => walker.id(key));
    expect(await walker.act('coordinator', id, 'assignReviewers', {data: {reviewers}})).toMatchObject({
      status: 422,
      body: {faults: [{pointer: '/data/reviewers'}]},
    });
  });
});

const HOSTILE = [
  `'; DROP TABLE review_case; --`,
  `<script>alert(1)</script><img src=x onerror=alert(1)>`,
  '👩🏽‍⚕️ 🩺 𝕌nicode \u{1F1E6}\u{1F1F9}',
  '\u202Eשלום مرحبا\u202C',
  '%s %00 ${7*7} {{7*7}} $1 \\x00 \\u0000',
  '__proto__',
  'a\tb\r\nc\u0001\u007f\u2028\uFEFF',
];

describe('hostile text', () => {
  it.each(HOSTILE)('passes unharmed through a whole case: %j', async (text) => {
    const {id} = await walker.refer('staff', {narrative: text, department: text.slice(0, 100)});
    const entered = await walker.see('staff', id);
    expect(entered.content[0]?.data).toMatchObject({narrative: text, department: text.slice(0, 100)});
    await walker.do('coordinator', id, 'startScreening');
    await walker.do('coordinator', id, 'requestInput', {reasons: ['pattern'], question: text});
    await walker.do('physician', id, 'giveInput', {statement: text, systemFactors: text});
    await walker.do('coordinator', id, 'hold', {reason: text});
    const {content} = await walker.see('coordinator', id);
    const data = Object.fromEntries(content.map((item) => [item.kind, item.data]));
    expect(data).toMatchObject({
      referral: {narrative: text},
      inputRequest: {question: text},
      input: {statement: text, systemFactors: text},
      reason: {reason: text},
    });
    sent.kept += 1;
  });
});

describe('the ends of the calendar', () => {
  it.each(['0001-01-01', '9999-12-31'])('are dates: %s', async (date) => {
    const {id} = await walker.refer('staff', {eventDate: date});
    for (const station of STATIONS.slice(1, STATIONS.indexOf('reviewed') + 1))
      await walker.stage(station, id);
    await walker.do('coordinator', id, 'convenePanel', {meetingOn: date});
    const action = {title: 'something', owner: walker.id('leader'), due: date};
    expect((await walker.act('chair', id, 'addImprovementAction', {data: action})).status).toBe(200);
    const kept = (await walker.see('coordinator', id)).content.find(({kind}) => kind === 'improvementAction');
    expect(kept?.data).toMatchObject({due: date});
  });
});
