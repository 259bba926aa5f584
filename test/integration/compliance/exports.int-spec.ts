import {startTestApp} from '../../support/app';
import type {TestApp} from '../../support/app';
import {aHospital} from '../../support/case-builders';
import {catchUp} from '../../support/desk';
import type {SeenEvent} from '../../support/desk';
import {readPdf} from '../../support/pdf-text';
import {REVIEWERS, Walker} from '../../support/walk';

let app: TestApp;
let walker: Walker;
let caseId: string;

beforeAll(async () => {
  app = await startTestApp();
  walker = new Walker(app, await aHospital(app));
  caseId = await walker.walkTo('reviewed');
  await catchUp(app);
  app.clock.advance({minutes: 1});
});

afterAll(() => app.close());

/** The bytes of an export, and its headers. */
async function take(
  body: object,
  key = 'compliance',
): Promise<{status: number; headers: Headers; bytes: Buffer}> {
  const client = await walker.as(key);
  const cookie = [...client.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const response = await fetch(`${app.baseUrl}/api/audit/exports`, {
    method: 'POST',
    headers: {cookie, 'x-collegium': '1', 'content-type': 'application/json'},
    body: JSON.stringify(body),
  });
  return {
    status: response.status,
    headers: response.headers,
    bytes: Buffer.from(await response.arrayBuffer()),
  };
}

const numberOf = (headers: Headers): string =>
  /filename="(.+)\.\w+"/.exec(headers.get('content-disposition') ?? '')?.[1] ?? '';

describe('an export of the log', () => {
  it('is in NDJSON what the search shows, after a line that says what it is', async () => {
    const {status, headers, bytes} = await take({format: 'ndjson', case: caseId});
    expect(status).toBe(201);
    const [head, ...events] = bytes
      .toString()
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(head).toMatchObject({
      number: numberOf(headers),
      madeBy: 'Marcus Feld',
      privilege: 'Privileged.',
      filters: {case: caseId},
      checkpoint: expect.stringContaining(`collegium/${walker.hospital.organisationId}`) as string,
    });
    const client = await walker.as('compliance');
    const {body} = await client.get<{items: SeenEvent[]; next: string | null}>(
      `/api/audit/events?case=${caseId}&limit=100`,
    );
    expect(body.next).toBeNull();
    expect(events).toEqual(body.items.map((item) => ({export: numberOf(headers), ...item})));
    for (const key of [...REVIEWERS, 'staff', 'physician'])
      expect(bytes.includes(walker.id(key))).toBe(false);
  });

  it('carries in CSV the watermark on each line', async () => {
    const {headers, bytes} = await take({format: 'csv', kind: 'signIn'});
    const [first = '', ...lines] = bytes.toString().trimEnd().split('\r\n');
    expect(first).toMatch(/^leaf,at,kind,/);
    expect(lines.length).toBeGreaterThan(3);
    for (const line of lines) expect(line).toContain(`${numberOf(headers)} · Marcus Feld · `);
  });

  it('carries in PDF number, watermark and privilege text on every page', async () => {
    const {headers, bytes} = await take({format: 'pdf'});
    const {pages} = readPdf(bytes);
    expect(pages.length).toBeGreaterThan(2);
    for (const page of pages.map((one) => JSON.stringify(one))) {
      expect(page).toContain(numberOf(headers));
      expect(page).toContain('Marcus Feld');
      expect(page).toContain('Privileged.');
    }
  });

  it('is numbered without a gap and on record, also when several are made at once', async () => {
    const made = await Promise.all(
      ['csv', 'ndjson', 'csv', 'ndjson'].map((format) => take({format, kind: 'refusal'})),
    );
    expect(new Set(made.map(({headers}) => numberOf(headers))).size).toBe(4);
    const rows = await app.database.asSuperuser<{number: string}>(
      'SELECT number FROM desk_export ORDER BY number',
    );
    expect(rows.map(({number}) => number)).toEqual(
      rows.map((_, index) => `EXP-2026-${String(index + 1).padStart(4, '0')}`),
    );
    const events = await app.database.asSuperuser<{event: string}>(
      `SELECT p.event FROM audit_event e JOIN audit_payload p USING (organisation_id, stream, number)
       WHERE e.kind = 'export' AND p.event::jsonb ->> 'type' = 'logExported'`,
    );
    expect(
      events.map(({event}) => (JSON.parse(event) as {details: {number: string}}).details.number).sort(),
    ).toEqual(rows.map(({number}) => number));
  });

  it('stands in a register that tells of a colleague’s export neither person nor case', async () => {
    await take({format: 'csv', case: caseId, who: walker.id('chair'), type: 'caseOpened'}, 'compliance2');
    const client = await walker.as('compliance');
    const {body} = await client.get<{madeBy: {name: string}; filters: object}[]>('/api/audit/exports');
    expect(body[0]).toMatchObject({madeBy: {name: 'Yuki Tanabe'}});
    expect(body[0]?.filters).toEqual({type: 'caseOpened'});
  });

  it('is there for compliance alone, after a recent sign-in, in formats that exist', async () => {
    expect((await take({format: 'csv'}, 'admin')).status).toBe(404);
    expect((await take({format: 'xlsx'})).status).toBe(400);
    const client = await walker.as('compliance');
    app.clock.advance({minutes: 15});
    expect(await client.post('/api/audit/exports', {format: 'csv'})).toMatchObject({
      status: 401,
      body: {code: 'reauthentication_required'},
    });
  });
});
