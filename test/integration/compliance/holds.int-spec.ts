import {startTestApp} from '../../support/app';
import type {TestApp} from '../../support/app';
import {aHospital, grant} from '../../support/case-builders';
import type {Answer} from '../../support/client';
import {connected} from '../../support/database';
import {RetentionDrive} from '../../support/retention';
import {until} from '../../support/until';
import {Walker} from '../../support/walk';

let app: TestApp;
let walker: Walker;
let drive: RetentionDrive;
let caseId: string;
let number: string;

beforeAll(async () => {
  app = await startTestApp();
  walker = new Walker(app, await aHospital(app));
  drive = new RetentionDrive(walker);
  caseId = await walker.walkTo('screening');
  const [row] = await app.database.asSuperuser<{number: string}>('SELECT number FROM review_case');
  number = row?.number ?? '';
});

afterAll(() => app.close());

const hold = (scope: string, subject?: string, key = 'compliance'): Promise<Answer<{id: string}>> =>
  drive.post(key, 'holds', {scope, reason: 'Litigation 12.', ...(subject !== undefined && {subject})});

const holds = async (key: string): Promise<{id: string; scope: string; subject: string}[]> =>
  (await drive.get<{id: string; scope: string; subject: string}[]>(key, 'holds')).body;

describe('a legal hold', () => {
  it('is on what it names, however that was written', async () => {
    for (const subject of [number, caseId.toUpperCase(), ` ${caseId}`]) {
      const placed = await hold('case', subject);
      expect(placed.status).toBe(201);
      expect(await holds('compliance')).toContainEqual(
        expect.objectContaining({id: placed.body.id, scope: 'case', subject: caseId}),
      );
    }
  });

  it.each([
    ['case', 'PR-1999-0001'],
    ['case', '11111111-1111-4111-8111-111111111111'],
    ['case', undefined],
    ['person', 'Marcus Feld'],
    ['person', '11111111-1111-4111-8111-111111111111'],
    ['programme', 'peer-revue'],
    ['all', 'peer-review'],
  ])('is refused when it would hold nothing: %s %s', async (scope, subject) => {
    const {status, body} = await hold(scope, subject);
    expect({status, body}).toMatchObject({status: 422, body: {faults: [{pointer: '/subject'}]}});
  });

  it('tells whoever is a party nothing of the case, nor anybody of a hold on themselves', async () => {
    const {organisationId} = walker.hospital;
    const personId = walker.id('physician');
    const onThem = await hold('person', personId);
    const open = await hold('all');
    expect((await holds('compliance')).map(({id}) => id)).toContain(onThem.body.id);
    await grant(app, {organisationId, personId, role: 'compliance'});
    expect(await holds('physician')).toEqual([expect.objectContaining({id: open.body.id})]);
    const path = `holds/${onThem.body.id}/release`;
    expect((await drive.post('physician', path, {reason: 'Why not.'})).status).toBe(404);
    expect((await hold('case', number, 'physician')).status).toBe(422);
  });
});

describe('what compliance decides for the organisation', () => {
  it('is not there for whoever has the role in one committee alone', async () => {
    const {organisationId, medicine} = walker.hospital;
    const personId = walker.id('staff');
    await grant(app, {organisationId, personId, role: 'compliance', committeeId: medicine});
    const client = await walker.as('staff');
    expect((await client.get('/api/audit/events')).status).toBe(200);
    const paths = ['retention/policies', 'retention/holds', 'retention/dry-run', 'retention/disposals'];
    for (const path of [...paths, 'audit/findings', 'privilege'])
      expect([path, (await client.get(`/api/${path}`)).status]).toEqual([path, 404]);
    expect((await hold('all', undefined, 'staff')).status).toBe(404);
    const [row] = await app.database.asSuperuser<{refused: string}>(
      `SELECT count(*) AS refused FROM audit_payload WHERE event::jsonb ->> 'type' = 'deskRefused'
         AND event::jsonb ->> 'who' = '${personId}'`,
    );
    expect(row?.refused).toBe('7');
  });

  it('takes a password that was given just now', async () => {
    const clients = [await walker.as('compliance'), await walker.as('compliance2')];
    app.clock.advance({minutes: 15});
    const nothing = '11111111-1111-4111-8111-111111111111';
    const paths = ['policies', 'holds', `holds/${nothing}/release`, 'disposals'];
    for (const path of [...paths, `disposals/${nothing}/approve`, `disposals/${nothing}/execute`])
      for (const client of clients)
        expect(await client.post(`/api/retention/${path}`, {})).toMatchObject({
          status: 401,
          body: {code: 'reauthentication_required'},
        });
  });
});

describe('a retention policy', () => {
  beforeAll(() => {
    app.clock.advance({hours: 24});
  });

  it.each(['2025-02-30', '2025-13-01', '2025-2-3'])('was not approved on %s', async (approvedOn) => {
    expect((await drive.enter('log', {approvedOn})).status).toBe(400);
  });

  it('is entered once when two enter it at the same time', async () => {
    await connected(app.database.superuserUrl, async (other) => {
      await other.query('BEGIN');
      await other.query(
        `INSERT INTO retention_policy (organisation_id, id, class, programme, years, counsel, approved_on, document,
           entered_by, entered_at) VALUES ($1, gen_random_uuid(), 'mail', '*', 3, 'C', '2026-01-01', 'D', 'x', now())`,
        [walker.hospital.organisationId],
      );
      const entering = drive.enter('mail');
      const waiting = `SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%retention_policy%'
        AND datname = current_database()`;
      await until(
        'the second to wait for the first',
        async () => (await app.database.asSuperuser(waiting)).length > 0,
      );
      await other.query('COMMIT');
      expect(await entering).toMatchObject({status: 409, body: {code: 'action_not_allowed'}});
    });
    expect((await drive.enter('mail')).status).toBe(201);
  });
});
