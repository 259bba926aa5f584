import {randomBytes} from 'node:crypto';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {AccessLog, INSTALLATION, streams} from '../../../src/audit';
import {runCli} from '../../../src/cli/run-cli';
import {SeedInterruptedError, seedIfEmpty} from '../../../src/seed';
import {startTestApp} from '../../support/app';
import type {TestApp} from '../../support/app';

const PASSWORD = 'a long enough word for us';

describe('an installation outside the demonstration', () => {
  let app: TestApp;
  let folder: string;
  let env: NodeJS.ProcessEnv;

  beforeAll(async () => {
    app = await startTestApp();
    folder = mkdtempSync(join(tmpdir(), 'collegium-cli-'));
    const keyFile = join(folder, 'key');
    writeFileSync(keyFile, randomBytes(32).toString('base64'), {mode: 0o600});
    env = {
      DATABASE_URL: app.database.applicationUrl,
      DATABASE_OWNER_URL: app.database.ownerUrl,
      COLLEGIUM_URL: 'https://collegium.example',
      COLLEGIUM_KEY_FILE: keyFile,
      COLLEGIUM_DATA: folder,
    };
  });

  afterAll(async () => {
    await app.close();
    rmSync(folder, {recursive: true, force: true});
  });

  async function collegium(...args: string[]): Promise<{code: number; printed: string; warned: string}> {
    const printed: string[] = [];
    const warned: string[] = [];
    const code = await runCli(args, {
      env,
      root: join(__dirname, '..', '..', '..'),
      print: (line) => printed.push(line),
      warn: (line) => warned.push(line),
      readInput: () => Promise.resolve(`${PASSWORD}\n`),
    });
    return {code, printed: printed.join('\n'), warned: warned.join('\n')};
  }

  const userAdd = (key: string, name: string, ...more: string[]) =>
    collegium('user', 'add', '--email', `${key}@hospital.test`, '--name', name, '--password-stdin', ...more);

  it('takes its first case in after four commands', async () => {
    const none = await userAdd('office', 'Quality office');
    expect([none.code, none.warned]).toEqual([2, expect.stringContaining('organisation add')]);

    const committee = ['committee', 'add', '--name', 'Peers', '--programme', 'peer-review', '--quorum', '3'];
    const commands = [
      await collegium('organisation', 'add', '--name', 'Our hospital', '--time-zone', 'Europe/Vienna'),
      await collegium(...committee, '--privilege-text', 'Confidential.', '--by-default'),
      await userAdd('office', 'Quality office', '--role', 'coordinator'),
      await userAdd('doctor', 'Dr Ada Example', '--physician', '--role', 'physician'),
      await userAdd('chair', 'Dr Bea Example', '--role', 'chair:Peers'),
    ];
    expect(commands.map(({code, warned}) => [code, warned])).toEqual(commands.map(() => [0, '']));

    const office = app.client();
    await office.post('/api/session', {email: 'office@hospital.test', password: PASSWORD});
    const doctor = commands[3]?.printed;
    const referred = await office.post<{number: string; stateTitle: string}>('/api/cases', {
      programme: 'peer-review',
      data: {
        class: 'case',
        source: 'staff',
        eventDate: '2026-01-02',
        department: 'Medicine',
        focusPhysician: doctor,
        patientReference: 'MRN 1',
        narrative: 'A question about timing.',
      },
    });
    expect([referred.status, referred.body.number, referred.body.stateTitle]).toEqual([
      201,
      expect.stringMatching(/^PR-\d{4}-0001$/),
      'Referred',
    ]);
  });

  it('refuses a quorum that is no number, and says how to call it', async () => {
    const answer = await collegium(
      'committee',
      'add',
      '--name',
      'x',
      '--programme',
      'peer-review',
      '--quorum',
      'two',
    );
    expect([answer.code, answer.warned]).toEqual([
      2,
      expect.stringContaining('--quorum must be a whole number'),
    ]);
  });
});

describe('a demonstration whose seeding was cut off', () => {
  it('is not taken for a whole one', async () => {
    const app = await startTestApp();
    try {
      await app.app.get(AccessLog).record(INSTALLATION, [
        {
          stream: streams.organisation(),
          kind: 'configuration',
          event: {
            type: 'demonstrationSeedBegun',
            action: 'C',
            outcome: '0',
            who: 'system',
            as: [],
            on: null,
            details: {},
          },
        },
      ]);
      const {applicationUrl} = app.database;
      await expect(seedIfEmpty(app.config, {applicationUrl}, () => undefined)).rejects.toThrow(
        SeedInterruptedError,
      );
    } finally {
      await app.close();
    }
  });
});
