import {randomUUID} from 'node:crypto';
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {stringify} from 'yaml';
import {AuditedTransaction} from '../../../src/audit';
import {ReadDatabase} from '../../../src/platform/database/read-database';
import {WorkflowCatalogue} from '../../../src/workflow';
import {RegisterWorkflows} from '../../../src/workflow/commands/register-workflows';
import {FeatureWords} from '../../../src/workflow/registry/feature-words';
import {startTestApp} from '../../support/app';
import type {TestApp} from '../../support/app';
import {aHospital} from '../../support/case-builders';
import {Walker} from '../../support/walk';
import {register, secondVersion, shipped} from './versions';

let app: TestApp;
let walker: Walker;
let folder: string;

beforeAll(async () => {
  app = await startTestApp();
  walker = new Walker(app, await aHospital(app));
  folder = mkdtempSync(join(tmpdir(), 'collegium-workflows-'));
});

afterAll(async () => {
  await app.close();
  rmSync(folder, {recursive: true, force: true});
});

/** What a start would register, with these programmes in the folder. */
async function start(programmes: Readonly<Record<string, object>>): Promise<WorkflowCatalogue> {
  const directory = mkdtempSync(join(folder, 'workflows-'));
  for (const [name, workflow] of Object.entries(programmes)) {
    mkdirSync(join(directory, name));
    writeFileSync(join(directory, name, 'workflow.yaml'), stringify(workflow));
    writeFileSync(join(directory, name, 'forms.yaml'), stringify(shipped.source.forms));
    if (shipped.source.instrument !== null)
      writeFileSync(join(directory, name, 'instrument.yaml'), stringify(shipped.source.instrument));
  }
  const catalogue = new WorkflowCatalogue();
  const words = app.app.get(FeatureWords);
  const features = {directory, vocabulary: () => words.vocabulary()} as FeatureWords;
  const {clock} = app;
  const commands = new RegisterWorkflows(
    app.app.get(ReadDatabase),
    app.app.get(AuditedTransaction),
    clock,
    catalogue,
    features,
  );
  await commands.onApplicationBootstrap();
  return catalogue;
}

describe('a registered version', () => {
  it('is there for its cases when its file is gone', async () => {
    const catalogue = await start({});
    expect(catalogue.offered('peer-review')).toBeUndefined();
    expect(catalogue.version('peer-review', '3').hash).toBe(shipped.hash);
  });

  it('is not changed under its version', async () => {
    const {workflow} = shipped.source;
    const altered = {...workflow, meta: {...workflow.meta, title: 'Another'}};
    await expect(start({'peer-review': altered})).rejects.toThrow(
      /was changed, but version '3' is registered already: give it a new version/,
    );
  });

  it('is not believed when it was altered in the database, and neither is a case of it', async () => {
    const id = await walker.walkTo('referred');
    await app.database.asSuperuser(`UPDATE review_case SET workflow_hash = 'x' WHERE id = $1`, [id]);
    expect((await walker.look('coordinator', id)).status).toBe(500);
    await app.database.asSuperuser('UPDATE review_case SET workflow_hash = $2 WHERE id = $1', [
      id,
      shipped.hash,
    ]);
    await app.database.asSuperuser(`UPDATE workflow_definition SET hash = 'x' WHERE id = 'peer-review'`);
    await expect(start({})).rejects.toThrow(/was altered in the database after it was registered/);
    await app.database.asSuperuser('UPDATE workflow_definition SET hash = $1', [shipped.hash]);
  });
});

describe('GET /api/workflows', () => {
  it('tells everybody signed in of the processes, their versions and stages', async () => {
    const hash = await register(app, secondVersion());
    const client = await walker.as('physician');
    const {body} = await client.get<{id: string; states: {path: string}[]}[]>('/api/workflows');
    const mine = body.find(({id}) => id === 'peer-review');
    expect(mine).toMatchObject({
      title: 'Clinical peer review',
      current: '3',
      versions: [
        {version: '3', hash: shipped.hash},
        {version: '4', hash},
      ],
    });
    expect(mine?.states).toContainEqual({path: 'open.screening', title: 'Screening', settled: false});
    expect(mine?.states).toContainEqual({path: 'closed', title: 'Closed', settled: true});
  });

  it('is followed by what can be done: an action of a version that was registered meanwhile is known', async () => {
    const absent = randomUUID();
    const code = async (type: string): Promise<string | undefined> =>
      (await walker.act('coordinator', absent, type, {data: {}, version: 'x'})).body.code;
    await app.database.asSuperuser(`DELETE FROM workflow_definition WHERE version = '4'`);
    expect([await code('tellRisk'), await code('referToRisk')]).toEqual(['unknown_action', 'not_found']);
    await register(app, secondVersion());
    expect([await code('tellRisk'), await code('tellRisks')]).toEqual(['not_found', 'unknown_action']);
  });

  it('shows a version as it was registered, and nothing of one that was not', async () => {
    const client = await walker.as('staff');
    const {body} = await client.get('/api/workflows/peer-review/versions/3');
    expect(body).toMatchObject({id: 'peer-review', version: '3', hash: shipped.hash});
    expect((body as {definition: unknown}).definition).toEqual(shipped.source.workflow);
    for (const path of ['peer-review/versions/9', 'nothing/versions/1'])
      expect(await client.get(`/api/workflows/${path}`)).toMatchObject({
        status: 404,
        body: {code: 'not_found'},
      });
  });

  it('tells nothing without a sign-in', async () => {
    expect((await app.client().get('/api/workflows')).status).toBe(401);
  });
});
