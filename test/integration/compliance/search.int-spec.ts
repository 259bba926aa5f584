import {randomUUID} from 'node:crypto';
import {SearchIndex} from '../../../src/audit';
import {startTestApp} from '../../support/app';
import type {TestApp} from '../../support/app';
import {aHospital, grant} from '../../support/case-builders';
import {catchUp} from '../../support/desk';
import type {SeenEvent, SeenPage} from '../../support/desk';
import {REVIEWERS, Walker} from '../../support/walk';

let app: TestApp;
let walker: Walker;
let closed: string;
let running: string;

beforeAll(async () => {
  app = await startTestApp();
  walker = new Walker(app, await aHospital(app));
  closed = await walker.walkTo('closed');
  running = await walker.walkTo('inReview');
  await walker.look('reviewer3', running);
  await walker.look('admin', running);
  await catchUp(app);
  app.clock.advance({minutes: 1});
});

afterAll(() => app.close());

/** Every page of a search. */
async function search(query: string, key = 'compliance'): Promise<SeenEvent[]> {
  const client = await walker.as(key);
  const items: SeenEvent[] = [];
  let cursor = '';
  do {
    const {status, body} = await client.get<SeenPage>(`/api/audit/events?${query}${cursor}`);
    if (status !== 200) throw new Error(`${status} ${JSON.stringify(body)}`);
    items.push(...body.items);
    cursor = body.next === null ? '' : `&cursor=${encodeURIComponent(body.next)}`;
  } while (cursor !== '');
  return items;
}

const stored = (where = 'true'): Promise<{at: Date; kind: string; stream: string; event: string}[]> =>
  app.database.asSuperuser(
    `SELECT e.at, e.kind, e.stream, p.event FROM audit_event e
     JOIN audit_payload p USING (organisation_id, stream, number)
     JOIN audit_leaf l ON l.event = e.id
     WHERE e.organisation_id = $1 AND ${where} ORDER BY e.at DESC, l.index DESC`,
    [walker.hospital.organisationId],
  );

describe('the search index', () => {
  const rows = async (): Promise<unknown[]> => [
    await app.database.asSuperuser(
      `SELECT s.* FROM log_search s JOIN audit_leaf l ON l.organisation_id = s.organisation_id AND l.index = s.leaf
       JOIN audit_event e ON e.id = l.event AND e.at = s.at AND e.kind = s.kind
       JOIN audit_payload p ON p.organisation_id = e.organisation_id AND p.stream = e.stream AND p.number = e.number
         AND p.event::jsonb ->> 'type' = s.type AND p.event::jsonb ->> 'who' = s.who
         AND p.event::jsonb ->> 'outcome' = s.outcome AND p.event::jsonb ->> 'action' = s.action
         AND p.event::jsonb -> 'where' ->> 'address' IS NOT DISTINCT FROM s.address
         AND p.event::jsonb -> 'as' = to_jsonb(s.roles)
       ORDER BY s.organisation_id, s.leaf`,
    ),
    await app.database.asSuperuser('SELECT * FROM log_search_word ORDER BY 1, 2, 3, 4'),
  ];
  const size = async (table: string): Promise<number> =>
    Number((await app.database.asSuperuser<{n: string}>(`SELECT count(*) AS n FROM ${table}`))[0]?.n);

  it('is the log: one row an event, each field as the event has it', async () => {
    const [found] = await rows();
    expect((found as unknown[]).length).toBe(await size('log_search'));
    expect(await size('log_search')).toBe(await size('audit_leaf'));
  });

  it('is the same once it was thrown away and made again', async () => {
    const before = await rows();
    await app.app.get(SearchIndex).rebuild();
    expect(await rows()).toEqual(before);
  });

  it('is never believed: an event that it gives wrongly is not shown', async () => {
    await app.database.asSuperuser(`UPDATE log_search SET type = 'caseOpened' WHERE type = 'signedIn'`);
    const types = (await search('type=caseOpened&limit=100')).map(({event}) => event?.type);
    expect(new Set(types)).toEqual(new Set(['caseOpened']));
    await app.app.get(SearchIndex).rebuild();
  });
});

describe('a search of the log', () => {
  it.each([
    ['kind=refusal', ({kind}: SeenEvent) => kind === 'refusal'],
    ['kind=read,export', ({kind}: SeenEvent) => kind === 'read' || kind === 'export'],
    ['type=caseOpened', ({event}: SeenEvent) => event?.type === 'caseOpened'],
    ['outcome=4', ({event}: SeenEvent) => event?.outcome === '4'],
    ['action=C', ({event}: SeenEvent) => event?.action === 'C'],
    ['as=coordinator', ({event}: SeenEvent) => event?.as.includes('coordinator') === true],
    [
      'compartment=input',
      ({event}: SeenEvent) => ((event?.details['shown'] ?? []) as string[]).includes('input'),
    ],
    ['address=127.0.0.1', ({event}: SeenEvent) => event?.where?.address === '127.0.0.1'],
  ])('by %s gives all that answer it, once each, latest first, whatever the page', async (query, holds) => {
    const before = `to=${app.clock.now().toISOString()}`;
    const whole = await search(`${query}&${before}`);
    const paged = await search(`${query}&limit=7&${before}`);
    expect(whole.length).toBeGreaterThan(0);
    expect(whole.every(holds)).toBe(true);
    expect(paged).toEqual(whole);
    expect(new Set(whole.map(({leaf}) => leaf)).size).toBe(whole.length);
    expect(whole.map(({at}) => at)).toEqual([...whole.map(({at}) => at)].sort().reverse());
    const all = (await search(`limit=100&${before}`)).filter(holds);
    expect(whole.map(({leaf}) => leaf)).toEqual(all.map(({leaf}) => leaf));
  });

  it('by case gives its changes, its readings and the lists that showed it', async () => {
    const found = await search(`case=${closed}`);
    const changes = await stored(`e.stream = 'case/${closed}'`);
    expect(found.filter(({stream}) => stream === `case/${closed}`)).toHaveLength(changes.length);
    expect(found.every(({cases}) => cases.includes(closed))).toBe(true);
  });

  it('is itself on record, for the purpose of compliance, before it is answered', async () => {
    await search('type=signedIn');
    await catchUp(app);
    const [last] = await search('type=logSearched&limit=1');
    expect(last).toMatchObject({
      kind: 'read',
      event: {who: {id: walker.id('compliance')}, why: 'HCOMPL', details: {filters: {type: 'signedIn'}}},
    });
  });

  it.each([
    ['broken-glass', 'brokenGlassListed'],
    ['retention/disposals', 'disposalsListed'],
    ['audit/findings', 'findingsListed'],
    ['audit/exports', 'exportsListed'],
    ['productions', 'productionsListed'],
    ['productions/records?cases=CASE', 'recordsListed'],
    ['protected-space/exits', 'spaceExitsListed'],
    ['protected-space/entries/CASE', 'spaceEntryShown'],
  ])('has on record who looked at %s', async (path, type) => {
    const looks = async (): Promise<number> => {
      const [row] = await app.database.asSuperuser<{count: number}>(
        `SELECT count(*)::int AS count FROM audit_payload WHERE event::jsonb ->> 'type' = $1
         AND event::jsonb ->> 'who' = $2 AND event::jsonb ->> 'why' = 'HCOMPL'`,
        [type, walker.id('compliance')],
      );
      return row?.count ?? -1;
    };
    const before = await looks();
    const client = await walker.as('compliance');
    expect((await client.get(`/api/${path.replace('CASE', closed)}`)).status).toBe(200);
    expect(await looks()).toBe(before + 1);
  });

  it('is refused with a cursor of somebody else, and with filters that are none', async () => {
    const {body} = await (await walker.as('compliance')).get<SeenPage>('/api/audit/events?limit=1');
    const other = await walker.as('compliance2');
    expect(
      await other.get(`/api/audit/events?limit=1&cursor=${encodeURIComponent(body.next ?? '')}`),
    ).toMatchObject({status: 400, body: {code: 'malformed'}});
    for (const query of ['kind=gossip', 'from=2026-02-31T00:00:00Z', 'case=1', 'as=king', 'limit=0', 'x=1'])
      expect(await other.get(`/api/audit/events?${query}`)).toMatchObject({status: 400});
  });

  it('is there for compliance alone', async () => {
    for (const key of ['admin', 'coordinator', 'chair', 'physician', 'staff'])
      for (const path of ['events', `who-saw/${closed}`, `seen-by/${walker.id('staff')}`])
        expect(await (await walker.as(key)).get(`/api/audit/${path}`)).toMatchObject({
          status: 404,
          body: {code: 'not_found'},
        });
  });
});

describe('what the desk tells of people', () => {
  const hidden = (): string[] => [
    walker.id('physician'),
    walker.id('staff'),
    ...REVIEWERS.map((key) => walker.id(key)),
  ];

  it('names nobody in a case whose identity the gate hides, and not whence they came', async () => {
    const items = (
      await Promise.all([search(`case=${closed}&limit=100`), search(`case=${running}&limit=100`)])
    ).flat();
    const masked = items.filter(({event}) => event?.who === null);
    expect(new Set(masked.flatMap(({event}) => event?.as))).toEqual(
      new Set([
        'acceptedReviewer',
        'lockedReviewer',
        'offeredReviewer',
        'outcomeReviewer',
        'referrer',
        'subject',
      ]),
    );
    expect(masked.every(({event}) => event?.where === null)).toBe(true);
    for (const id of hidden()) expect(JSON.stringify(items).includes(id)).toBe(false);
  });

  it('finds nobody by a name that is hidden', async () => {
    for (const id of hidden())
      for (const query of [`who=${id}`, `who=${id}&case=${running}`, `who=${id}&case=${closed}`])
        for (const item of await search(query))
          expect(item.cases.filter((one) => one === closed || one === running)).toEqual([]);
  });

  it('says who saw a case, whom it may name, and how often', async () => {
    const client = await walker.as('compliance');
    const {body} = await client.get<{items: {who: {name: string} | null; as: string[]; times: number}[]}>(
      `/api/audit/who-saw/${closed}`,
    );
    const named = body.items.flatMap(({who}) => who?.name ?? []);
    expect(named).toContain('Ingrid Solheim');
    expect(body.items.filter(({who}) => who === null).flatMap(({as}) => as)).toContain('lockedReviewer');
    expect(await client.get(`/api/audit/who-saw/${randomUUID()}`)).toMatchObject({status: 404});
  });

  it('counts what the reply to an act showed, for those who only acted', async () => {
    const id = await walker.walkTo('screening');
    const client = await walker.as('compliance');
    const [{total} = {total: 0}] = await app.database.asSuperuser<{total: number}>(
      `SELECT count(*)::int AS total FROM audit_payload WHERE stream = 'case/${id}'
       AND event::jsonb ->> 'who' = '${walker.id('coordinator')}' AND jsonb_array_length(event::jsonb -> 'details' -> 'shown') > 0`,
    );
    expect(total).toBeGreaterThan(0);
    await catchUp(app);
    const {body} = await client.get<{items: {who: {id: string} | null; kinds: string[]}[]}>(
      `/api/audit/who-saw/${id}`,
    );
    const office = body.items.find(({who}) => who?.id === walker.id('coordinator'));
    expect(office?.kinds).toContain('change');
  });

  it('says what a person saw', async () => {
    const client = await walker.as('compliance');
    const {body} = await client.get<{items: {case: string | null; shown: string[]}[]; complete: boolean}>(
      `/api/audit/seen-by/${walker.id('chair')}`,
    );
    expect(body.complete).toBe(true);
    expect(body.items.map(({case: id}) => id)).toContain(closed);
  });

  it('tells a compliance officer nothing of a case to which they are a party', async () => {
    await grant(app, {
      organisationId: walker.hospital.organisationId,
      personId: walker.id('physician'),
      role: 'compliance',
    });
    await catchUp(app);
    const items = await search('limit=100', 'physician');
    expect(items.length).toBeGreaterThan(0);
    const others = items.filter(({event}) => event?.who?.id !== walker.id('physician'));
    expect(others.flatMap(({cases}) => cases)).toEqual([]);
    expect(JSON.stringify(others).includes(closed)).toBe(false);
    const client = await walker.as('physician');
    expect(await client.get(`/api/audit/who-saw/${closed}`)).toMatchObject({status: 404});
    for (const {stream, event} of await search(`case=${running}&limit=100`, 'physician'))
      expect([stream, event?.who?.id]).toEqual([stream, walker.id('physician')]);
  });
});
