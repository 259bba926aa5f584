import {verifyDatabase} from '../../../src/audit';
import {startTestApp} from '../../support/app';
import type {TestApp} from '../../support/app';
import {aHospital} from '../../support/case-builders';
import type {Answer} from '../../support/client';
import {crawl, found} from '../../support/crawl';
import {connectedWithin} from '../../support/database';
import {catchUp} from '../../support/desk';
import {RetentionDrive} from '../../support/retention';
import {Walker} from '../../support/walk';

const AFTER_SIX_YEARS = {hours: 24 * 366 * 6};

describe('retention', () => {
  let app: TestApp;
  let walker: Walker;
  let drive: RetentionDrive;
  let first: string;
  let second: string;

  beforeAll(async () => {
    app = await startTestApp();
    walker = new Walker(app, await aHospital(app));
    drive = new RetentionDrive(walker);
    first = (await walker.refer()).id;
    await walker.attach('coordinator', first, 'A note of the ward.');
    await walker.walkTo('closed', first);
    second = await walker.walkTo('screening');
    await walker.do('coordinator', second, 'closeWithoutReview');
  });

  afterAll(async () => {
    await app.close();
  });

  const post = <Body>(key: string, path: string, body?: unknown): Promise<Answer<Body>> =>
    drive.post(key, path, body);
  const get = <Body>(key: string, path: string): Promise<Answer<Body>> => drive.get(key, path);
  const dryRun = (caseId: string): Promise<Record<string, string>> => drive.dryRun(caseId);
  const each = (verdict: string): object => ({
    content: verdict,
    chart: verdict,
    log: verdict,
    mail: verdict,
  });
  const enter = (name: string): Promise<Answer<{id: string}>> => drive.enter(name);
  const asApplication = (text: string, values: readonly unknown[] = []): Promise<unknown> =>
    connectedWithin(app.database.applicationUrl, walker.hospital.organisationId, (client) =>
      client.query(text, [...values]),
    );

  it('is for compliance alone', async () => {
    for (const key of ['coordinator', 'admin', 'chair', 'staff'])
      expect((await get(key, 'dry-run')).status).toBe(404);
  });

  it('lets nothing go, however old, before a policy that counsel approved is entered', async () => {
    app.clock.advance(AFTER_SIX_YEARS);
    expect(await dryRun(first)).toEqual(each('noPolicy'));
    expect((await post('compliance', 'disposals')).status).toBe(409);
  });

  it('refuses the database’s application every way round the disposal', async () => {
    const organisation = walker.hospital.organisationId;
    const refused = [
      'DELETE FROM audit_payload',
      'DELETE FROM case_item',
      'DELETE FROM case_key',
      'UPDATE retention_policy SET years = 1',
      'DELETE FROM legal_hold',
      `SELECT dispose_of_case('${organisation}', gen_random_uuid(), '${first}', now(), NULL)`,
      `INSERT INTO disposal VALUES ('${organisation}', gen_random_uuid(), 'X', 'a', now(), 'b', now())`,
    ];
    for (const statement of refused)
      await expect(asApplication(statement)).rejects.toMatchObject({code: '42501'});
    await expect(
      connectedWithin(app.database.ownerUrl, organisation, (client) =>
        client.query('DELETE FROM audit_payload'),
      ),
    ).rejects.toThrow('no approved disposal covers it');
  });

  it('is beaten by a hold, which two people release', async () => {
    for (const name of ['content', 'chart', 'log', 'mail']) expect((await enter(name)).status).toBe(201);
    expect(await dryRun(first)).toEqual(each('due'));
    const scopes = [
      ['case', first],
      ['person', walker.id('reviewer3')],
      ['programme', 'peer-review'],
      ['all', ''],
    ] as const;
    for (const [scope, subject] of scopes) {
      const held = await post<{id: string}>('compliance', 'holds', {
        scope,
        reason: 'Litigation 12.',
        ...(subject !== '' && {subject}),
      });
      expect(held.status).toBe(201);
      expect(await dryRun(first)).toEqual(each('held'));
      const path = `holds/${held.body.id}/release`;
      expect((await post('compliance', path, {reason: 'Settled.'})).body).toEqual({released: false});
      expect((await post('compliance', path, {reason: 'Settled.'})).status).toBe(409);
      expect(await dryRun(first)).toEqual(each('held'));
      expect((await post('compliance2', path, {reason: 'Settled.'})).body).toEqual({released: true});
      expect(await dryRun(first)).toEqual(each('due'));
    }
  });

  it('disposes of what a second person approved, keeps what is held meanwhile, and goes on afterwards', async () => {
    const asked = await post<{id: string}>('compliance', 'disposals');
    expect(asked.status).toBe(201);
    const path = `disposals/${asked.body.id}`;
    expect((await post('compliance', `${path}/execute`)).status).toBe(409);
    expect((await post('compliance', `${path}/approve`)).status).toBe(409);
    await expect(
      asApplication('UPDATE disposal SET approved_by = requested_by, approved_at = now()'),
    ).rejects.toThrow('disposal_check');
    expect((await post('compliance2', `${path}/approve`)).status).toBe(200);
    const hold = await post<{id: string}>('compliance', 'holds', {
      scope: 'case',
      subject: second,
      reason: 'A letter came.',
    });
    await expect(
      asApplication('SELECT dispose_of_case($1, $2, $3, $4, NULL)', [
        walker.hospital.organisationId,
        asked.body.id,
        second,
        app.clock.now(),
      ]),
    ).rejects.toThrow('is held');
    expect((await post('compliance', `${path}/execute`)).body).toEqual({executed: 1, kept: 1});
    const [rows] = await app.database.asSuperuser<Record<string, string>>(
      `SELECT (SELECT count(*) FROM case_item WHERE case_id = $1) AS items,
         (SELECT count(*) FROM chart_chunk WHERE case_id = $1) AS chunks,
         (SELECT count(*) FROM notice WHERE case_id = $1) AS notices,
         (SELECT count(*) FROM case_key WHERE case_id = $1 AND wrapped IS NOT NULL) AS keys,
         (SELECT count(*) FROM audit_payload WHERE stream = 'case/' || $1) AS payloads,
         (SELECT count(*) FROM audit_event WHERE stream = 'case/' || $1) > '10' AS events,
         (SELECT count(*) FROM case_item WHERE case_id = $2) > '0' AS kept`,
      [first, second],
    );
    expect(rows).toEqual({
      ...{items: '0', chunks: '0', notices: '0', keys: '0', payloads: '0'},
      ...{events: true, kept: true},
    });
    for (const key of ['compliance', 'compliance2'])
      await post(key, `holds/${hold.body.id}/release`, {reason: 'No claim.'});
    expect((await post('compliance', `${path}/execute`)).body).toEqual({executed: 1, kept: 0});
    expect((await post('compliance', `${path}/execute`)).body).toEqual({executed: 0, kept: 0});
    expect(await dryRun(first)).toEqual(each('gone'));
  });

  it('leaves nobody a word of it, and no reply that fails', async () => {
    for (const key of ['coordinator', 'chair', 'member1', 'physician', 'reviewer3', 'compliance', 'staff']) {
      const crawled = await crawl(walker, key, first);
      expect({key, found: found(walker, crawled)}).toEqual({key, found: []});
      expect(crawled.text).not.toMatch(/^5\d\d /m);
    }
  });

  it('certifies what went, and that the log still verifies', async () => {
    await catchUp(app);
    const [disposal] = (await get<{id: string}[]>('compliance', 'disposals')).body;
    const {body} = await get<Record<string, unknown>>(
      'compliance',
      `disposals/${disposal?.id ?? ''}/certificate`,
    );
    expect(body).toMatchObject({
      organisation: 'Test Hospital',
      disposal: {number: 'DD-2032-0001', requestedBy: {id: walker.id('compliance'), name: 'Marcus Feld'}},
      items: expect.arrayContaining([
        expect.objectContaining({case: first, key: expect.stringMatching(/^[0-9a-f]{64}$/) as string}),
      ]) as unknown,
      log: {verified: true},
    });
    const printed = await get('compliance', `disposals/${disposal?.id ?? ''}/certificate.pdf`);
    expect(printed.status).toBe(200);
    expect(await verifyDatabase(app.database.applicationUrl)).toMatchObject({ok: true});
  });
});
