import {createHash} from 'node:crypto';
import {startTestApp} from '../../support/app';
import type {TestApp} from '../../support/app';
import {aHospital} from '../../support/case-builders';
import {Walker} from '../../support/walk';
import {aJpeg, aPng} from '../charts/files';
import {LATER, NEEDED, NEVER, chart, referral} from './masked';
import {aMaskedCase, heldIn, pageOf, readOf} from './masked-case';
import type {Page} from './masked-case';

let app: TestApp;
let walker: Walker;
let replies = 0;
const never = Object.values(NEVER).flat();

beforeAll(async () => {
  app = await startTestApp();
  walker = new Walker(app, await aHospital(app));
});

afterAll(async () => {
  await app.close();
  process.stdout.write(`masked for judgement: canaries ${never.length + LATER.length}, replies ${replies}\n`);
});

const page = (key: string, id: string): Promise<Page> => pageOf(walker, key, id);

/** Everything that this person gets to read of a case, its files included. */
async function said(key: string, id: string): Promise<string> {
  const {text, replies: read} = await readOf(walker, key, id);
  replies += read;
  return text;
}

const aCase = (): Promise<string> => aMaskedCase(walker);

describe('a reviewer', () => {
  let id: string;
  beforeAll(async () => {
    id = await aCase();
    await walker.do('coordinator', id, 'assignReviewers', {
      reviewers: ['reviewer3', 'reviewer4'].map((key) => walker.id(key)),
      note: 'Please look at how Ophelia Canaryfield (MRN 7740129) was handed over by Dr Boateng.',
    });
  });

  it('who is asked is told nothing of whose care it is or how it ended', async () => {
    expect(heldIn(await said('reviewer3', id), [...never, ...LATER])).toEqual([]);
    const seen = await walker.see('reviewer3', id);
    expect(seen.focusPhysician).toEqual({pseudonym: 'Physician A'});
    expect(seen.content.map(({kind, data}) => [kind, data['note']])).toEqual([
      ['assignment', 'Please look at how [patient] ([number]) was handed over by [colleague].'],
    ]);
  });

  it('who judges care sees the course up to the index point, and nobody in it', async () => {
    const reply = await walker.do('reviewer3', id, 'acceptAssignment');
    const text = `${await said('reviewer3', id)}${JSON.stringify(reply)}`;
    expect(heldIn(text, [...never, ...LATER])).toEqual([]);
    expect(heldIn(text, NEEDED)).toEqual([...NEEDED]);
    const {entries, documents, maskedPatient, patients, counts, pseudonyms} = await page('reviewer3', id);
    expect(entries.map(({at, title}) => [at, title])).toEqual([
      ['day 0, 09:00', 'Hospital admission'],
      ['day 0, 14:05', 'earlycanary-lactate'],
      ['day 0, 15:00', 'Ward note on [patient]'],
    ]);
    expect(entries[0]?.performers).toEqual([
      'Nurse A',
      'Physician A',
      expect.stringMatching(/^Physician [BC]$/),
    ]);
    expect(documents.map(({name}) => name)).toEqual(['chart.json']);
    expect({maskedPatient, patients, counts, pseudonyms}).toEqual({
      maskedPatient: {age: '90 or older', gender: 'female'},
      patients: undefined,
      counts: {},
      pseudonyms: undefined,
    });
    const told = (await walker.see('reviewer3', id)).content.find(({kind}) => kind === 'referral');
    expect(told?.data).toEqual({class: 'case', eventDate: 'day 0', department: 'Medicine ([colleague])'});
  });

  it('who locked their scores of care is shown the outcome, still of nobody, and rates harm without the others', async () => {
    await walker.do('reviewer4', id, 'acceptAssignment');
    await walker.do('reviewer4', id, 'lockReview');
    await walker.do('reviewer3', id, 'lockReview', undefined);
    const text = await said('reviewer3', id);
    expect(heldIn(text, never)).toEqual([]);
    expect(heldIn(text, LATER)).toEqual([...LATER]);
    const seen = await walker.see('reviewer3', id);
    expect(seen.content.filter(({kind}) => kind === 'review')).toHaveLength(1);
    expect(seen.allowedActions.find(({primary}) => primary)?.type).toBe('rateHarm');
    expect(seen.waitingFor.map(({role}) => role)).toEqual(['reviewer']);
    expect(seen.content.find(({kind}) => kind === 'input')?.by).toEqual({pseudonym: 'Physician A'});
    await walker.do('reviewer3', id, 'rateHarm');
    const after = await walker.see('reviewer3', id);
    expect(
      after.content
        .map(({kind}) => kind)
        .filter((kind) => /review|harm/.test(kind))
        .sort(),
    ).toEqual(['harmRating', 'review', 'review']);
    expect(heldIn(await said('reviewer3', id), never)).toEqual([]);
  });

  it('finds no guess confirmed: what they wrote themselves stays as it was', async () => {
    const {id: other} = await walker.refer('staff', {...referral, focusPhysician: walker.id('physician')});
    for (const stop of ['screening', 'awaitingInput', 'readyToAssign', 'assigned', 'inReview'] as const)
      await walker.stage(stop, other);
    const form = (await walker.see('reviewer3', other)).allowedActions.find(
      ({type}) => type === 'lockReview',
    );
    expect(Object.keys(form?.form?.properties ?? {})).not.toContain('harm');
    await walker.do('reviewer3', other, 'lockReview');
    const [mine] = (await walker.see('reviewer3', other)).content.filter(
      ({own, kind}) => own && kind === 'review',
    );
    const answers = mine?.data['answers'] as {summary: string};
    expect(walker.entered.has(answers.summary)).toBe(true);
  });

  it('has the same letter for the same person in everything, whatever is attached later', async () => {
    const legend = (await page('coordinator', id)).pseudonyms ?? [];
    expect(legend.map(({pseudonym}) => pseudonym)).toEqual([
      'Nurse A',
      'Physician A',
      'Physician B',
      'Physician C',
    ]);
    const second = await aCase();
    await walker.attach('coordinator', second, chart.replace('latecanary-death', 'second chart'), {
      name: 'x.json',
    });
    const {pseudonyms = []} = await page('coordinator', second);
    expect(pseudonyms.find(({names}) => names.includes('Dr Daniel Whitcombe'))?.pseudonym).toBe(
      'Physician A',
    );
    expect(pseudonyms).toHaveLength(4);
  });
});

it('the office, the chair and the physician see what they saw', async () => {
  const id = await aCase();
  for (const key of ['coordinator', 'chair']) {
    const text = await said(key, id);
    expect({key, missing: [...LATER, ...NEEDED].filter((one) => !text.includes(one))}).toEqual({
      key,
      missing: [],
    });
    expect(heldIn(text, ['Canaryfield', '7740129', 'Whitcombe', '1931-04-02', '2026-03-12'])).toHaveLength(5);
    expect((await page(key, id)).maskedPatient).toBeUndefined();
  }
  expect(heldIn(await said('physician', id), ['latecanary-input', 'Canaryfield'])).toHaveLength(2);
});

it('the office says up to when the course is shown', async () => {
  const id = await aCase();
  await walker.do('coordinator', id, 'setIndexPoint', {until: '2026-03-12T13:30:00Z'});
  await walker.stage('assigned', id);
  await walker.do('reviewer3', id, 'acceptAssignment');
  expect((await page('reviewer3', id)).entries.map(({title}) => title)).toEqual([
    'Hospital admission',
    'earlycanary-lactate',
  ]);
});

it('who is in conflict is known by who they are, before anybody who is blind sees anything', async () => {
  const id = await aCase();
  const offered = (await walker.see('coordinator', id)).allowedActions.find(
    ({type}) => type === 'assignReviewers',
  );
  const choices = JSON.stringify(offered?.form);
  // Named in the chart; and of one practice group with the physician, which the office is told of.
  expect(choices).not.toContain(walker.id('reviewer2'));
  expect(choices).toMatch(
    new RegExp(`${walker.id('reviewer1')}","title":"[^"]*same practice group: please check`),
  );
  const refused = await walker.act('coordinator', id, 'assignReviewers', {
    data: {reviewers: [walker.id('reviewer2')]},
  });
  expect(refused.status).toBe(422);
  for (const key of ['reviewer1', 'reviewer2']) expect((await walker.look(key, id)).status).toBe(404);
});

describe('a file that cannot be masked', () => {
  const words = 'Canaryfield 7740129';
  const send = async (id: string, content: Buffer, name: string): Promise<string> => {
    const form = new FormData();
    form.set('file', new Blob([new Uint8Array(content)]), name);
    const answer = await (
      await walker.as('coordinator')
    ).post<{id: string}>(`/api/cases/${id}/uploads/attachChart`, form);
    expect(answer.status).toBe(201);
    return answer.body.id;
  };
  const bytes = async (
    key: string,
    id: string,
    document: string,
  ): Promise<{status: number; body: Buffer}> => {
    const client = await walker.as(key);
    const cookie = client.cookieHeader;
    const answer = await fetch(`${client.baseUrl}/api/cases/${id}/chart/documents/${document}`, {
      headers: {cookie},
    });
    return {status: answer.status, body: Buffer.from(await answer.arrayBuffer())};
  };

  it('does not exist for reviewers until the office looked at it, and then has no metadata', async () => {
    const id = await aCase();
    const originals = [aPng(undefined, words), aJpeg(undefined, words)];
    const files = [
      await send(id, originals[0] ?? Buffer.alloc(0), 'Canaryfield.png'),
      await send(id, originals[1] ?? Buffer.alloc(0), 'Canaryfield.jpg'),
    ];
    await walker.stage('assigned', id);
    await walker.do('reviewer3', id, 'acceptAssignment');
    const version = (await walker.see('reviewer3', id)).version;
    for (const file of files) expect((await bytes('reviewer3', id, file)).status).toBe(404);
    expect(heldIn(await said('reviewer3', id), [...files, ...never])).toEqual([]);

    for (const [index, documentId] of files.entries()) {
      const shows = index === 0 ? 'untilIndex' : 'later';
      await walker.do('coordinator', id, 'releaseDocument', {documentId, checked: true, shows});
    }
    expect((await walker.see('reviewer3', id)).version).not.toBe(version);
    const [png = '', jpeg = ''] = files;
    expect((await page('reviewer3', id)).documents.map(({name}) => name).sort()).toEqual([
      'chart.json',
      'image.png',
    ]);
    expect((await bytes('reviewer3', id, jpeg)).status).toBe(404);
    await walker.do('reviewer3', id, 'lockReview');
    for (const [index, file] of [png, jpeg].entries()) {
      const clean = await bytes('reviewer3', id, file);
      expect(clean.status).toBe(200);
      expect(clean.body.toString('latin1')).not.toContain('Canaryfield');
      const kept = await bytes('coordinator', id, file);
      const hash = (content?: Buffer): string =>
        createHash('sha256')
          .update(content ?? '')
          .digest('hex');
      expect(hash(kept.body)).toBe(hash(originals[index]));
    }
  });

  it('is released by the office alone, and the release is on record', async () => {
    const id = await aCase();
    const documentId = await send(id, aPng(), 'x.png');
    const data = {documentId, checked: true, shows: 'later'};
    for (const key of ['chair', 'physician', 'compliance'])
      expect((await walker.act(key, id, 'releaseDocument', {data})).status).toBe(409);
    const unchecked = await walker.act('coordinator', id, 'releaseDocument', {
      data: {...data, checked: false},
    });
    expect(unchecked.status).toBe(422);
    await walker.do('coordinator', id, 'releaseDocument', data);
    const {body} = await (
      await walker.as('compliance')
    ).get<{items: {type: string}[]}>(`/api/cases/${id}/history`);
    expect(body.items.map(({type}) => type)).toContain('releaseDocument');
  });
});

describe('a name in what is being written', () => {
  interface Warned {
    readonly faults?: unknown[];
    readonly warnings: readonly {readonly pointer: string; readonly detail: string}[];
  }
  const pointers = ({warnings}: Warned): string[] =>
    warnings.map(({pointer, detail}) => `${pointer} ${detail.split(' ')[2] ?? ''}`);

  it('is warned about before it is saved, by what the writer may know and no more', async () => {
    const id = await aCase();
    for (const stop of ['assigned', 'inReview'] as const) await walker.stage(stop, id);
    const preview = async (key: string, type: string, data: object) =>
      (await walker.as(key)).post<Warned>(`/api/cases/${id}/actions/preview`, {type, data});
    const words = 'Canaryfield, MRN 7740129, Strangename and Dr Boateng; call 617-555-0199';
    const office = await preview('coordinator', 'hold', {reason: words});
    expect(office.status).toBe(200);
    expect(office.body.faults).toEqual([]);
    expect(pointers(office.body)).toEqual([
      '/data/reason patient',
      '/data/reason colleague,',
      '/data/reason number,',
    ]);

    const blind = await walker.as('reviewer3');
    const path = `/api/cases/${id}/drafts/lockReview`;
    const guess = async (summary: string): Promise<string[]> =>
      pointers((await blind.send<Warned>('PUT', path, {body: {data: {summary}}})).body);
    expect(await guess('Canaryfield or 7740129 or Strangename')).toEqual([]);
    // The directory knows everybody: of those in the case and of those who are not, the same is said.
    expect(await guess('Dr Daniel Whitcombe')).toEqual(await guess('Dr Elif Yıldız'));
    expect(await guess('Dr Daniel Whitcombe')).toEqual(['/data/summary colleague,']);
    expect(pointers((await blind.get<Warned>(path)).body)).toEqual(['/data/summary colleague,']);
    expect((await preview('reviewer3', 'lockReview', {summary: 'x'})).body.faults).not.toEqual([]);

    expect((await preview('reviewer3', 'hold', {reason: 'x'})).status).toBe(409);
    expect((await preview('reviewer6', 'hold', {reason: 'x'})).status).toBe(404);
    expect((await preview('coordinator', 'nothing', {})).status).toBe(400);
  });

  it('is warned about in a referral, and in what the physician writes, where the programme masks', async () => {
    const words = 'MRN 7740129 saw Dr Daniel Whitcombe; 617-555-0199';
    const found = ['/data/narrative patient', '/data/narrative colleague,', '/data/narrative number,'];
    const refer = async (programme: string, data: object) =>
      (await walker.as('staff')).post<Warned>('/api/cases/preview', {programme, data});
    const data = {patientReference: 'MRN 7740129', focusPhysician: walker.id('physician'), narrative: words};
    const {status, body} = await refer('case-conference', data);
    expect(status).toBe(200);
    expect(pointers(body)).toEqual(found);
    expect(body.faults).not.toEqual([]);
    // Who is meant is asked for, and no slip of the pen.
    expect(pointers((await refer('case-conference', {...data, narrative: 'It was late.'})).body)).toEqual([]);
    // A number that the writer has not said is none that they know.
    expect(pointers((await refer('case-conference', {narrative: '7740129 again'})).body)).toEqual([]);
    expect((await refer('rule-follow-up', data)).body.warnings).toEqual([]);
    expect((await refer('no-such', data)).status).toBe(422);
    expect(
      await app.database.asSuperuser("SELECT 1 FROM audit_payload WHERE event LIKE '%7740129%'"),
    ).toEqual([]);

    const id = await walker.walkTo('awaitingInput');
    const type = 'giveInput';
    const shown = (await walker.look('physician', id)).body.allowedActions.map((action) => action.type);
    const input = await (
      await walker.as('physician')
    ).post<Warned>(`/api/cases/${id}/actions/preview`, {
      type,
      data: {statement: 'Dr Daniel Whitcombe knew.'},
    });
    expect([shown, pointers(input.body)]).toEqual([
      expect.arrayContaining([type]),
      ['/data/statement colleague,'],
    ]);
  });
});
