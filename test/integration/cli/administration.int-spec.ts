import {generateSync} from 'otplib';
import {randomBytes} from 'node:crypto';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {AccessLog, INSTALLATION, streams} from '../../../src/audit';
import {runCli} from '../../../src/cli/run-cli';
import {DemonstrationRefusedError, SeedInterruptedError, seedIfEmpty} from '../../../src/seed';
import {CreateOrganisation} from '../../../src/identity';
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
      expect.stringMatching(/^PR-\d{4}-\d{5}$/),
      'Referred',
    ]);
  });

  it('takes lost second factors away, with every session, on record', async () => {
    const office = app.client();
    await office.signIn('office@hospital.test', PASSWORD);
    const begun = await office.post<{id: string; secret: string}>('/api/session/factors/totp', {
      name: 'Lost',
    });
    const code = generateSync({
      secret: begun.body.secret,
      epoch: Math.floor(app.clock.now().getTime() / 1000),
    });
    const confirmed = await office.post(`/api/session/factors/totp/${begun.body.id}`, {code});
    expect(confirmed.status).toBe(200);
    const nobody = await collegium('user', 'reset-factor', '--email', 'nobody@hospital.test');
    expect([nobody.code, nobody.warned]).toEqual([2, expect.stringContaining('nobody has the address')]);
    const reset = await collegium('user', 'reset-factor', '--email', 'Office@Hospital.test');
    expect([reset.code, reset.printed]).toEqual([0, expect.stringContaining('1 second factors')]);
    expect((await office.get('/api/session')).status).toBe(401);
    await office.signIn('office@hospital.test', PASSWORD);
    const session = await office.get<{secondFactor: unknown}>('/api/session');
    expect(session.body.secondFactor).toMatchObject({enrolled: false, proven: false});
    const events = await app.database.asSuperuser(
      `SELECT FROM audit_payload WHERE event::jsonb->>'type' = 'secondFactorReset'`,
    );
    expect(events).toHaveLength(1);
  });

  it('forgets who somebody is at the identity provider, with every session, on record', async () => {
    const office = app.client();
    await office.signIn('office@hospital.test', PASSWORD);
    await app.database.asSuperuser(
      `INSERT INTO provider_identity (organisation_id, id, issuer, subject, person_id, linked_at)
       SELECT organisation_id, gen_random_uuid(), 'https://login.example.org', 'x', id, now() FROM person
       WHERE email = 'office@hospital.test'`,
    );
    const unlink = await collegium('user', 'unlink-provider', '--email', 'office@hospital.test');
    expect([unlink.code, unlink.printed]).toEqual([0, expect.stringContaining('1 links')]);
    expect((await office.get('/api/session')).status).toBe(401);
    const nobody = await collegium('user', 'unlink-provider', '--email', 'nobody@hospital.test');
    expect(nobody.code).toBe(2);
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

describe('the demonstration', () => {
  it('is not made of somebody’s own organisation, whose people would need no second factor', async () => {
    const app = await startTestApp();
    try {
      await app.app.get(CreateOrganisation).run({name: 'Real', timeZone: 'Europe/Vienna'}, 'system');
      const {applicationUrl} = app.database;
      await expect(seedIfEmpty(app.config, {applicationUrl}, () => undefined)).rejects.toThrow(
        DemonstrationRefusedError,
      );
    } finally {
      await app.close();
    }
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
