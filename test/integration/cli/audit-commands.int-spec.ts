import {cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {CreateOrganisation} from '../../../src/identity';
import {runCli} from '../../../src/cli/run-cli';
import {startTestApp} from '../../support/app';
import type {TestApp} from '../../support/app';
import {FakeClock} from '../../support/fake-clock';

describe('the commands over the log', () => {
  let app: TestApp;
  let folder: string;

  beforeAll(async () => {
    // The commands have a clock of their own.
    app = await startTestApp({}, {clock: new FakeClock(new Date())});
    folder = mkdtempSync(join(tmpdir(), 'collegium-audit-'));
    await app.app.get(CreateOrganisation).run({name: 'Our hospital', timeZone: 'Europe/Vienna'}, 'system');
  });

  afterAll(async () => {
    await app.close();
    rmSync(folder, {recursive: true, force: true});
  });

  async function collegium(...args: string[]): Promise<{code: number; printed: string; warned: string}> {
    const printed: string[] = [];
    const warned: string[] = [];
    const code = await runCli(args, {
      env: {
        DATABASE_URL: app.database.applicationUrl,
        DATABASE_OWNER_URL: app.database.ownerUrl,
        COLLEGIUM_URL: 'https://collegium.example',
        COLLEGIUM_KEY_FILE: app.config.keyFile,
        COLLEGIUM_DATA: folder,
      },
      root: join(__dirname, '..', '..', '..'),
      print: (line) => printed.push(line),
      warn: (line) => warned.push(line),
      readInput: () => Promise.resolve(''),
    });
    return {code, printed: printed.join('\n'), warned: warned.join('\n')};
  }

  it('export, prove and verify, and say what is wrong', async () => {
    const place = join(folder, 'export');
    const exported = await collegium('audit', 'export', place);
    expect(exported).toMatchObject({code: 0, warned: ''});
    const [number = ''] = /EXP-\d{4}-\d{4}/.exec(exported.printed) ?? [];
    const registered = await app.database.asSuperuser(
      `SELECT x.what, (SELECT count(*)::int FROM audit_payload WHERE event::jsonb -> 'details' ->> 'number' = x.number) AS events
       FROM desk_export x WHERE x.number = $1`,
      [number],
    );
    expect(registered).toEqual([{what: 'log', events: 1}]);
    expect(await collegium('audit', 'export', place)).toMatchObject({code: 2});
    const key = join(place, 'key');
    const checkpoint = join(place, 'checkpoint');
    const whole = await collegium(
      'audit',
      'verify',
      place,
      '--key',
      key,
      '--checkpoint',
      checkpoint,
      '--json',
    );
    expect([whole.code, JSON.parse(whole.printed)]).toMatchObject([0, {ok: true, first: null}]);
    expect(await collegium('audit', 'verify', '--tiles', place, '--key', key)).toMatchObject({code: 0});
    const proof = join(folder, 'first.tlog-proof');
    const write = ['audit', 'prove', 'org#1', '--output', proof];
    expect(await collegium(...write)).toEqual({code: 0, printed: proof, warned: ''});
    expect(await collegium('audit', 'verify', '--proof', proof, '--key', key)).toMatchObject({code: 0});
    expect(await collegium('audit', 'prove', 'org#99999')).toMatchObject({code: 1});
    expect(await collegium('audit', 'fsck', '--checkpoint', checkpoint)).toMatchObject({code: 0});
    const broken = join(folder, 'broken');
    cpSync(place, broken, {recursive: true});
    rmSync(join(broken, 'tile', 'entries'), {recursive: true});
    const found = await collegium('audit', 'verify', broken, '--key', key, '--json');
    expect([found.code, JSON.parse(found.printed)]).toMatchObject([
      1,
      {first: {index: 0, kind: 'truncated'}},
    ]);
    expect(await collegium('audit', 'verify', '--proof', proof)).toMatchObject({code: 2});
  });

  it('write a proof into a file of the event’s name, never over another, and print it when asked to', async () => {
    const work = mkdtempSync(join(folder, 'proofs-'));
    const before = process.cwd();
    process.chdir(work);
    try {
      const path = join(process.cwd(), 'org#1.tlog-proof');
      expect(await collegium('audit', 'prove', 'org#1')).toEqual({code: 0, printed: path, warned: ''});
      const proof = readFileSync(path, 'utf8');
      const printed = await collegium('audit', 'prove', 'org#1', '--output', '-');
      // What follows the entry speaks of the tree, which may have grown since.
      const entry = proof.split('\nindex ')[0] ?? '';
      expect(entry.split('\n')).toHaveLength(2);
      expect([printed.code, printed.printed.startsWith(`${entry}\nindex `)]).toEqual([0, true]);
      writeFileSync(path, 'mine');
      const again = await collegium('audit', 'prove', 'org#1');
      expect([again.code, again.warned]).toEqual([2, expect.stringContaining('--output FILE')]);
      expect(readFileSync(path, 'utf8')).toBe('mine');
      const nowhere = join(work, 'nowhere', 'a.tlog-proof');
      expect(await collegium('audit', 'prove', '0', '--output', nowhere)).toMatchObject({code: 2});
      expect(await collegium('audit', 'prove', 'no/such#9')).toMatchObject({code: 1, printed: ''});
      expect(readdirSync(work)).toEqual(['org#1.tlog-proof']);
    } finally {
      process.chdir(before);
    }
  });
});
