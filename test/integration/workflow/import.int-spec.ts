import {cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {runCli} from '../../../src/cli/run-cli';
import {startTestApp} from '../../support/app';
import type {TestApp} from '../../support/app';

const root = join(__dirname, '..', '..', '..');

let app: TestApp;
let folder: string;

beforeAll(async () => {
  app = await startTestApp();
});

afterAll(() => app.close());

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'collegium-import-'));
  cpSync(join(root, 'workflows', 'peer-learning'), join(folder, 'peer-learning'), {recursive: true});
  cpSync(join(root, 'workflows', 'instruments'), join(folder, 'instruments'), {recursive: true});
});

afterEach(() => {
  rmSync(folder, {recursive: true});
});

function change(file: string, from: string, to: string): void {
  const path = join(folder, 'peer-learning', file);
  const text = readFileSync(path, 'utf8');
  expect(text).toContain(from);
  writeFileSync(path, text.replace(from, to));
}

async function imported(): Promise<{code: number; said: string}> {
  const said: string[] = [];
  const print = (line: string): void => void said.push(line);
  const code = await runCli(['workflow', 'import', join(folder, 'peer-learning')], {
    env: {
      DATABASE_URL: app.database.applicationUrl,
      COLLEGIUM_DEMO: 'off',
      COLLEGIUM_URL: 'https://collegium.example',
      COLLEGIUM_KEY_FILE: app.config.keyFile,
      COLLEGIUM_DATA: folder,
    },
    root,
    print,
    warn: print,
    readInput: () => Promise.resolve(''),
  });
  return {code, said: said.join('\n')};
}

const registered = async (): Promise<unknown> => ({
  versions: await app.database.asSuperuser(
    "SELECT version, hash FROM workflow_definition WHERE id = 'peer-learning' ORDER BY version",
  ),
  instruments: await app.database.asSuperuser('SELECT id, version FROM instrument ORDER BY id, version'),
  onRecord: await app.database.asSuperuser(
    `SELECT count(*)::integer FROM audit_payload WHERE event LIKE '%workflowRegistered%'`,
  ),
});

describe('a programme that is imported', () => {
  it.each([
    [
      'has a fault',
      'by: [coordinator], form: take-in',
      'by: [coordinater], form: take-in',
      'did you mean coordinator',
    ],
    [
      'breaks a promise',
      "guard: '!feedbackSent'",
      "guard: 'feedbackSent'",
      'does not hold: A case can be withdrawn',
    ],
  ])('is refused whole when it %s, with the place', async (_what, from, to, fault) => {
    change('workflow.yaml', "version: '3'", "version: '4'");
    change('workflow.yaml', from, to);
    const before = await registered();
    const {code, said} = await imported();
    expect(code).toBe(1);
    expect(said).toContain(fault);
    expect(said).toMatch(/workflow\.yaml:\d+:\d+ /);
    expect(await registered()).toEqual(before);
  });

  it('is refused when it or a letter of it was changed under an unchanged version, or its instrument was', async () => {
    const before = await registered();
    change('workflow.yaml', 'title: Peer learning', 'title: Peer teaching');
    expect(await imported()).toMatchObject({
      code: 1,
      said: expect.stringContaining("version '3' is registered already: give it a new version") as string,
    });
    change('workflow.yaml', 'title: Peer teaching', 'title: Peer learning');
    change('letters.yaml', 'Dear {{recipient}}', 'Hello {{recipient}}');
    expect(await imported()).toMatchObject({
      code: 1,
      said: expect.stringContaining("version '3' is registered already: give it a new version") as string,
    });
    change('workflow.yaml', "version: '3'", "version: '4'");
    change('instrument.yaml', 'title: ', 'title: Another ');
    expect(await imported()).toMatchObject({
      code: 1,
      said: expect.stringContaining('reviews keep it: give it a new version') as string,
    });
    expect(await registered()).toEqual(before);
  });

  it('is registered once, on record, so that cases can be migrated to it', async () => {
    const before = (await registered()) as {onRecord: [{count: number}]};
    change('workflow.yaml', "version: '3'", "version: '4'");
    const {code, said} = await imported();
    expect({code, said}).toEqual({
      code: 0,
      said: expect.stringMatching(/^peer-learning@4 is registered \(sha256 [0-9a-f]{64}\)\./) as string,
    });
    expect(await imported()).toEqual({
      code: 0,
      said: 'peer-learning@4 is registered already, word for word.',
    });
    expect(await registered()).toMatchObject({
      versions: [{version: '3'}, {version: '4', hash: said.slice(-400).match(/[0-9a-f]{64}/)?.[0]}],
      onRecord: [{count: before.onRecord[0].count + 1}],
    });
  });
});
