import {mkdirSync, mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {startTestApp} from '../../support/app';
import type {TestApp} from '../../support/app';
import {closeWhole} from '../../support/close-whole';
import {aHospital} from '../../support/case-builders';
import {connected} from '../../support/database';
import {Timer} from '../../support/deadlines';
import {Walker} from '../../support/walk';
import {installProgram, startProgram} from '../start/start-program';
import type {Started} from '../start/start-program';

const CASES = process.env['COLLEGIUM_DRILL'] === 'full' ? 20 : 5;
jest.setTimeout(300_000);

let app: TestApp;
let folder: string;
const running = new Set<Started>();

beforeAll(async () => {
  app = await startTestApp();
  folder = mkdtempSync(join(tmpdir(), 'collegium-killed-'));
  mkdirSync(join(folder, 'program'));
});

afterAll(async () => {
  await Promise.all([...running].map(kill));
  await closeWhole(app);
  rmSync(folder, {recursive: true, force: true});
});

function start(program: string): Started {
  const started = startProgram(program, {
    DATABASE_URL: app.database.applicationUrl,
    COLLEGIUM_DEMO: 'off',
    COLLEGIUM_HOST: '127.0.0.1',
    COLLEGIUM_URL: 'https://collegium.example',
    COLLEGIUM_TRUST_PROXY: '127.0.0.1',
    COLLEGIUM_KEY_FILE: app.config.keyFile,
    COLLEGIUM_DATA: folder,
  });
  running.add(started);
  return started;
}

async function kill(started: Started): Promise<void> {
  running.delete(started);
  started.child.kill('SIGKILL');
  await started.ended;
}

/** Transactions that wait for a lock. */
async function waiting(): Promise<number> {
  const [row] = await app.database.asSuperuser<{count: number}>(
    `SELECT count(*)::int AS count FROM pg_stat_activity
     WHERE datname = $1 AND wait_event_type = 'Lock' AND query NOT LIKE '%pg_stat_activity%'`,
    [app.database.name],
  );
  return row?.count ?? 0;
}

describe('deadlines in real processes', () => {
  it('happen once each, though one is killed in the middle of a step and another comes later', async () => {
    const program = installProgram(join(folder, 'program'));
    const walker = new Walker(app, await aHospital(app));
    const timer = new Timer(app);
    const ids: string[] = [];
    // By the test's clock in spring: by the machine's, all of it is overdue.
    for (let count = 0; count < CASES; count += 1) ids.push(await walker.walkTo('awaitingInput'));
    await connected(app.database.superuserUrl, async (client) => {
      await client.query('BEGIN');
      await client.query('SELECT FROM review_case WHERE id = $1 FOR UPDATE', [ids[0]]);
      const first = start(program);
      const second = start(program);
      await Promise.all([first.ready, second.ready]);
      while ((await waiting()) < 2) expect(running.size).toBe(2);
      await kill(first);
      await client.query('ROLLBACK');
    });
    const third = start(program);
    await third.ready;
    const steps = async (id: string): Promise<string[]> =>
      (await timer.happened(id)).filter(({stage}) => stage === 'open.awaitingInput').map(({step}) => step);
    for (const id of ids) while ((await steps(id)).length < 3) expect(running.size).toBe(2);
    await Promise.all([...running].map(kill));
    for (const id of ids) {
      expect(await steps(id)).toEqual(['-P7D', '-P2D', 'inputTimeElapsed']);
      const recorded = (await timer.recorded(id)).slice(0, 3);
      expect(recorded.map(({details}) => details['step'] ?? details['action'])).toEqual(await steps(id));
      expect(recorded.every(({via}) => via === 'system')).toBe(true);
      expect(await timer.told(walker.id('physician'), id)).toEqual(['inputRequested', 'overdue', 'overdue']);
    }
    process.stdout.write(`cases through a killed process: ${CASES}\n`);
  });
});
