import {createHash} from 'node:crypto';
import {mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir, userInfo} from 'node:os';
import {join} from 'node:path';
import {startTestApp} from '../../support/app';
import type {TestApp} from '../../support/app';
import {aHospital} from '../../support/case-builders';
import {catchUp} from '../../support/desk';
import {RetentionDrive} from '../../support/retention';
import {Walker} from '../../support/walk';
import {collegium} from '../backup/vault';
import type {Told} from '../backup/vault';

let app: TestApp;
let folder: string;
let drive: RetentionDrive;
let caseId: string;
let number: string;

beforeAll(async () => {
  app = await startTestApp();
  folder = mkdtempSync(join(tmpdir(), 'collegium-desk-'));
  const walker = new Walker(app, await aHospital(app));
  drive = new RetentionDrive(walker);
  app.clock.advance({hours: -24 * 366 * 7});
  caseId = await walker.walkTo('screening');
  await walker.do('coordinator', caseId, 'closeWithoutReview');
  app.clock.set(new Date());
  const [row] = await app.database.asSuperuser<{number: string}>('SELECT number FROM review_case');
  number = row?.number ?? '';
  await catchUp(app);
});

afterAll(async () => {
  await app.close();
  rmSync(folder, {recursive: true, force: true});
});

const run = (...args: string[]): Promise<Told> => command('compliance', ...args);

const command = (...args: string[]): Promise<Told> =>
  collegium(
    {
      DATABASE_URL: app.database.applicationUrl,
      DATABASE_OWNER_URL: app.database.ownerUrl,
      COLLEGIUM_URL: 'https://collegium.example',
      COLLEGIUM_KEY_FILE: app.config.keyFile,
      COLLEGIUM_DATA: folder,
    },
    ...args,
  );

const numbers = () => app.database.asSuperuser('SELECT number FROM desk_export');

describe('the desk on the command line', () => {
  it('searches, and says what it does not understand', async () => {
    const {code, printed} = await run('search', '--type', 'caseOpened', '--json');
    const [first = ''] = printed.split('\n');
    expect([code, JSON.parse(first)]).toMatchObject([0, {cases: [caseId], event: {type: 'caseOpened'}}]);
    const wrong = await run('search', '--case', 'PR-1', '--outcome', '9');
    expect(wrong).toMatchObject({code: 2});
    for (const name of ['--case must be the id', '--outcome']) expect(wrong.warned).toContain(name);
  });

  it('answers who saw a case, what somebody saw, and who had access to a compartment', async () => {
    const saw = await command('audit', 'who-saw', number, '--json');
    const seen = JSON.parse(saw.printed) as {items: {case: string; who: {name: string} | null}[]};
    expect(saw.code).toBe(0);
    expect(seen.items.map(({case: id}) => id)).toContain(caseId);
    expect(seen.items.map(({who}) => who?.name)).toContain('Ingrid Solheim');
    const did = await command('audit', 'seen-by', 'coordinator@demo.test');
    expect([did.code, did.printed]).toEqual([0, expect.stringContaining(caseId)]);
    const referrals = await command('audit', 'compartment', 'referral', '--json');
    const [first = ''] = referrals.printed.split('\n');
    expect([referrals.code, JSON.parse(first)]).toMatchObject([0, {cases: [caseId]}]);
    expect(await command('audit', 'compartment', 'gossip')).toMatchObject({code: 2});
    expect(await command('audit', 'reindex')).toMatchObject({code: 0});
    expect((await command('audit', 'who-saw', number, '--json')).printed).toBe(saw.printed);
  });

  it('keeps a question and asks it again, on the screen and into a numbered file', async () => {
    expect(await run('report', 'save', 'Openings', '--type', 'caseOpened')).toMatchObject({code: 0});
    expect((await run('reports')).printed).toContain('Openings  {"type":"caseOpened"}');
    expect((await run('report', 'run', 'openings')).printed).toMatch(new RegExp(`caseOpened {2}${caseId}$`));
    const file = join(folder, 'openings.csv');
    expect(await run('export', file, '--format', 'csv', '--report', 'Openings')).toMatchObject({
      code: 0,
      printed: expect.stringMatching(/^EXP-\d{4}-0001 {2}/) as string,
    });
    const lines = readFileSync(file, 'utf8').trim().split('\r\n');
    expect(lines[1]).toContain('· Command line ·');
    const again = await run('export', file, '--format', 'csv');
    expect((await numbers()).length).toBe(1);
    expect([again.code, readdirSync(folder).filter((name) => name.includes('openings'))]).toEqual([
      1,
      ['openings.csv'],
    ]);
  });

  it('looks for unusual access, and says of a finding what it was', async () => {
    expect(await run('findings', '--look', '400')).toMatchObject({code: 2});
    expect(await run('findings', '--look', '1')).toMatchObject({code: 0});
    expect(await run('finding', caseId, '--state', 'explained', '--reason', 'None.')).toMatchObject({
      code: 1,
    });
  });

  it('holds a case, and only asks for its release; dry unless it is told to apply', async () => {
    const held = await run('hold', '--scope', 'case', '--subject', number, '--reason', 'Litigation 12.');
    const [id = ''] = held.printed.split('  ');
    expect((await run('retention')).printed).toContain(`hold  ${id}  case ${caseId}  Litigation 12.`);
    expect((await run('release', id, '--reason', 'Over.')).printed).toContain('Nothing was changed');
    expect((await run('release', id, '--reason', 'Over.', '--apply')).printed).toContain('Asked for');
    expect((await run('release', id, '--reason', 'Over.', '--apply')).code).toBe(1);
    const released = await drive.post('compliance', `holds/${id}/release`, {reason: 'Over.'});
    expect(released.body).toEqual({released: true});
  });

  it('records a production of what was handed over, and writes its privilege log into a file', async () => {
    const records = (await run('producible', number)).printed.trim().split('\n');
    expect(records.length).toBeGreaterThan(1);
    const handed = join(folder, 'order.txt');
    writeFileSync(handed, 'Copy.');
    const order = [number, '--requester', 'District Court', '--authority', 'Subpoena 26-1187'];
    const dated = ['--received-on', '2026-02-20', '--basis', 'Tex. Occ. Code § 160.007'];
    expect(await run('produce', ...order, '--received-on', 'soon')).toMatchObject({
      code: 2,
      warned: expect.stringContaining('--received-on must be a date') as string,
    });
    const dry = await run('produce', ...order, ...dated);
    expect(dry.printed).toContain(`0 records as produced and ${records.length} as withheld`);
    expect((await run('productions')).printed).toContain('Nothing was produced.');
    const [item = ''] = records[0]?.split('  ') ?? [];
    const chosen = ['--item', item, '--file', handed, '--waiver', 'By the chair, in writing'];
    const made = await run('produce', ...order, ...dated, ...chosen, '--apply');
    expect(made.printed).toMatch(/^PRD-\d{4}-\d{4} {2}/);
    const [production = ''] = made.printed.split('  ');
    const shown = (await run('productions', production)).printed;
    const hash = createHash('sha256').update('Copy.').digest('hex');
    for (const line of [`handed over  order.txt  ${hash}`, `produced  ${item}`, `withheld  ${production}.`])
      expect(shown).toContain(line);
    const log = join(folder, 'log.csv');
    expect((await run('privilege-log', production, log, '--format', 'csv')).printed).toMatch(/^EXP-\d{4}-/);
    expect(readFileSync(log, 'utf8')).toContain(`${production}.`);
    expect((await run('privilege-log', production, log, '--format', 'csv')).code).toBe(1);
    expect((await run('privilege-log', 'PRD-1999-0001', `${log}2`, '--format', 'csv')).code).toBe(2);
  });

  it('reads the register of the protected space, and numbers what leaves it', async () => {
    expect((await run('space')).printed).toContain('Nothing has left');
    expect((await run('space', number)).printed).toContain(`${number}  entered `);
    const [item = ''] = (await run('producible', caseId)).printed.split('  ');
    expect((await run('space', 'remove', number, item)).printed).toContain('Nothing was changed');
    expect((await run('space', 'remove', number, item, '--apply')).printed).toMatch(
      /^RM-\d{4}-\d{4} {2}removed/,
    );
    expect((await run('space', 'remove', number, item, '--apply')).code).toBe(1);
    expect((await run('space')).printed).toMatch(new RegExp(`RM-\\d{4}-\\d{4} {2}removal {2}${number}`));
  });

  it('disposes of nothing without --apply, without another person’s approval, or twice', async () => {
    expect((await run('retention')).printed).toContain('nothing is disposed of');
    const policy = ['--class', 'content', '--programme', '*', '--years', '6', '--document', 'Schedule 7'];
    const approved = ['--counsel', 'C. Counsel', '--approved-on', '2026-03-01'];
    expect(await run('policy', 'enter', ...policy, '--counsel', 'C.', '--approved-on', 'soon')).toMatchObject(
      {
        code: 2,
        warned: expect.stringContaining('--approved-on must be a date') as string,
      },
    );
    expect((await run('policy', 'enter', ...policy, ...approved)).printed).toContain('Nothing was changed');
    expect((await drive.get<unknown[]>('compliance', 'policies')).body).toEqual([]);
    expect(await run('policy', 'enter', ...policy, ...approved, '--apply')).toMatchObject({code: 0});
    expect((await run('retention')).printed).toContain('content of *: 6 years  (C. Counsel, 2026-03-01)');
    const dry = await run('dispose');
    expect(dry.printed).toMatch(new RegExp(`${number} {2}content: due, .*\nNothing was changed`));
    expect((await drive.get<unknown[]>('compliance', 'disposals')).body).toEqual([]);
    const [id = ''] = (await run('dispose', '--apply')).printed.split('  ');
    expect(await run('dispose', id, '--apply')).toMatchObject({
      code: 1,
      warned: expect.stringContaining('A second person') as string,
    });
    expect((await drive.post('compliance', `disposals/${id}/approve`)).status).toBe(200);
    expect((await run('dispose', id)).printed).toContain('Nothing was changed');
    expect((await run('dispose', id, '--apply')).printed).toContain('1 cases were disposed of, 0 were kept');
    expect((await run('dispose', id, '--apply')).printed).toContain('0 cases were disposed of');
  });

  it('is on record as done by whoever runs the command, and shows it', async () => {
    expect(await run('report', 'save', 'Mine', '--type', 'caseOpened')).toMatchObject({code: 0});
    await catchUp(app);
    const real = `os:${userInfo().username}`;
    const asked = ['--type', 'reportSaved'];
    const {printed} = await run('search', ...asked, '--json');
    const [first = ''] = printed.split('\n');
    expect(JSON.parse(first)).toMatchObject({event: {who: {id: 'system'}, real}});
    const file = (format: string): string => join(folder, `real.${format}`);
    for (const format of ['csv', 'fhir'])
      expect(await run('export', file(format), '--format', format, ...asked)).toMatchObject({code: 0});
    expect(readFileSync(file('csv'), 'utf8')).toContain(`,system,Collegium,${real},`);
    expect(readFileSync(file('fhir'), 'utf8')).toContain(`"value":"${real}"}},"requestor":false`);
  });
});
