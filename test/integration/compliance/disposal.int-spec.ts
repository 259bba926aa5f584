import {SearchIndex, verifyDatabase} from '../../../src/audit';
import {startTestApp} from '../../support/app';
import type {TestApp} from '../../support/app';
import {aHospital, grant} from '../../support/case-builders';
import {catchUp} from '../../support/desk';
import type {SeenPage} from '../../support/desk';
import {readPdf} from '../../support/pdf-text';
import {RetentionDrive} from '../../support/retention';
import {Walker} from '../../support/walk';

const AFTER_SIX_YEARS = {hours: 24 * 366 * 6};

let app: TestApp;
let walker: Walker;
let drive: RetentionDrive;

beforeAll(async () => {
  app = await startTestApp();
  walker = new Walker(app, await aHospital(app));
  drive = new RetentionDrive(walker);
});

afterAll(() => app.close());

const settled = async (): Promise<string> => {
  const id = await walker.walkTo('screening');
  await walker.do('coordinator', id, 'closeWithoutReview');
  return id;
};

const printed = async (path: string): Promise<string> => {
  const client = await walker.as('compliance');
  const cookie = client.cookieHeader;
  const response = await fetch(`${app.baseUrl}/api/retention/${path}/certificate.pdf`, {headers: {cookie}});
  expect(response.status).toBe(200);
  const {pages} = readPdf(Buffer.from(await response.arrayBuffer()));
  return pages.map(({content, artifacts}) => `${artifacts} ${content}`).join(' ');
};

const indexed = async () => ({
  entries: await app.database.asSuperuser('SELECT * FROM log_search ORDER BY organisation_id, leaf'),
  words: await app.database.asSuperuser('SELECT * FROM log_search_word ORDER BY organisation_id, leaf, key'),
});

/** How often the whole log was hashed for a certificate. */
const hashed = async (): Promise<number> => {
  const [row] = await app.database.asSuperuser<{times: number}>(
    `SELECT count(*)::int AS times FROM audit_payload WHERE event::jsonb ->> 'type' = 'disposalVerified'`,
  );
  return row?.times ?? 0;
};

const kept = (): Promise<{details: Record<string, unknown>}[]> =>
  app.database.asSuperuser(
    `SELECT event::jsonb -> 'details' AS details FROM audit_payload WHERE event::jsonb ->> 'type' = 'disposalKept'`,
  );

describe('a disposal', () => {
  it.each([
    ['log', 'recordsDestroyed', '0'],
    ['content', 'caseKeyDestroyed', '1'],
  ])('of %s alone is on record as %s, and the log verifies after it', async (name, type, whole) => {
    const id = await settled();
    app.clock.advance(AFTER_SIX_YEARS);
    await catchUp(app);
    expect((await drive.enter(name)).status).toBe(201);
    const path = await drive.approved();
    expect((await drive.post('compliance', `${path}/execute`)).body).toMatchObject({kept: 0});
    const events = await app.database.asSuperuser<{type: string; classes: string[]}>(
      `SELECT event::jsonb ->> 'type' AS type, event::jsonb -> 'details' -> 'classes' AS classes
       FROM audit_payload WHERE stream = 'org' AND event::jsonb ->> 'on' = '${id}'`,
    );
    expect(events.at(-1)).toMatchObject({type, classes: expect.arrayContaining([name]) as string[]});
    const [row] = await app.database.asSuperuser<{payloads: string}>(
      `SELECT (count(*) > 0)::int AS payloads FROM audit_payload WHERE stream = 'case/${id}'`,
    );
    expect([name, String(row?.payloads)]).toEqual([name, name === 'log' ? whole : '0']);
    await catchUp(app);
    expect(await verifyDatabase(app.database.applicationUrl)).toMatchObject({ok: true});
  });

  it('has on record who looked at it', async () => {
    await settled();
    app.clock.advance(AFTER_SIX_YEARS);
    const path = await drive.approved();
    const looks = async (): Promise<number> => {
      const [row] = await app.database.asSuperuser<{count: number}>(
        `SELECT count(*)::int AS count FROM audit_payload WHERE event::jsonb ->> 'type' = 'disposalShown'
         AND event::jsonb ->> 'who' = $1 AND event::jsonb ->> 'why' = 'HCOMPL'`,
        [walker.id('compliance')],
      );
      return row?.count ?? -1;
    };
    const before = await looks();
    const client = await walker.as('compliance');
    expect((await client.get(`/api/retention/${path}`)).status).toBe(200);
    expect(await looks()).toBe(before + 1);
  });

  it('is certified with a log that does not verify where one does not, though every root is as it was', async () => {
    const id = await settled();
    app.clock.advance(AFTER_SIX_YEARS);
    await catchUp(app);
    const path = await drive.approved();
    await drive.post('compliance', `${path}/execute`);
    await catchUp(app);
    const say = (from: string, to: string) =>
      app.database.asSuperuser(
        `SET session_replication_role = 'replica'; UPDATE audit_payload SET event = replace(event, '${from}', '${to}')
         WHERE stream = 'org' AND event::jsonb ->> 'on' = '${id}'`,
      );
    await say('"outcome":"0"', '"outcome":"4"');
    const client = await walker.as('compliance');
    const {body} = await client.get<{log: object}>(`/api/retention/${path}/certificate`);
    await say('"outcome":"4"', '"outcome":"0"');
    expect(body.log).toMatchObject({verified: false});
  });

  it('leaves in the search index what the log still says, and no more', async () => {
    const id = await settled();
    app.clock.advance(AFTER_SIX_YEARS);
    await catchUp(app);
    const before = await indexed();
    await drive.post('compliance', `${await drive.approved()}/execute`);
    await catchUp(app);
    const after = await indexed();
    expect(after.words.length).toBeLessThan(before.words.length);
    const found = await app.database.asSuperuser<{whos: string}>(
      `SELECT string_agg(DISTINCT s.who, ',') AS whos FROM log_search s JOIN audit_leaf l ON l.index = s.leaf
       JOIN audit_event e ON e.id = l.event WHERE e.stream = 'case/${id}' AND e.organisation_id = s.organisation_id`,
    );
    expect(found).toEqual([{whos: ''}]);
    await app.app.get(SearchIndex).rebuild();
    expect(await indexed()).toEqual(after);
  });

  it('leaves a case whose policy was replaced since, says so, and goes on with the others', async () => {
    const first = await settled();
    app.clock.advance(AFTER_SIX_YEARS);
    const path = await drive.approved();
    expect((await drive.enter('log')).status).toBe(201);
    expect(await drive.dryRun(first)).toMatchObject({log: 'due'});
    expect((await drive.post('compliance', `${path}/execute`)).body).toEqual({executed: 0, kept: 1});
    expect((await kept()).at(-1)?.details).toMatchObject({case: first, kept: ['content', 'log']});
    expect((await drive.post('compliance', `${await drive.approved()}/execute`)).body).toEqual({
      executed: 1,
      kept: 0,
    });
  });

  it('is carried out once when two people do so at the same time', async () => {
    for (let count = 0; count < 3; count += 1) await settled();
    app.clock.advance(AFTER_SIX_YEARS);
    const path = await drive.approved();
    const both = await Promise.all(
      ['compliance', 'compliance2'].map((key) =>
        drive.post<{executed: number; kept: number}>(key, `${path}/execute`),
      ),
    );
    expect(both.map(({status}) => status)).toEqual([200, 200]);
    expect(both.reduce((sum, {body}) => sum + body.executed, 0)).toBe(3);
    expect(both.map(({body}) => body.kept)).toEqual([0, 0]);
  });

  it('counts for whoever carries it out what they may know of', async () => {
    await settled();
    app.clock.advance(AFTER_SIX_YEARS);
    const path = await drive.approved();
    const {organisationId} = walker.hospital;
    await grant(app, {organisationId, personId: walker.id('physician'), role: 'compliance'});
    expect((await drive.post('physician', `${path}/execute`)).body).toEqual({executed: 0, kept: 0});
    expect((await drive.get<{items: unknown[]}>('physician', path)).body.items).toEqual([]);
    expect((await drive.get<{items: unknown[]}>('compliance', path)).body.items).toMatchObject([
      {executedAt: expect.any(String) as string},
    ]);
    expect((await drive.get('physician', `${path}/certificate`)).status).toBe(409);
  });

  it('is certified with names, and says that a key is destroyed also when it was so before', async () => {
    const id = await settled();
    app.clock.advance(AFTER_SIX_YEARS);
    const path = await drive.approved();
    // As a restoration leaves it: the key refused, the rest as the backup had it.
    await app.database.asSuperuser(
      `UPDATE case_key SET wrapped = NULL, destroyed_at = now() WHERE case_id = '${id}'`,
    );
    await drive.post('compliance', `${path}/execute`);
    await catchUp(app);
    const before = await hashed();
    const text = await printed(path);
    for (let count = 0; count < 2; count += 1)
      expect((await drive.get('compliance2', `${path}/certificate`)).body).toMatchObject({
        log: {verified: true, verifiedAt: app.clock.now().toISOString()},
      });
    expect(await hashed()).toBe(before + 1);
    expect(text).toContain('destroyed; it opened nothing any more');
    expect(text).not.toContain('not destroyed');
    for (const name of ['Privileged.', 'Test Hospital', 'Marcus Feld', 'Yuki Tanabe'])
      expect(text).toContain(name);
    expect(text).not.toContain(walker.id('compliance'));
  });

  it('shows at the desk what was decided, in codes', async () => {
    const client = await walker.as('compliance');
    const {body} = await client.get<SeenPage>('/api/audit/events?type=disposalApproved&limit=1');
    expect(body.items[0]?.event?.details).toEqual({
      disposal: expect.stringMatching(/^DD-/) as string,
      requestedBy: walker.id('compliance'),
    });
  });
});
