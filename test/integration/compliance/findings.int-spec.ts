import {startTestApp} from '../../support/app';
import type {TestApp} from '../../support/app';
import {aHospital} from '../../support/case-builders';
import {catchUp} from '../../support/desk';
import {REVIEWERS, Walker} from '../../support/walk';

interface Shown {
  readonly id: string;
  readonly rule: string;
  readonly who: {readonly id: string};
  readonly evidence: {readonly count: number};
  readonly state: string;
  readonly reason: string | null;
}

let app: TestApp;
let walker: Walker;

beforeAll(async () => {
  app = await startTestApp();
  walker = new Walker(app, await aHospital(app));
  const caseId = await walker.walkTo('inReview');
  // 2026-03-02 is a Monday; in Vienna it is past ten in the evening.
  app.clock.set(new Date('2026-03-02T21:30:00Z'));
  for (let count = 0; count < 5; count += 1) {
    await walker.look('coordinator', caseId);
    await walker.look('reviewer3', caseId);
    await walker.look('admin', caseId);
  }
  await catchUp(app);
  app.clock.advance({minutes: 1});
});

afterAll(() => app.close());

const TIME = {from: '2026-03-02T00:00:00Z', to: '2026-03-03T00:00:00Z'};
const listed = async (state = 'open', key = 'compliance'): Promise<Shown[]> =>
  (await (await walker.as(key)).get<{items: Shown[]}>(`/api/audit/findings?state=${state}`)).body.items;

describe('unusual access', () => {
  it('is found once, however often it is looked for, and never of whom the gate hides', async () => {
    const client = await walker.as('compliance');
    expect(await client.post('/api/audit/findings/search', TIME)).toMatchObject({
      status: 200,
      body: {found: 2, new: 2},
    });
    expect(await client.post('/api/audit/findings/search', TIME)).toMatchObject({body: {found: 2, new: 0}});
    const found = await listed();
    expect(found.map(({rule, who, evidence}) => [rule, who.id, evidence.count]).sort()).toEqual([
      ['afterHours', walker.id('coordinator'), 5],
      ['outsideRole', walker.id('admin'), 5],
    ]);
    for (const key of REVIEWERS) expect(JSON.stringify(found).includes(walker.id(key))).toBe(false);
  });

  it('is listed page by page, each once, also findings of the same moment, and never those about the reader', async () => {
    await app.database.asSuperuser(
      `INSERT INTO access_finding (organisation_id, id, fingerprint, rule, person_id, since, until, evidence, found_at, state)
       SELECT $1, gen_random_uuid(), 'outsideRole/' || one, 'outsideRole', (CASE WHEN one % 3 = 0 THEN $2 ELSE $3 END)::uuid, at, at,
         (SELECT evidence FROM access_finding WHERE person_id = $3::uuid AND rule = 'outsideRole'), at, 'confirmed'
       FROM generate_series(1, 9) AS one, LATERAL (SELECT timestamptz '2026-02-01T10:00:00Z' + one / 4 * interval '1 hour') AS t (at)`,
      [walker.hospital.organisationId, walker.id('compliance'), walker.id('admin')],
    );
    const client = await walker.as('compliance');
    const ids: string[] = [];
    let cursor: string | null = null;
    do {
      const more: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
      const path = `/api/audit/findings?state=confirmed&limit=2${more}`;
      const {body} = await client.get<{items: Shown[]; next: string | null}>(path);
      expect(body.items.length).toBe(2);
      ids.push(...body.items.map(({id}) => id));
      cursor = body.next;
    } while (cursor !== null);
    const rows = await app.database.asSuperuser<{id: string}>(
      `SELECT id FROM access_finding WHERE state = 'confirmed' AND person_id::text <> $1 ORDER BY until DESC, id`,
      [walker.id('compliance')],
    );
    expect(rows).toHaveLength(6);
    expect(ids).toEqual(rows.map(({id}) => id));
    await app.database.asSuperuser(`DELETE FROM access_finding WHERE state = 'confirmed'`);
  });

  it('is explained with a reason, on record, and stays so', async () => {
    const [one] = await listed();
    const client = await walker.as('compliance2');
    const path = `/api/audit/findings/${one?.id ?? ''}/state`;
    expect(await client.post(path, {state: 'explained', reason: ' '})).toMatchObject({status: 400});
    expect(await client.post(path, {state: 'explained', reason: 'Was on call.'})).toMatchObject({
      status: 204,
    });
    await client.post('/api/audit/findings/search', TIME);
    expect(await listed('explained')).toEqual([
      expect.objectContaining({id: one?.id, state: 'explained', reason: 'Was on call.'}),
    ]);
    const [row] = await app.database.asSuperuser<{event: string}>(
      `SELECT event FROM audit_payload WHERE event::jsonb ->> 'type' = 'findingChanged'`,
    );
    expect(JSON.parse(row?.event ?? '{}')).toMatchObject({
      who: walker.id('compliance2'),
      on: one?.id,
      details: {from: 'open', to: 'explained', rule: one?.rule},
    });
    expect(row?.event.includes('on call')).toBe(false);
  });

  it('is asked for within 92 days, by compliance', async () => {
    const client = await walker.as('compliance');
    expect(
      await client.post('/api/audit/findings/search', {
        from: '2026-01-01T00:00:00Z',
        to: '2026-06-01T00:00:00Z',
      }),
    ).toMatchObject({status: 422});
    expect(
      await client.post('/api/audit/findings/11111111-1111-4111-8111-111111111111/state', {
        state: 'open',
        reason: 'x',
      }),
    ).toMatchObject({status: 404});
    expect(await (await walker.as('admin')).get('/api/audit/findings')).toMatchObject({status: 404});
  });
});
