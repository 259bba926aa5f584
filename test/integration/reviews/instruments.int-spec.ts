import {cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {NestFastifyApplication} from '@nestjs/platform-fastify';
import {createApp} from '../../../src/create-app';
import {listen} from '../../../src/platform/http/listen';
import {startTestApp} from '../../support/app';
import type {TestApp} from '../../support/app';
import {aHospital} from '../../support/case-builders';
import type {Hospital} from '../../support/case-builders';
import {TestClient} from '../../support/client';
import {readPdf} from '../../support/pdf-text';
import {Walker} from '../../support/walk';

const shipped = join(__dirname, '..', '..', '..', 'workflows');

let app: TestApp;
let hospital: Hospital;
let folder: string;

beforeAll(async () => {
  app = await startTestApp();
  hospital = await aHospital(app);
});

afterAll(async () => {
  await app.close();
});

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'collegium-workflows-'));
  cpSync(shipped, folder, {recursive: true});
});

afterEach(() => {
  rmSync(folder, {recursive: true});
});

function change(path: string, from: string, to: string): void {
  const file = join(folder, path);
  const before = readFileSync(file, 'utf8');
  expect(before).toContain(from);
  writeFileSync(file, before.replace(from, to));
}

/** The same installation after a restart, with the files of `folder`. */
const restarted = (): Promise<NestFastifyApplication> =>
  createApp(app.config, {applicationUrl: app.database.applicationUrl}, {clock: app.clock, workflows: folder});

async function refusal(): Promise<string> {
  const second = await restarted().catch((error: unknown) => error as Error);
  if (second instanceof Error) return second.message;
  await second.close();
  return 'started';
}

async function report(walker: Walker, caseId: string): Promise<{text: string; bytes: Buffer}> {
  const client = await walker.as('coordinator');
  const cookie = client.cookieHeader;
  const response = await fetch(`${client.baseUrl}/api/cases/${caseId}/report.pdf`, {headers: {cookie}});
  expect(response.status).toBe(200);
  const bytes = Buffer.from(await response.arrayBuffer());
  return {
    text: readPdf(bytes)
      .pages.map(({content}) => content)
      .join(' '),
    bytes,
  };
}

describe('an instrument whose content changed under its version', () => {
  it.each([
    ['peer-review/instrument.yaml', 'Summary of your judgement', 'Your verdict'],
    ['instruments/harm-scale.yaml', 'label: No harm', 'label: Nothing'],
    ['instruments/avoidability-6.yaml', '6 Definitely avoidable', '6 Avoidable'],
  ])('is refused, by file and line, for %s', async (path, from, to) => {
    change(path, from, to);
    const said = await refusal();
    expect(said).toContain(join(folder, path));
    expect(said).toMatch(
      /line \d+, column \d+ \(version\): was changed, but version '1' is registered already/,
    );
  });

  it('is refused with all its other faults, before any workflow is registered with it', async () => {
    change('instruments/care-rating-3.yaml', 'label: Care appropriate', 'label: Care without harm');
    change('peer-review/workflow.yaml', "version: '3'", "version: '7'");
    expect(await refusal()).toMatch(
      /care-rating-3\.yaml cannot be used:\n {2}line 15, column \d+ \(questions\.0\.scale\.0\.label\): "harm" speaks of the outcome/,
    );
    const rows = await app.database.asSuperuser(
      `SELECT 1 FROM workflow_definition WHERE id = 'peer-review' AND version = '7'`,
    );
    expect(rows).toEqual([]);
  });

  it('is refused where it selects what does not exist', async () => {
    change('peer-review/instrument.yaml', 'harm-scale', 'blame-scale');
    expect(await refusal()).toMatch(
      /instrument\.yaml cannot be used:\n {2}line 6, column \d+: there is no instrument blame-scale/,
    );
  });
});

describe('an instrument that was altered in the database', () => {
  it('is not believed, though its file is as it was', async () => {
    const alter = (from: string, to: string) =>
      app.database.asSuperuser(
        `UPDATE instrument SET source = replace(source::text, $1, $2)::jsonb WHERE id = 'harm-scale'`,
        [from, to],
      );
    await alter('No harm', 'Nothing');
    expect(await refusal()).toMatch(
      /^harm-scale@1 cannot be used:\n {2}instrument: was altered in the database after it was registered/,
    );
    await alter('Nothing', 'No harm');
    expect(await refusal()).toBe('started');
  });
});

describe('a review', () => {
  it('keeps the instrument that it answered, and prints alike for ever, when the files have changed', async () => {
    const walker = new Walker(app, hospital);
    const id = await walker.walkTo('reviewed');
    const [review] = (await walker.see('coordinator', id)).content.filter(({kind}) => kind === 'review');
    const registered = await app.database.asSuperuser<{hash: string}>(
      `SELECT hash FROM instrument WHERE id = 'peer-review' AND version = '1'`,
    );
    expect(review?.data['instrument']).toEqual({id: 'peer-review', version: '1', hash: registered[0]?.hash});
    const before = await report(walker, id);
    expect(before.text).toContain('Care appropriate');

    change('peer-review/workflow.yaml', "version: '3'", "version: '4'");
    change('peer-review/instrument.yaml', "version: '1'", "version: '2'");
    change('instruments/care-rating-3.yaml', "version: '1'", "version: '2'");
    change('instruments/care-rating-3.yaml', 'label: Care appropriate', 'label: As it should be');
    const second = await restarted();
    try {
      const port = await listen(second, ['127.0.0.1'], 0);
      const baseUrl = `http://127.0.0.1:${port}`;
      const again = new Walker(
        {...app, app: second, baseUrl, port, client: () => new TestClient(baseUrl)},
        hospital,
      );
      const [seen] = (await again.see('coordinator', id)).content.filter(({kind}) => kind === 'review');
      expect(seen).toEqual(review);
      const after = await report(again, id);
      expect(after.bytes.equals(before.bytes)).toBe(true);
      const fresh = await again.walkTo('reviewed');
      expect((await report(again, fresh)).text).toContain('As it should be');
      // The first server knows neither this version of the process nor that of its instrument: it learns both.
      expect((await walker.see('coordinator', fresh)).workflow.version).toBe('4');
      expect((await report(walker, fresh)).text).toContain('As it should be');
    } finally {
      await second.close();
    }
  });

  it('stands on record with the registration of its instrument', async () => {
    const rows = await app.database.asSuperuser<{on: string}>(
      `SELECT p.event::jsonb ->> 'on' AS on FROM audit_payload p
       WHERE p.event::jsonb ->> 'type' = 'instrumentRegistered'`,
    );
    expect(rows.map(({on}) => on)).toEqual(expect.arrayContaining(['peer-review', 'harm-scale']));
  });
});

describe('what an instrument asks', () => {
  it('is shown to whoever is signed in, with every word that can be recorded', async () => {
    const staff = await new Walker(app, hospital).as('staff');
    const {status, body} = await staff.get<{title: string; questions: object[]}>(
      '/api/instruments/peer-review/versions/1',
    );
    expect(status).toBe(200);
    expect(body.title).toBe('Review of care, with harm rated apart');
    expect(body.questions).toContainEqual(
      expect.objectContaining({
        id: 'overallCare',
        about: 'care',
        options: expect.arrayContaining([expect.objectContaining({value: 'appropriate'})]) as unknown,
        phases: [],
      }),
    );
    expect((await staff.get('/api/instruments/peer-review/versions/99')).status).toBe(404);
    expect((await staff.get('/api/instruments/constructor/versions/1')).status).toBe(404);
  });
});
