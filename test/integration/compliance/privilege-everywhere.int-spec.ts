import {readFileSync, writeFileSync} from 'node:fs';
import {basename, join} from 'node:path';
import {startTestApp} from '../../support/app';
import type {TestApp} from '../../support/app';
import {aHospital} from '../../support/case-builders';
import {catchUp} from '../../support/desk';
import {readPdf} from '../../support/pdf-text';
import {RetentionDrive} from '../../support/retention';
import {Walker} from '../../support/walk';

interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

interface Operation {
  readonly operationId: string;
  readonly responses: Readonly<Record<string, {readonly content?: Readonly<Record<string, unknown>>}>>;
}

/** What no text can be put on: others' files as they were handed in, hashes, and ids of what has changed. */
const WITHOUT = ['downloadDocument', 'showCheckpoint', 'showLogKey', 'showTile', 'watch'];
/** The statutes of our two committees: Texas for medicine, California for surgery. */
const [OURS, THEIRS] = ['Texas Occupations Code 160.007', 'California Evidence Code 1157'];

let app: TestApp;
let walker: Walker;
let drive: RetentionDrive;
let caseId: string;

beforeAll(async () => {
  app = await startTestApp();
  walker = new Walker(app, await aHospital(app));
  drive = new RetentionDrive(walker);
  const {medicine, surgery} = walker.hospital;
  await approve(medicine, 'us-tx');
  await approve(surgery, 'us-ca');
  caseId = await walker.walkTo('screening');
  await walker.do('coordinator', caseId, 'closeWithoutReview');
  await catchUp(app);
  // What happens at the very moment of an export is no part of it.
  app.clock.advance({minutes: 1});
});

afterAll(() => app.close());

async function approve(committee: string, jurisdiction: string): Promise<void> {
  const client = await walker.as('compliance');
  const {body} = await client.get<{examples: ({jurisdiction: string} & object)[]}>('/api/privilege');
  const example = body.examples.find((one) => one.jurisdiction === jurisdiction) ?? {};
  const text = {...example, committee, title: undefined, reviewed_by: undefined};
  const entered = await client.post<{id: string}>('/api/privilege/texts', text);
  const approval = await client.post(`/api/privilege/texts/${entered.body.id}/approval`, {counsel: 'L.'});
  expect([entered.status, approval.status]).toEqual([201, 204]);
}

/** A part of a file that can be torn from the others: a page, or a line. */
interface Part {
  /** Where the text has its place, apart from what else it says: the frame of the page, the last column. */
  readonly place: string;
  readonly whole: string;
}

const lineOf = (whole: string): Part => ({place: whole, whole});

/** The last column, which is quoted, for the text has commas. */
const csvLineOf = (whole: string): Part => ({place: whole.slice(whole.lastIndexOf(',"')), whole});

async function partsOf(key: string, method: string, path: string, body?: object): Promise<Part[]> {
  const client = await walker.as(key);
  const cookie = client.cookieHeader;
  const response = await fetch(`${app.baseUrl}/api/${path}`, {
    method,
    headers: {cookie, 'x-collegium': '1', 'content-type': 'application/json'},
    ...(body && {body: JSON.stringify(body)}),
  });
  if (!response.ok) throw new Error(`${path} was answered ${response.status} ${await response.text()}`);
  const bytes = Buffer.from(await response.arrayBuffer());
  const type = response.headers.get('content-type')?.split(';')[0];
  if (type === 'application/pdf') {
    const folder = process.env['COLLEGIUM_LOOK_AT'];
    if (folder !== undefined) writeFileSync(join(folder, `${basename(path)}-of-${key}.pdf`), bytes);
    return readPdf(bytes).pages.map(({artifacts, content}) => ({
      place: artifacts,
      whole: `${artifacts} ${content}`,
    }));
  }
  const [head = '', ...lines] = bytes.toString().trim().split(/\r?\n/);
  // The first line of a table names its columns.
  return type === 'text/csv' ? lines.map(csvLineOf) : [head, ...lines].map(lineOf);
}

const production = async (): Promise<string> => {
  const order = {requester: 'A court', authority: 'Subpoena', receivedOn: '2026-02-20', cases: [caseId]};
  const {body} = await (await walker.as('compliance')).post<{id: string}>('/api/productions', order);
  return body.id;
};

const destroyed = async (): Promise<string> => {
  app.clock.advance({hours: 24 * 366 * 6});
  await catchUp(app);
  await drive.enter('content');
  const path = await drive.approved();
  expect((await drive.post('compliance', `${path}/execute`)).body).toMatchObject({executed: 1});
  await catchUp(app);
  return path;
};

/** Every kind of file that leaves the house, by operation and form. */
const files: Readonly<Record<string, () => Promise<Part[]>>> = {
  'downloadReport application/pdf': () => partsOf('coordinator', 'GET', `cases/${caseId}/report.pdf`),
  'downloadDeidentifiedCopy application/pdf': () =>
    partsOf('coordinator', 'GET', `cases/${caseId}/deidentified.pdf?for=teaching`),
  'exportLog application/pdf': () => exportOf('pdf'),
  // The first line says what the others are.
  'exportLog application/x-ndjson': async () => (await exportOf('ndjson')).slice(0, 1),
  'exportLog application/fhir+ndjson': () => exportOf('fhir'),
  'exportLog text/csv': () => exportOf('csv'),
  'exportPrivilegeLog application/pdf': () => privilegeLog('pdf'),
  'exportPrivilegeLog text/csv': () => privilegeLog('csv'),
  'downloadCertificate application/pdf': async () =>
    partsOf('compliance', 'GET', `retention/${await destroyed()}/certificate.pdf`),
};

const exportOf = (format: string): Promise<Part[]> =>
  partsOf('compliance', 'POST', 'audit/exports', {format, case: caseId});

const privilegeLog = async (format: string): Promise<Part[]> =>
  partsOf('compliance', 'POST', `productions/${await production()}/privilege-log`, {format});

describe('the privilege text', () => {
  it('is asked of every kind of file that the interface gives', () => {
    const text = readFileSync(join(__dirname, '../../../openapi.json'), 'utf8');
    const {paths} = JSON.parse(text) as Description;
    const given = Object.values(paths)
      .flatMap((path) => Object.values(path))
      .filter(({operationId}) => !WITHOUT.includes(operationId))
      .flatMap(({operationId, responses}) =>
        Object.entries(responses)
          .filter(([status]) => status.startsWith('2'))
          .flatMap(([, {content = {}}]) => Object.keys(content))
          .filter((type) => !type.includes('application/json'))
          .map((type) => `${operationId} ${type}`),
      );
    expect(Object.keys(files).sort()).toEqual(given.sort());
  });

  it('stands on the page of a case', async () => {
    const {privilege} = (await walker.see('coordinator', caseId)) as unknown as {privilege: string};
    expect(privilege).toContain(OURS);
  });

  it.each(Object.entries(files))(
    'of the case’s own committee, and of no other, is on every page or line of %s',
    async (_, take) => {
      const parts = await take();
      expect(parts.length).toBeGreaterThan(0);
      const says = (text: string, statute: string): boolean => text.replaceAll(/\s+/g, ' ').includes(statute);
      expect(parts.filter(({place}) => !says(place, OURS))).toEqual([]);
      expect(parts.filter(({whole}) => says(whole, THEIRS))).toEqual([]);
    },
  );

  it('of all committees is on an export that is about no single case', async () => {
    const [head] = await partsOf('compliance', 'POST', 'audit/exports', {format: 'ndjson'});
    for (const statute of [OURS, THEIRS]) expect(head?.whole).toContain(statute);
  });
});

describe('what stands on pages that are no single committee’s', () => {
  it('is every committee’s text, for whoever is signed in', async () => {
    for (const key of ['staff', 'reviewer3', 'admin', 'compliance']) {
      const {status, body} = await (await walker.as(key)).get<{text: string}>('/api/privilege/notice');
      expect([key, status]).toEqual([key, 200]);
      for (const statute of [OURS, THEIRS]) expect(body.text).toContain(statute);
    }
  });
});
