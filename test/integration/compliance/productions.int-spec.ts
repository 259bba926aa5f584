import {writeFileSync} from 'node:fs';
import {startTestApp} from '../../support/app';
import type {TestApp} from '../../support/app';
import {aHospital, grant} from '../../support/case-builders';
import type {Answer} from '../../support/client';
import {found} from '../../support/crawl';
import {catchUp} from '../../support/desk';
import {readPdf} from '../../support/pdf-text';
import {Walker} from '../../support/walk';

interface Candidate {
  readonly item: string;
  readonly kind: string;
  readonly author: string;
  readonly recipients: readonly string[];
  readonly ofTheChart: boolean;
}

let app: TestApp;
let walker: Walker;
let caseId: string;
let number: string;
let candidates: readonly Candidate[];

beforeAll(async () => {
  app = await startTestApp();
  walker = new Walker(app, await aHospital(app));
  caseId = (await walker.refer()).id;
  await walker.attach('coordinator', caseId, 'A note of the ward.');
  await walker.walkTo('closed', caseId);
  const [row] = await app.database.asSuperuser<{number: string}>('SELECT number FROM review_case');
  number = row?.number ?? '';
  await catchUp(app);
  candidates = (await get<Candidate[]>('compliance', `/records?cases=${number}`)).body;
});

afterAll(() => app.close());

const get = async <Body>(key: string, path: string): Promise<Answer<Body>> =>
  (await walker.as(key)).get<Body>(`/api/productions${path}`);

const order = (more: object = {}): object => ({
  ...{requester: 'District Court of Travis County', authority: 'Subpoena, cause 26-1187'},
  ...{receivedOn: '2026-02-20', cases: [caseId], basis: 'Tex. Occ. Code § 160.007', ...more},
});

const make = async (key: string, body: object): Promise<Answer<{id: string; number: string}>> =>
  (await walker.as(key)).post<{id: string; number: string}>('/api/productions', body);

const exported = async (id: string, format: string): Promise<Buffer> => {
  const client = await walker.as('compliance');
  const cookie = client.cookieHeader;
  const response = await fetch(`${app.baseUrl}/api/productions/${id}/privilege-log`, {
    method: 'POST',
    headers: {cookie, 'x-collegium': '1', 'content-type': 'application/json'},
    body: JSON.stringify({format}),
  });
  expect(response.status).toBe(201);
  return Buffer.from(await response.arrayBuffer());
};

describe('a production', () => {
  it('could be of every record of a case, told by kind and roles, without a word of content', async () => {
    const [stored] = await app.database.asSuperuser<{items: number}>(
      `SELECT count(*)::int AS items FROM case_item WHERE case_id = '${caseId}'`,
    );
    expect(candidates).toHaveLength(stored?.items ?? 0);
    const review = candidates.find(({kind}) => kind === 'review');
    expect(review).toMatchObject({author: 'reviewer', ofTheChart: false});
    expect(review?.recipients).toEqual(expect.arrayContaining(['office']));
    expect(found(walker, {replies: 1, text: JSON.stringify(candidates)})).toEqual([]);
  });

  it('has a number, what was handed over with its hash, and a log of what was withheld and why', async () => {
    const chart = candidates.filter(({ofTheChart}) => ofTheChart);
    expect(chart.length).toBeGreaterThan(0);
    const files = [{description: 'Chart, 2 pages', sha256: 'ab'.repeat(32)}];
    const made = await make('compliance', order({produced: chart.map(({item}) => item), files}));
    expect(made).toMatchObject({
      status: 201,
      body: {number: expect.stringMatching(/^PRD-2026-\d{4}$/) as string},
    });
    const {number} = made.body;
    const {body} = await get<Record<string, unknown[]>>('compliance2', `/${made.body.id}`);
    expect(body).toMatchObject({
      production: {number, requester: 'District Court of Travis County', cases: [caseId]},
      madeBy: 'Marcus Feld',
      files: [{export: null, ...files[0]}],
    });
    expect(body['produced']).toHaveLength(chart.length);
    expect(body['withheld']).toHaveLength(candidates.length - chart.length);
    const [event] = await app.database.asSuperuser<{details: object}>(
      `SELECT event::jsonb -> 'details' AS details FROM audit_payload WHERE event::jsonb ->> 'type' = 'recordsProduced'`,
    );
    expect(event?.details).toMatchObject({number, size: candidates.length, count: 1});
    const rows = await app.database
      .asSuperuser('UPDATE production SET requester = requester')
      .catch((error: unknown) => String(error));
    expect(rows).toContain('append-only');
  });

  it('exports its privilege log numbered, with watermark and privilege text, as CSV and to be printed', async () => {
    const {id} = (await make('compliance', order())).body;
    const csv = (await exported(id, 'csv')).toString();
    expect(csv.split('\r\n')).toHaveLength(candidates.length + 2);
    expect(csv).toMatch(/PRD-2026-\d{4}\.\d+,2026-\d\d-\d\d,Referral,referrer,/);
    expect(csv).toMatch(/Extract of the medical record,"No privilege is claimed/);
    expect(csv).toMatch(/EXP-2026-\d{4} · Marcus Feld/);
    const pdf = await exported(id, 'pdf');
    const folder = process.env['COLLEGIUM_LOOK_AT'];
    if (folder !== undefined) writeFileSync(`${folder}/privilege-log.pdf`, pdf);
    const text = readPdf(pdf)
      .pages.map(({content, artifacts}) => `${artifacts} ${content}`)
      .join(' ');
    for (const said of ['District Court', 'Nothing was produced.', 'Tex. Occ. Code', 'EXP-2026-'])
      expect(text).toContain(said);
    expect(found(walker, {replies: 2, text: text + csv})).toEqual([]);
  });

  it.each([
    [{basis: undefined}, '/basis'],
    [{produced: ['11111111-1111-4111-8111-111111111111']}, '/produced/0'],
    [{files: [{export: 'EXP-1999-0001', description: 'x', sha256: 'ab'.repeat(32)}]}, '/files/0/export'],
  ])('is refused when it does not hold together: %j', async (more, pointer) => {
    const {status, body} = await make('compliance', order(more));
    expect({status, body}).toMatchObject({status: 422});
    expect((body as unknown as {faults: {pointer: string}[]}).faults.map((one) => one.pointer)).toContain(
      pointer,
    );
  });

  it('of what is privileged takes a waiver', async () => {
    const produced = candidates.filter(({kind}) => kind === 'review').map(({item}) => item);
    const files = [{description: 'Reviews', sha256: 'cd'.repeat(32)}];
    expect(await make('compliance', order({produced, files}))).toMatchObject({
      status: 422,
      body: {faults: expect.arrayContaining([expect.objectContaining({pointer: '/waiver'})]) as unknown},
    });
    const waiver = 'In writing by the chair, 3 March 2026';
    expect((await make('compliance', order({produced, files, waiver}))).status).toBe(201);
  });

  it('is not there for whoever is a party to a case of it, nor for anybody but compliance', async () => {
    const {organisationId, medicine} = walker.hospital;
    await grant(app, {organisationId, personId: walker.id('physician'), role: 'compliance'});
    await grant(app, {
      organisationId,
      personId: walker.id('staff'),
      role: 'compliance',
      committeeId: medicine,
    });
    const {id} = (await make('compliance', order())).body;
    expect((await get('physician', '')).body).toEqual([]);
    expect((await get('physician', `/${id}`)).status).toBe(404);
    expect((await get('physician', `/records?cases=${number}`)).status).toBe(404);
    expect((await make('physician', order())).status).toBe(404);
    for (const key of ['coordinator', 'staff', 'admin']) expect((await get(key, '')).status).toBe(404);
  });

  it('has a number that grows, and that tells nothing of one that is hidden', async () => {
    for (let more = 0; more < 8; more += 1) await make('compliance', order());
    const {body} = await get<{number: string}[]>('compliance', '');
    const places = body.map((one) => Number(one.number.slice(-4))).reverse();
    const steps = places.slice(1).map((place, at) => place - (places[at] ?? 0));
    expect(steps.every((step) => step >= 1 && step <= 9)).toBe(true);
    // Nobody who sees all of them sees a row of numbers without a gap either.
    expect(new Set(steps).size).toBeGreaterThan(1);
    const exports = await app.database.asSuperuser<{number: string}>('SELECT number FROM desk_export');
    const register = await (
      await walker.as('physician')
    ).get<{items: {number: string}[]}>('/api/audit/exports?limit=100');
    expect(register.body.items).toHaveLength(exports.length);
  });
});
