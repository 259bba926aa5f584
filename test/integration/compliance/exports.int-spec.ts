import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {runCli} from '../../../src/cli/run-cli';
import {startTestApp} from '../../support/app';
import type {TestApp} from '../../support/app';
import {auditEventFaults} from '../../support/audit-event-faults';
import {aHospital} from '../../support/case-builders';
import {catchUp} from '../../support/desk';
import type {SeenEvent} from '../../support/desk';
import {readPdf} from '../../support/pdf-text';
import {REVIEWERS, Walker} from '../../support/walk';

let app: TestApp;
let walker: Walker;
let caseId: string;

let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'collegium-exports-'));
  app = await startTestApp();
  walker = new Walker(app, await aHospital(app));
  caseId = await walker.walkTo('reviewed');
  await catchUp(app);
  app.clock.advance({minutes: 1});
});

afterAll(async () => {
  await app.close();
  rmSync(folder, {recursive: true});
});

/** The bytes of an export, and its headers. */
async function take(
  body: object,
  key = 'compliance',
): Promise<{status: number; headers: Headers; bytes: Buffer}> {
  const client = await walker.as(key);
  const cookie = client.cookieHeader;
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
    expect(events).toEqual(
      body.items.map((item) => ({
        export: numberOf(headers),
        ...item,
        proof: {entry: expect.any(String) as string, hashes: expect.any(Array) as string[]},
      })),
    );
    for (const key of [...REVIEWERS, 'staff', 'physician'])
      expect(bytes.includes(walker.id(key))).toBe(false);
  });

  it('carries in NDJSON the proof of each event, which holds offline, and in no other place', async () => {
    const {bytes} = await take({format: 'ndjson', case: caseId});
    const lines = bytes.toString().trimEnd().split('\n');
    const file = join(folder, 'events.ndjson');
    const keyFile = join(folder, 'key');
    const {body: key} = await (await walker.as('compliance')).get<string>('/api/audit/key');
    writeFileSync(keyFile, key);
    const verified = async (some: readonly string[]): Promise<{code: number; printed: string}> => {
      writeFileSync(file, `${some.join('\n')}\n`);
      const printed: string[] = [];
      const code = await runCli(['audit', 'verify', file, '--key', keyFile], {
        env: {},
        root: process.cwd(),
        print: (line) => printed.push(line),
        warn: (line) => printed.push(line),
        readInput: () => Promise.resolve(''),
      });
      return {code, printed: printed.join('\n')};
    };
    expect(lines.length).toBeGreaterThan(10);
    const {code, printed} = await verified(lines);
    expect([code, printed]).toEqual([
      0,
      expect.stringContaining(`${lines.length - 1} events are in the log`),
    ]);
    const third = (alter: (line: string) => string): string[] => lines.with(2, alter(lines[2] ?? ''));
    for (const [altered, why] of [
      [third((line) => line.replace('"at":"2026', '"at":"2025')), 'Line 3 .* at is not'],
      [third((line) => line.replace(/"leaf":(\d+)/, '"leaf":1$1')), 'Line 3 .* at this place'],
      [third((line) => line.replace(/\\"at\\":\\"2026/, '\\"at\\":\\"2025')), 'Line 3 .* at this place'],
      [third((line) => line.replace('"proof"', '"prof"')), 'Line 3 .* no proof'],
      [third((line) => line.replace(/"hash":"./, '"hash":"x')), 'Line 3 .* hash'],
      [third(() => 'nonsense'), 'Line 3 .* cannot be read'],
      [lines.slice(1), 'Line 1 .* no checkpoint'],
      [lines.with(0, (lines[0] ?? '').replace('collegium/', 'collegiun/')), 'Line 1 .* no checkpoint'],
    ] as const) {
      const found = await verified(altered);
      expect([found.code, found.printed]).toEqual([1, expect.stringMatching(new RegExp(why))]);
    }
  });

  it('is in FHIR a line of R4 AuditEvent for each event, which names nobody whom the reader may not know', async () => {
    const {status, headers, bytes} = await take({format: 'fhir', case: caseId});
    expect([status, headers.get('content-type')]).toEqual([201, 'application/fhir+ndjson']);
    const client = await walker.as('compliance');
    const {body} = await client.get<{items: SeenEvent[]}>(`/api/audit/events?case=${caseId}&limit=100`);
    const resources = bytes
      .toString()
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(resources).toHaveLength(body.items.length);
    expect(resources.flatMap(auditEventFaults)).toEqual([]);
    for (const key of [...REVIEWERS, 'staff', 'physician'])
      expect(bytes.includes(walker.id(key))).toBe(false);
    expect(JSON.stringify(resources[0])).toContain(`${numberOf(headers)} · Marcus Feld`);
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
    const {body} = await client.get<{items: {number: string; madeBy: {name: string}; filters: object}[]}>(
      '/api/audit/exports',
    );
    expect(body.items[0]).toMatchObject({madeBy: {name: 'Yuki Tanabe'}});
    expect(body.items[0]?.filters).toEqual({type: 'caseOpened'});
  });

  it('is listed page by page, each once and latest first, also those of the same moment; a cursor is its reader’s alone', async () => {
    for (let more = 0; more < 4; more += 1)
      expect((await take({format: 'csv', case: caseId})).status).toBe(201);
    const client = await walker.as('compliance');
    const numbers: string[] = [];
    let cursor: string | null = '';
    let cursors = '';
    while (cursor !== null) {
      const path: string = `/api/audit/exports?limit=2${cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`}`;
      const {body} = await client.get<{items: {number: string}[]; next: string | null}>(path);
      expect(body.items.length).toBeLessThanOrEqual(2);
      numbers.push(...body.items.map(({number}) => number));
      cursors ||= body.next ?? '';
      cursor = body.next;
    }
    const rows = await app.database.asSuperuser<{number: string}>(
      'SELECT number FROM desk_export ORDER BY made_at DESC, number DESC',
    );
    expect(numbers).toEqual(rows.map(({number}) => number));
    expect(numbers.length).toBeGreaterThan(4);
    const foreign = `/api/audit/exports?cursor=${encodeURIComponent(cursors)}`;
    expect(await (await walker.as('compliance2')).get(foreign)).toMatchObject({status: 400});
    const elsewhere = `/api/audit/findings?cursor=${encodeURIComponent(cursors)}`;
    expect(await client.get(elsewhere)).toMatchObject({status: 400});
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
