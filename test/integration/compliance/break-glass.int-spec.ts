import {startTestApp} from '../../support/app';
import type {TestApp} from '../../support/app';
import {aHospital, grant} from '../../support/case-builders';
import {Walker} from '../../support/walk';
import {readPdf} from '../../support/pdf-text';
import {catchUp} from '../../support/desk';
import type {SeenPage} from '../../support/desk';

let app: TestApp;
let walker: Walker;

beforeAll(async () => {
  app = await startTestApp();
  walker = new Walker(app, await aHospital(app));
});

afterAll(() => app.close());

const HOURS = 2 * 3_600_000;
const order = (id: string, parts: object = {}) => ({
  ...{case: id, compartments: ['deliberation', 'chart'], purpose: 'compliance'},
  ...{reason: 'A complaint about the process', hours: 2},
  ...parts,
});
const open = async (key: string, body: object) =>
  (await walker.as(key)).post<{id: string; endsAt: string; code?: string}>('/api/broken-glass', body);
const kinds = async (key: string, id: string): Promise<string[]> =>
  (await walker.see(key, id)).content.map(({kind}) => kind);
const inbox = async (key: string): Promise<string[]> =>
  (await (await walker.as(key)).get<{items: {kind: string}[]}>('/api/inbox?limit=100')).body.items.map(
    ({kind}) => kind,
  );

/** What is on record of breaking it in this case, first to last. */
async function detailsOf(id: string): Promise<{told?: string[]; commitment?: string}> {
  const [opened] = await app.database.asSuperuser<{event: string}>(
    `SELECT event FROM audit_payload WHERE stream = $1 AND event LIKE '%glassBroken%'`,
    [`case-access/${id}`],
  );
  return (JSON.parse(opened?.event ?? '{}') as {details?: object}).details ?? {};
}

async function report(key: string, id: string): Promise<string> {
  const {cookieHeader: cookie, baseUrl} = await walker.as(key);
  const response = await fetch(`${baseUrl}/api/cases/${id}/report.pdf`, {headers: {cookie}});
  expect(response.status).toBe(200);
  const {pages} = readPdf(Buffer.from(await response.arrayBuffer()));
  return pages.map(({content}) => content).join(' ');
}

describe('breaking the glass', () => {
  it('opens the named compartments to whoever broke it, and to nobody else, until its time is up', async () => {
    const id = await walker.walkTo('panelDecision');
    expect(await kinds('compliance', id)).toEqual(['protection']);
    const {status, body} = await open('compliance', order(id));
    expect(status).toBe(201);
    expect(await kinds('compliance', id)).toContain('meeting');
    expect(await kinds('compliance', id)).not.toContain('input');
    expect(await kinds('compliance2', id)).toEqual(['protection']);
    expect(new Date(body.endsAt).getTime()).toBe(app.clock.now().getTime() + HOURS);
    app.clock.set(new Date(new Date(body.endsAt).getTime() - 1));
    expect(await kinds('compliance', id)).toContain('meeting');
    app.clock.set(new Date(body.endsAt));
    expect(await kinds('compliance', id)).toEqual(['protection']);
    const {body: listed} = await (await walker.as('compliance2')).get('/api/broken-glass');
    expect(listed).toMatchObject([{case: id, open: false, reason: 'A complaint about the process'}]);
  });

  it('is announced to the chair, or to the vice-chair where the chair is concerned', async () => {
    const before = (await inbox('chair')).filter((kind) => kind === 'glassBroken').length;
    const id = await walker.walkTo('screening');
    await open('compliance', order(id));
    expect((await inbox('chair')).filter((kind) => kind === 'glassBroken')).toHaveLength(before + 1);
    const none = (await inbox('vicechair')).filter((kind) => kind === 'glassBroken');
    expect(none).toEqual([]);
    const {id: chairs} = await walker.refer('staff', {focusPhysician: walker.id('chair')});
    expect((await open('compliance', order(chairs))).status).toBe(201);
    expect((await inbox('chair')).filter((kind) => kind === 'glassBroken')).toHaveLength(before + 1);
    expect(await inbox('vicechair')).toContain('glassBroken');
  });

  it('is on record with what proves its reason, and so is every look under it', async () => {
    const id = await walker.walkTo('panelDecision');
    await open('compliance', order(id));
    await walker.see('compliance', id);
    await catchUp(app);
    const client = await walker.as('compliance2');
    const {body} = await client.get<SeenPage>(`/api/audit/events?case=${id}&kind=breakGlass`);
    expect(body.items.map(({event}) => event?.type).sort()).toEqual(['caseOpened', 'glassBroken']);
    const look = body.items.find(({event}) => event?.type === 'caseOpened');
    expect(look?.event).toMatchObject({why: 'BTG', as: expect.arrayContaining(['breakGlass']) as unknown});
    expect(await detailsOf(id)).toMatchObject({
      told: [walker.id('chair')],
      commitment: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
    });
  });

  it('stands among those who saw the case, and not while nobody looked', async () => {
    const id = await walker.walkTo('panelDecision');
    await open('compliance', order(id));
    const seen = async (): Promise<unknown> => {
      await catchUp(app);
      const client = await walker.as('compliance2');
      const {body} = await client.get<{items: {who: {id: string} | null}[]}>(`/api/audit/who-saw/${id}`);
      return body.items.filter(({who}) => who?.id === walker.id('compliance'));
    };
    expect(await seen()).toEqual([]);
    await walker.see('compliance', id);
    expect(await seen()).toMatchObject([
      {kinds: ['breakGlass'], as: expect.arrayContaining(['breakGlass']) as unknown},
    ]);
  });

  it('keeps its reason sealed beside the case: no row says it, the record proves it, and it goes with the key', async () => {
    const id = await walker.walkTo('screening');
    const reason = 'Canaryreason of a complaint';
    const {body} = await open('compliance', order(id, {reason}));
    const [row] = await app.database.asSuperuser<{glass: string; content: Buffer; log: string}>(
      `SELECT g::text AS glass, g.content, (SELECT string_agg(event, ' ') FROM audit_payload) AS log
       FROM broken_glass g WHERE id = $1`,
      [body.id],
    );
    expect(row?.content.length).toBeGreaterThan(reason.length);
    expect(row?.content.toString('latin1')).not.toMatch(/canaryreason/i);
    expect(row?.glass).not.toMatch(new RegExp(`canaryreason|${Buffer.from(reason).toString('hex')}`, 'i'));
    expect(row?.log).not.toMatch(/canaryreason/i);
    // Two reasons alike are not seen to be.
    const {id: other} = await walker.refer();
    await open('compliance', order(other, {reason}));
    expect((await detailsOf(other)).commitment).not.toBe((await detailsOf(id)).commitment);
    const listed = async (): Promise<unknown> =>
      (
        await (await walker.as('compliance2')).get<{case: string; reason: unknown}[]>('/api/broken-glass')
      ).body.find((one) => one.case === id)?.reason;
    expect(await listed()).toBe(reason);
    await app.database.asSuperuser(
      'UPDATE case_key SET wrapped = NULL, destroyed_at = now() WHERE case_id = $1',
      [id],
    );
    expect(await listed()).toBeNull();
  });

  it('when it is refused is not told to anybody, and looks as if the case were not there', async () => {
    const id = await walker.walkTo('panelDecision');
    const told = async (): Promise<number> =>
      (await inbox('chair')).filter((kind) => kind === 'glassBroken').length;
    const before = await told();
    const absent = await open('coordinator', order('00000000-0000-4000-8000-000000000000'));
    for (const key of ['coordinator', 'chair', 'member1', 'reviewer1', 'physician', 'staff', 'admin']) {
      const refused = await open(key, order(id));
      expect([key, refused.status, refused.body]).toEqual([key, 404, absent.body]);
      expect((await (await walker.as(key)).get('/api/broken-glass')).status).toBe(404);
    }
    expect((await open('compliance', order(id, {hours: 73}))).status).toBe(400);
    expect(await told()).toBe(before);
    expect(await app.database.asSuperuser('SELECT 1 FROM broken_glass WHERE case_id = $1', [id])).toEqual([]);
    expect(await kinds('compliance', id)).toEqual(['protection']);
  });

  it('shows in the report what was opened, as long as it is, and says so on record', async () => {
    const referred = await walker.refer('staff', {narrative: 'The patient deteriorated during the night.'});
    const id = await walker.walkTo('panelDecision', referred.id);
    const says = /deteriorated/;
    expect(await report('compliance', id)).not.toMatch(says);
    await open('compliance', order(id, {compartments: ['referral']}));
    expect(await report('compliance', id)).toMatch(says);
    expect(await report('compliance2', id)).not.toMatch(says);
    app.clock.advance({hours: 2});
    expect(await report('compliance', id)).not.toMatch(says);
    const rows = await app.database.asSuperuser<{event: string}>(
      `SELECT event FROM audit_payload WHERE stream = $1 AND event LIKE '%reportExported%' ORDER BY number`,
      [`case-access/${id}`],
    );
    const purposes = rows.map(({event}) => JSON.parse(event) as {why: string; as: string[]});
    expect(purposes.map(({why, as}) => [why === 'BTG', as.includes('breakGlass')])).toEqual([
      [false, false],
      [true, true],
      [false, false],
      [false, false],
    ]);
  });

  it('never beats a relation: a compliance officer who is the subject stays blind, as before an absent case', async () => {
    const id = await walker.walkTo('awaitingInput');
    const {organisationId} = walker.hospital;
    await grant(app, {organisationId, personId: walker.id('physician'), role: 'compliance'});
    const absent = await open('physician', order('00000000-0000-4000-8000-000000000000'));
    const own = await open('physician', order(id));
    expect([own.status, own.body]).toEqual([absent.status, absent.body]);
    expect(own.status).toBe(404);
    // Not even where it was open before they became a party.
    expect((await open('compliance', order(id, {compartments: ['referral']}))).status).toBe(201);
    expect(await kinds('compliance', id)).toContain('referral');
    await app.database.asSuperuser(
      `INSERT INTO case_relation (organisation_id, case_id, person_id, relation, since, case_opened_at)
       SELECT organisation_id, id, $2, 'conflicted', now(), opened_at FROM review_case WHERE id = $1`,
      [id, walker.id('compliance')],
    );
    expect((await walker.look('compliance', id)).status).toBe(404);
    await app.database.asSuperuser(
      `UPDATE role_grant SET ended_at = now() WHERE person_id = $1 AND role = 'compliance'`,
      [walker.id('physician')],
    );
  });

  it('can be ended before its time, once', async () => {
    const id = await walker.walkTo('panelDecision');
    const {body} = await open('compliance', order(id));
    const client = await walker.as('compliance2');
    expect((await client.post(`/api/broken-glass/${body.id}/end`, {})).status).toBe(204);
    expect(await kinds('compliance', id)).toEqual(['protection']);
    expect((await client.post(`/api/broken-glass/${body.id}/end`, {})).status).toBe(409);
  });

  it('needs a fresh password, a role, a reason, and something that is closed', async () => {
    const id = await walker.walkTo('screening');
    for (const key of ['coordinator', 'chair', 'admin', 'staff'])
      expect((await open(key, order(id))).status).toBe(404);
    expect((await open('compliance', order(id, {reason: ' '}))).status).toBe(400);
    expect((await open('compliance', order(id, {compartments: ['stage']}))).status).toBe(400);
    await open('compliance', order(id));
    const again = await open('compliance', order(id));
    expect(again).toMatchObject({status: 422, body: {faults: [{pointer: '/compartments/0'}, {}]}});
    app.clock.advance({minutes: 10});
    expect(await open('compliance', order(id))).toMatchObject({
      status: 401,
      body: {code: 'reauthentication_required'},
    });
  });

  it('for the review of a legal hold needs one', async () => {
    const {id} = await walker.refer();
    const held = order(id, {purpose: 'legalHold'});
    app.clock.advance({minutes: 31});
    expect((await open('compliance', held)).status).toBe(409);
    const hold = {scope: 'case', subject: id, reason: 'A suit was announced'};
    expect((await (await walker.as('compliance')).post('/api/retention/holds', hold)).status).toBe(201);
    expect((await open('compliance', held)).status).toBe(201);
  });
});
