import {startTestApp} from '../../support/app';
import type {TestApp} from '../../support/app';
import {aHospital, grant} from '../../support/case-builders';
import type {Answer} from '../../support/client';
import {recordedIn} from '../../support/recorded';
import {Walker} from '../../support/walk';

interface Report {
  readonly columns: readonly {readonly name: string; readonly title: string}[];
  readonly lines: readonly {
    readonly line: number;
    readonly cells: readonly string[];
    readonly caseId: string | null;
    readonly warnings: readonly {readonly column: string; readonly detail: string}[];
  }[];
  readonly faults: readonly {
    readonly line: number;
    readonly column: string | null;
    readonly detail: string;
  }[];
  readonly left: number;
}

let app: TestApp;
let walker: Walker;

beforeAll(async () => {
  app = await startTestApp();
  walker = new Walker(app, await aHospital(app));
});

afterAll(() => app.close());

const HEADER = 'Date of the event,department,focusPhysician,patientReference,source,narrative';
const row = (narrative: string, physician = 'physician@demo.test'): string =>
  `2026-02-14,Surgery,${physician},MRN 7740129,Trigger: none,"${narrative}"`.replace(
    'Trigger: none',
    'staff',
  );
const fileOf = (...rows: readonly string[]): string => [HEADER, ...rows].join('\r\n');

const send = async (
  csv: string,
  {apply = false, key = 'coordinator', programme = 'peer-review'} = {},
): Promise<Answer<Report>> =>
  (await walker.as(key)).post<Report>('/api/cases/import', {programme, csv, ...(apply && {apply})});

const cases = async (): Promise<number> =>
  (await app.database.asSuperuser<{count: number}>('SELECT count(*)::integer AS count FROM review_case'))[0]
    ?.count ?? -1;

describe('a list of referrals', () => {
  it('has the columns of the programme’s form', async () => {
    const office = await walker.as('coordinator');
    const {body} = await office.get<{items: {name: string; required: boolean; holds: string}[]}>(
      '/api/cases/import/columns?programme=case-conference',
    );
    expect(body.items.filter(({required}) => required).map(({name}) => name)).toEqual([
      'eventDate',
      'department',
      'focusPhysician',
      'patientReference',
      'narrative',
    ]);
    expect(body.items.find(({name}) => name === 'class')?.holds).toContain('death (A death)');
    expect((await office.get('/api/cases/import/columns?programme=none')).status).toBe(422);
    expect((await office.get('/api/cases/import/columns')).status).toBe(400);
    const other = await walker.as('staff');
    expect((await other.get('/api/cases/import/columns?programme=peer-review')).status).toBe(404);
  });

  it('is shown as it is understood before anything is referred, with who is named and should not be', async () => {
    const before = await cases();
    const {status, body} = await send(fileOf(row('Dr Daniel Whitcombe came late.'), row('=HYPERLINK(1)')), {
      programme: 'peer-review',
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      faults: [],
      left: 2,
      lines: [
        {line: 2, caseId: null},
        {line: 3, caseId: null},
      ],
    });
    expect(body.columns.map(({name}) => name)).toContain('focusPhysician');
    const [first, second] = body.lines.map(({cells}) => cells);
    expect(first?.slice(0, 3)).toEqual(['A single case', 'A member of staff', '2026-02-14']);
    expect(second?.at(-1)).toBe('=HYPERLINK(1)');
    expect(body.lines[0]?.warnings).toEqual([
      {column: 'narrative', detail: expect.stringContaining('names a colleague') as string},
    ]);
    expect(body.lines[1]?.warnings).toEqual([]);
    expect(await cases()).toBe(before);
  });

  it('is referred row by row as if typed by hand, and the same file refers nothing twice', async () => {
    const before = await cases();
    const csv = fileOf(row('=cmd|calc'), row('Second, "with" words'.replaceAll('"', '""')));
    const {body} = await send(csv, {apply: true});
    expect(body).toMatchObject({faults: [], left: 0});
    const [first = '', second = ''] = body.lines.map(({caseId}) => caseId ?? '');
    expect(await cases()).toBe(before + 2);
    const {body: seen} = await walker.look('coordinator', first);
    expect(seen.content.find(({kind}) => kind === 'referral')?.data).toMatchObject({
      narrative: '=cmd|calc',
      class: 'case',
    });
    expect(seen.referrer?.id).toBe(walker.id('coordinator'));
    expect(seen.focusPhysician?.id).toBe(walker.id('physician'));
    const typed = await walker.refer('coordinator');
    const events = async (id: string): Promise<unknown[]> =>
      (await recordedIn(app, `case/${id}`)).map(({type, action, who, as, details}) => [
        type,
        action,
        who,
        as,
        details,
      ]);
    expect(await events(first)).toEqual(await events(typed.id));

    const again = await send(fileOf(row('A third'), row('=cmd|calc'), row('Second, ""with"" words')));
    expect(again.body.left).toBe(1);
    expect(again.body.lines.map(({caseId}) => caseId)).toEqual([null, first, second]);
    const added = await send(fileOf(row('A third'), row('=cmd|calc')), {apply: true});
    expect(added.body.left).toBe(0);
    // By hand one, and one of the list.
    expect(await cases()).toBe(before + 4);
  });

  it('keeps every row out for a fault anywhere, and names row, column and what to do', async () => {
    const before = await cases();
    const {body} = await send(fileOf(row('Fine'), row('Whose?', 'Dr Nobody')), {apply: true});
    expect(body.faults).toEqual([
      {
        line: 3,
        column: 'focusPhysician',
        detail: 'is nobody who can be chosen: write the e-mail address, or the name as the directory has it',
      },
    ]);
    expect(await cases()).toBe(before);
    expect((await send(fileOf(row('Fine')), {programme: 'no-such'})).status).toBe(422);
  });

  it('takes a few rows a request until none is left, and each once when two requests come at once', async () => {
    const before = await cases();
    const csv = fileOf(...Array.from({length: 22}, (_, index) => row(`Row ${index}`)));
    const {body} = await send(csv, {apply: true});
    expect([body.left, body.lines.filter(({caseId}) => caseId !== null).length]).toEqual([2, 20]);
    const both = await Promise.all([send(csv, {apply: true}), send(csv, {apply: true})]);
    expect(both.map(({status}) => status)).toEqual([200, 200]);
    expect((await send(csv)).body.left).toBe(0);
    expect(await cases()).toBe(before + 22);
  });

  it('is nobody’s but the coordinators’, and what one has sent another does not learn', async () => {
    const csv = fileOf(row('Known to one alone'));
    await send(csv, {apply: true});
    for (const key of ['staff', 'chair', 'compliance', 'admin', 'physician'])
      expect([key, (await send(csv, {key})).status]).toEqual([key, 404]);
    const refused = (await recordedIn(app, `account/${walker.id('staff')}`)).filter(
      ({type}) => type === 'deskRefused',
    );
    expect(refused.at(-1)).toMatchObject({details: {route: 'POST /api/cases/import', code: 'not_found'}});
    await grant(app, {
      organisationId: walker.hospital.organisationId,
      personId: walker.id('outsider'),
      role: 'coordinator',
      committeeId: null,
    });
    const {body} = await send(csv, {key: 'outsider'});
    expect(body.lines.map(({caseId}) => caseId)).toEqual([null]);
  });
});
