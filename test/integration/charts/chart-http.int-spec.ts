import {randomUUID} from 'node:crypto';
import {CaseDoor} from '../../../src/cases';
import {ChartSummaryQuery, sampleChart} from '../../../src/charts';
import type {ChartSummary, TimelineEntry, TimelineKind} from '../../../src/charts';
import {aBundle, aPdf, anObservation} from './files';
import {Hospital, nameOf, npiOf} from './hospital';
import type {CaseBody} from './hospital';

interface Page {
  readonly documents: readonly {id: string; name: string; kind: string; bytes: number}[];
  readonly patients?: readonly {names: string[]}[];
  readonly counts: Record<string, number>;
  readonly entries: readonly TimelineEntry[];
  readonly next: string | null;
}

let hospital: Hospital;

beforeAll(async () => {
  hospital = await Hospital.open();
});

afterAll(async () => {
  await hospital.app.close();
});

const chartOf = ({id}: {id: string}): string => `/api/cases/${id}/chart`;

/** Days out of order, two a day, and two without any. */
const scattered = aBundle([
  ...Array.from({length: 450}, (_, number) =>
    anObservation(number, `20${10 + (number % 9)}-0${1 + (number % 7)}-1${number % 5}`),
  ),
  {...anObservation(900), effectiveDateTime: undefined},
]);

async function download(key: string, path: string): Promise<{response: Response; bytes: Buffer}> {
  const {cookieHeader: cookie, baseUrl} = hospital.client(key);
  const response = await fetch(`${baseUrl}${path}`, {headers: {cookie}});
  return {response, bytes: Buffer.from(await response.arrayBuffer())};
}

describe('the chart of a case', () => {
  test('arrives by the address that the case offers, and its timeline is shown a page at a time', async () => {
    const aCase = await hospital.aCase();
    const upload = aCase.allowedActions.find(({type}) => type === 'attachChart')?.upload;
    expect(upload).toMatchObject({maxBytes: 52_428_800});
    expect(upload?.accept).toContain('application/fhir+json');
    const sent = await hospital.attach(aCase, scattered, '../ward 4/export.json');
    expect(sent).toMatchObject({status: 201, body: {kind: 'fhir', counts: {observation: 451}}});

    const entries: TimelineEntry[] = [];
    let query = '?limit=200';
    let pages = 0;
    for (let next: string | null = ''; next !== null; pages += 1) {
      const {status, body} = await hospital.client('coordinator').get<Page>(chartOf(aCase) + query);
      expect(status).toBe(200);
      expect(body.documents[0]).toMatchObject({id: sent.body.id, name: 'export.json', kind: 'fhir'});
      expect(body.patients).toMatchObject([{names: [expect.stringContaining('Canaryfield')]}]);
      entries.push(...body.entries);
      next = body.next;
      query = `?limit=200&cursor=${next ?? ''}`;
      // What is attached between two pages does not shift them.
      if (pages === 0) {
        hospital.app.clock.advance({seconds: 1});
        await hospital.attach(aCase, aBundle([anObservation(7, '1999-01-01')]));
      }
    }
    expect(pages).toBe(3);
    expect(entries).toHaveLength(451);
    expect(new Set(entries.map(({id}) => id)).size).toBe(451);
    const days = entries.map(({at}) => at);
    expect(days.at(-1)).toBeNull();
    expect(days.slice(0, -1)).toEqual([...days.slice(0, -1)].sort());
    // The same person in two exports is one patient.
    const again = await hospital.client('coordinator').get<Page>(chartOf(aCase));
    expect(again.body.counts).toMatchObject({observation: 452});
    expect(again.body.patients).toHaveLength(1);
    expect(again.body.entries[0]?.at).toBe('1999-01-01');
  });

  test('is shown to whoever sees charts; to everybody else it looks like no case at all', async () => {
    const aCase = await hospital.aCase();
    await hospital.attach(aCase, scattered);
    await hospital.relate('reviewer', 'acceptedReviewer', aCase.id);
    for (const key of ['coordinator', 'chair', 'vicechair', 'reviewer'])
      expect((await hospital.client(key).get(chartOf(aCase))).status).toBe(200);
    const absent = await hospital.client('nurse').get(chartOf({id: randomUUID()}));
    expect(absent.status).toBe(404);
    for (const key of ['member', 'treating', 'compliance', 'admin', 'physician', 'nurse']) {
      const hidden = await hospital.client(key).get(chartOf(aCase));
      expect([hidden.status, hidden.body]).toEqual([404, absent.body]);
    }
    expect((await hospital.app.client().get(chartOf(aCase))).status).toBe(401);
  });

  test('is put on record when it is opened, and only then', async () => {
    const aCase = await hospital.aCase();
    expect((await hospital.client('coordinator').get<Page>(chartOf(aCase))).body.entries).toEqual([]);
    await hospital.attach(aCase, aBundle([anObservation(1)]));
    await hospital.client('nurse').get(chartOf(aCase));
    await hospital.client('chair').get(chartOf(aCase));
    const reads = await hospital.reads(aCase.id);
    // A file's own stream does not lose where the request came from.
    expect(reads.find(({type}) => type === 'fileReceived')?.where).toMatchObject({
      via: 'http',
      session: expect.stringMatching(/^[0-9a-f]{16}$/) as string,
    });
    const opened = reads.filter(({type}) => type === 'chartOpened');
    expect(opened).toMatchObject([
      {who: hospital.idOf('chair'), details: {shown: ['chart', 'patientIdentity']}},
    ]);
    expect(JSON.stringify(opened)).not.toMatch(/canary/i);
  });

  test('takes no cursor but its own viewer’s, and no limit beyond 1000', async () => {
    const aCase = await hospital.aCase();
    await hospital.attach(aCase, scattered);
    const {body} = await hospital.client('coordinator').get<Page>(`${chartOf(aCase)}?limit=10`);
    const foreign = await hospital.client('chair').get(`${chartOf(aCase)}?cursor=${body.next ?? ''}`);
    expect(foreign).toMatchObject({status: 400, body: {code: 'malformed', faults: [{pointer: '/cursor'}]}});
    for (const query of ['?cursor=x', '?limit=0', '?limit=1001', '?limit=x', '?offset=3'])
      expect((await hospital.client('coordinator').get(chartOf(aCase) + query)).status).toBe(400);
  });
});

test('a report gets up to forty of the most telling entries, from those alone who see the chart', async () => {
  const aCase = await hospital.aCase();
  const chart = sampleChart({
    seed: 5,
    eventDate: '2026-02-10',
    physician: {name: nameOf('physician'), npi: npiOf('physician')},
    others: [],
  });
  const summaries = hospital.app.app.get(ChartSummaryQuery, {strict: false});
  const door = hospital.app.app.get(CaseDoor, {strict: false});
  const summaryFor = (key: string, role: string): Promise<ChartSummary | null> =>
    hospital.app.connections.read(async (tx) => {
      const {organisationId} = hospital;
      const user = {organisationId, personId: hospital.idOf(key), roles: [{role, committeeId: null}]};
      const seen = await door.see(tx, user, aCase.id);
      if (!seen) throw new Error(`${key} does not see the case`);
      return summaries.summary(tx, seen);
    });
  expect(await summaryFor('coordinator', 'coordinator')).toBeNull();
  const {counts} = (await hospital.attach(aCase, JSON.stringify(chart))).body;
  const summary = await summaryFor('coordinator', 'coordinator');
  expect(summary?.counts).toEqual(counts);
  expect(summary?.keyEntries.length).toBeGreaterThan(5);
  expect(summary?.keyEntries.length).toBeLessThanOrEqual(40);
  const kinds = new Set(summary?.keyEntries.map(({kind}) => kind));
  expect(['encounter', 'condition', 'observation'].every((kind) => kinds.has(kind as TimelineKind))).toBe(
    true,
  );
  expect(await summaryFor('compliance', 'compliance')).toBeNull();
});

describe('an attached file', () => {
  test('comes back byte for byte, to be saved and never to be run', async () => {
    const aCase = await hospital.aCase();
    const files: [Buffer, string, string][] = [
      [Buffer.from(scattered), 'Übergabe "4".json', 'application/fhir+json'],
      [aPdf('x'.repeat(1_300_000)), 'brief.pdf', 'application/pdf'],
      [Buffer.from('Alles gut.\n'), 'page.html', 'text/plain; charset=utf-8'],
    ];
    for (const [content, name, type] of files) {
      const sent = await hospital.attach(aCase, content, name);
      const {response, bytes} = await download('coordinator', `${chartOf(aCase)}/documents/${sent.body.id}`);
      expect(response.status).toBe(200);
      expect(bytes.equals(content)).toBe(true);
      const headers = Object.fromEntries(response.headers);
      expect(headers).toMatchObject({
        'content-type': type,
        'content-length': String(content.length),
        'x-content-type-options': 'nosniff',
        'content-security-policy': "sandbox; default-src 'none'; base-uri 'none'; frame-ancestors 'none'",
        'cache-control': 'no-store',
      });
      expect(headers['content-disposition']).toMatch(
        /^attachment; filename="[\x20-\x7e]+"; filename\*=UTF-8''/,
      );
    }
    const reads = (await hospital.reads(aCase.id)).filter(({type}) => type === 'documentDownloaded');
    expect(reads).toHaveLength(3);
  });

  test('is nobody’s who does not see the chart, nor to be had through another case', async () => {
    const [aCase, another] = [await hospital.aCase(), await hospital.aCase()];
    const {id} = (await hospital.attach(aCase, aPdf())).body;
    const wrong: [string, CaseBody][] = [
      ['nurse', aCase],
      ['member', aCase],
      ['compliance', aCase],
      ['coordinator', another],
    ];
    const absent = await hospital.client('nurse').get(`${chartOf(aCase)}/documents/${randomUUID()}`);
    for (const [key, from] of wrong) {
      const answer = await hospital.client(key).get(`${chartOf(from)}/documents/${id}`);
      expect([answer.status, answer.body]).toEqual([404, absent.body]);
    }
  });
});

describe('attaching', () => {
  test('keeps out officers and active reviewers whom the chart names as having treated the patient', async () => {
    const aCase = await hospital.aCase();
    for (const key of ['reviewer', 'treating']) await hospital.relate(key, 'acceptedReviewer', aCase.id);
    const chart = sampleChart({
      seed: 3,
      eventDate: '2026-02-10',
      physician: {name: nameOf('vicechair'), npi: npiOf('vicechair')},
      others: [{name: nameOf('treating'), npi: npiOf('treating')}],
    });
    expect((await hospital.client('vicechair').get(`/api/cases/${aCase.id}`)).status).toBe(200);
    expect((await hospital.attach(aCase, JSON.stringify(chart))).status).toBe(201);
    expect(await hospital.relationsOf('vicechair', aCase.id)).toContain('conflicted');
    expect(await hospital.relationsOf('treating', aCase.id)).toContain('conflicted');
    for (const key of ['vicechair', 'treating'])
      expect((await hospital.client(key).get(chartOf(aCase))).status).toBe(404);
    for (const key of ['chair', 'reviewer']) {
      expect(await hospital.relationsOf(key, aCase.id)).not.toContain('conflicted');
      expect((await hospital.client(key).get(chartOf(aCase))).status).toBe(200);
    }
  });

  test('refuses over HTTP what it cannot take, and the connection lives on', async () => {
    const aCase = await hospital.aCase();
    const refused: [string | Buffer, number, string][] = [
      [Buffer.alloc(51 * 1024 * 1024, 'a'), 413, 'too_large'],
      [Buffer.from('PK\x03\x04 and so on'), 415, 'unsupported_media_type'],
      [scattered.slice(0, -9), 422, 'invalid'],
      ['', 422, 'invalid'],
    ];
    for (const [content, status, code] of refused)
      expect(await hospital.attach(aCase, content)).toMatchObject({status, body: {code}});
    const rows = await hospital.app.database.asSuperuser('SELECT 1 FROM chart_document WHERE case_id = $1', [
      aCase.id,
    ]);
    expect(rows).toEqual([]);
    expect((await hospital.attach(aCase, scattered)).status).toBe(201);
  });
});
