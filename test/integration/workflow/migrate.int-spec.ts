import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdirSync, mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {runCli} from '../../../src/cli/run-cli';
import {startTestApp} from '../../support/app';
import type {TestApp} from '../../support/app';
import {closeWhole} from '../../support/close-whole';
import {aHospital} from '../../support/case-builders';
import {connected} from '../../support/database';
import {Timer, days} from '../../support/deadlines';
import {Walker} from '../../support/walk';
import {installProgram} from '../start/start-program';
import {register, secondVersion} from './versions';

jest.setTimeout(300_000);

let app: TestApp;
let walker: Walker;
let timer: Timer;
let folder: string;
let hash: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'collegium-migrate-'));
  mkdirSync(join(folder, 'program'));
  // Building blocks this process, in which idle connections would be given up meanwhile.
  installProgram(join(folder, 'program'));
  app = await startTestApp();
  walker = new Walker(app, await aHospital(app));
  timer = new Timer(app);
  hash = await register(app, secondVersion());
});

afterAll(async () => {
  await closeWhole(app);
  rmSync(folder, {recursive: true, force: true});
});

const env = (): Record<string, string> => ({
  DATABASE_URL: app.database.applicationUrl,
  COLLEGIUM_DEMO: 'off',
  COLLEGIUM_URL: 'https://collegium.example',
  COLLEGIUM_KEY_FILE: app.config.keyFile,
  COLLEGIUM_DATA: folder,
});

const ORDER = ['workflow', 'migrate', 'peer-review', '--from', '3', '--to', '4'];
const MAP = ['--map', 'open.screening=open.triage'];

async function migrate(...args: string[]): Promise<{code: number; said: string}> {
  const said: string[] = [];
  const print = (line: string): void => void said.push(line);
  const code = await runCli([...ORDER, ...args], {
    env: env(),
    root: join(__dirname, '..', '..', '..'),
    print,
    warn: print,
    readInput: () => Promise.resolve(''),
  });
  return {code, said: said.join('\n')};
}

const rows = (): Promise<object[]> =>
  app.database.asSuperuser(
    'SELECT id, workflow_version, workflow_hash, state, history, facts, stage, due_at FROM review_case ORDER BY id',
  );
const versionOf = async (id: string): Promise<string | undefined> => {
  const [row] = await app.database.asSuperuser<{workflow_version: string}>(
    'SELECT workflow_version FROM review_case WHERE id = $1',
    [id],
  );
  return row?.workflow_version;
};

describe('moving cases to another version', () => {
  it('is only shown at first: which go where, and which cannot and why, by their numbers alone', async () => {
    const id = await walker.walkTo('screening');
    const {number} = await walker.see('coordinator', id);
    const before = await rows();
    const without = await migrate();
    expect(without.code).toBe(1);
    expect(without.said).toContain(
      `open.screening cannot go: there is no state open.screening: say where open.screening goes with --map\n    1: ${number}`,
    );
    const mapped = await migrate(...MAP);
    expect(mapped).toEqual({
      code: 0,
      said: `open.screening -> open.triage\n    1: ${number}\nNothing was changed: --apply moves those that can go.`,
    });
    expect(await rows()).toEqual(before);
    expect([...walker.entered.keys()].filter((word) => mapped.said.includes(word))).toEqual([]);
  });

  it('leaves those that cannot go where they are', async () => {
    const before = await rows();
    const {code, said} = await migrate('--apply');
    expect(code).toBe(1);
    expect(said).toContain('0 of 1 cases were moved');
    expect(await rows()).toEqual(before);
  });

  it('takes stage, history, facts and deadlines along, on record, and the case goes on to its end', async () => {
    const [screening, awaiting] = [await walker.walkTo('screening'), await walker.walkTo('awaitingInput')];
    const held = await walker.walkTo('screening');
    await walker.do('coordinator', held, 'hold');
    const due = await timer.due(awaiting);
    expect((await migrate(...MAP, '--apply')).code).toBe(0);
    for (const id of [screening, awaiting, held]) expect(await versionOf(id)).toBe('4');
    expect(await walker.see('coordinator', screening)).toMatchObject({
      state: {open: 'triage'},
      workflow: {version: '4', hash},
    });
    expect(await timer.due(awaiting)).toEqual(days(due, 7));
    expect((await timer.recorded(screening)).at(-1)).toMatchObject({
      type: 'workflowMigrated',
      via: 'cli',
      details: {from: 'open.screening', to: 'open.triage', versions: [{version: '3'}, {version: '4', hash}]},
    });
    app.clock.set(days(app.clock.now(), 5));
    await walker.do('coordinator', held, 'resume');
    expect((await walker.see('coordinator', held)).state).toEqual({open: 'triage'});
    expect(await timer.due(held)).toEqual(days(app.clock.now(), 7));
    await timer.at(days(due, 7));
    expect((await walker.see('coordinator', awaiting)).state).toEqual({open: 'readyToAssign'});
    await walker.stage('awaitingInput', screening);
    await walker.stage('readyToAssign', screening);
    await walker.stage('assigned', screening);
    expect((await walker.see('coordinator', screening)).state).toEqual({open: 'assigned'});
  });

  it('done again changes nothing', async () => {
    const before = await rows();
    expect(await migrate(...MAP, '--apply')).toEqual({
      code: 0,
      said: 'No case is of the old version.\n0 of 0 cases were moved to peer-review 4.',
    });
    expect(await rows()).toEqual(before);
  });

  it('is refused for versions that are not registered, or a map that names nothing', async () => {
    expect(await migrate('--map', 'open.nowhere=open.triage')).toMatchObject({
      code: 1,
      said: expect.stringContaining('the old version has no state open.nowhere') as string,
    });
    const order = ['workflow', 'migrate', 'peer-review', '--from', '3', '--to', '9'];
    const warned: string[] = [];
    const code = await runCli(order, {
      env: env(),
      root: join(__dirname, '..', '..', '..'),
      print: () => undefined,
      warn: (line) => warned.push(line),
      readInput: () => Promise.resolve(''),
    });
    expect(code).toBe(2);
    expect(warned.join('')).toContain('peer-review@9 is not registered here');
  });
});

describe('a migration that is killed between two cases', () => {
  it('has moved whole cases, and goes on where it ended', async () => {
    const made: string[] = [];
    for (let count = 0; count < 4; count += 1) made.push(await walker.walkTo('screening'));
    // They are moved by their numbers, which do not tell in which order they were given.
    const numbered = 'SELECT id FROM review_case WHERE id = ANY ($1::uuid[]) ORDER BY number';
    const ids = (await app.database.asSuperuser<{id: string}>(numbered, [made])).map(({id}) => id);
    const {PATH = '', HOME = ''} = process.env;
    await connected(app.database.superuserUrl, async (client) => {
      await client.query('BEGIN');
      await client.query('SELECT FROM review_case WHERE id = $1 FOR UPDATE', [ids[2]]);
      const cli = join(folder, 'program', 'dist', 'cli.js');
      const child = spawn(process.execPath, [cli, ...ORDER, ...MAP, '--apply'], {
        env: {PATH, HOME, ...env()},
      });
      const ended = once(child, 'exit');
      while ((await versionOf(ids[1] ?? '')) !== '4') expect(child.exitCode).toBeNull();
      child.kill('SIGKILL');
      await ended;
      await client.query('ROLLBACK');
    });
    expect(await Promise.all(ids.map(versionOf))).toEqual(['4', '4', '3', '3']);
    expect((await walker.see('coordinator', ids[2] ?? '')).state).toEqual({open: 'screening'});
    const {code, said} = await migrate(...MAP, '--apply');
    expect({code, last: said.split('\n').at(-1)}).toEqual({
      code: 0,
      last: '2 of 2 cases were moved to peer-review 4.',
    });
    for (const id of ids)
      expect((await timer.recorded(id)).filter(({type}) => type === 'workflowMigrated')).toHaveLength(1);
  });
});

describe('a migration and a person at once', () => {
  it('do not lose each other', async () => {
    for (let count = 0; count < 3; count += 1) {
      const id = await walker.walkTo('screening');
      const {version} = await walker.see('coordinator', id);
      const data = {reasons: ['careQuestion'], question: 'What happened?'};
      const [{code}, answer] = await Promise.all([
        migrate(...MAP, '--apply'),
        walker.act('coordinator', id, 'requestInput', {data, version}),
      ]);
      expect(code).toBe(0);
      expect([200, 409]).toContain(answer.status);
      expect(await versionOf(id)).toBe('4');
      const {state} = await walker.see('coordinator', id);
      expect(state).toEqual(answer.status === 200 ? {open: 'awaitingInput'} : {open: 'triage'});
    }
  });
});
