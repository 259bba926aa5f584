import {Client} from 'pg';
import {OutboxRunner} from '../../../src/jobs';
import {SeekNightly} from '../../../src/compliance';
import {startTestApp} from '../../support/app';
import type {TestApp} from '../../support/app';
import {aHospital} from '../../support/case-builders';
import {catchUp} from '../../support/desk';
import {Walker} from '../../support/walk';

interface Noted {
  readonly at: Date;
  readonly event: {readonly who: string; readonly details: Readonly<Record<string, unknown>>};
}

let app: TestApp;
let walker: Walker;
let caseId: string;

beforeAll(async () => {
  app = await startTestApp();
  walker = new Walker(app, await aHospital(app));
  caseId = await walker.walkTo('inReview');
  // Monday noon in Vienna, where the hospital lies.
  app.clock.set(new Date('2026-03-02T11:00:00Z'));
});

afterAll(() => app.close());

const recorded = async (type: string): Promise<Noted[]> =>
  (
    await app.database.asSuperuser<{at: Date; event: string}>(
      `SELECT e.at, p.event FROM audit_event e JOIN audit_payload p USING (organisation_id, stream, number)
       WHERE p.event::jsonb ->> 'type' = $1 ORDER BY e.id`,
      [type],
    )
  ).map(({at, event}) => ({at, event: JSON.parse(event) as Noted['event']}));

const jobs = (): Promise<{from: string; due_at: Date; open: boolean}[]> =>
  app.database.asSuperuser(
    `SELECT payload ->> 'from' AS "from", due_at, done_at IS NULL AS open FROM outbox WHERE kind = 'unusualAccess' ORDER BY id`,
  );

/** Whatever is due by now, as the running product does it. */
async function atNight(time: string): Promise<void> {
  app.clock.set(new Date(time));
  await app.app.get(OutboxRunner).runDue();
}

const findings = async (
  key: string,
): Promise<{rule: string; who: {id: string}; evidence: {count: number}}[]> =>
  (await (await walker.as(key)).get<{items: never}>('/api/audit/findings?state=open')).body.items;

const told = async (key: string): Promise<number> => {
  const {body} = await (
    await walker.as(key)
  ).get<{items: {kind: string; title: string}[]}>('/api/inbox?limit=100');
  return body.items.filter(({kind}) => kind === 'unusualAccessFound').length;
};

describe('unusual access, sought every night by itself,', () => {
  it('is scheduled once for an organisation, for three in the morning, on record, however many processes ask', async () => {
    const seeking = app.app.get(SeekNightly);
    await Promise.all([seeking.schedule(), seeking.schedule()]);
    await seeking.schedule();
    expect(await jobs()).toEqual([
      {from: '2026-03-01T23:00:00.000Z', due_at: new Date('2026-03-03T02:00:00Z'), open: true},
    ]);
    expect(await recorded('unusualAccessScheduled')).toHaveLength(1);
  });

  it('waits for the index, and then finds what compliance would have found, tells them without content, and goes on', async () => {
    app.clock.set(new Date('2026-03-02T21:30:00Z'));
    for (let count = 0; count < 5; count += 1) await walker.look('admin', caseId);
    for (let count = 0; count < 5; count += 1) await walker.look('coordinator', caseId);
    await atNight('2026-03-03T01:59:59Z');
    expect(await recorded('unusualAccessSought')).toEqual([]);
    await catchUp(app);
    await atNight('2026-03-03T02:00:30Z');
    const [sought] = await recorded('unusualAccessSought');
    expect(sought?.event).toMatchObject({
      who: 'system',
      details: {filters: {from: '2026-03-01T23:00:00.000Z', to: '2026-03-02T23:00:00.000Z'}, count: 2},
    });
    expect(
      (await findings('compliance')).map(({rule, who, evidence}) => [rule, who.id, evidence.count]).sort(),
    ).toEqual([
      ['afterHours', walker.id('coordinator'), 5],
      ['outsideRole', walker.id('admin'), 5],
    ]);
    expect([await told('compliance'), await told('compliance2'), await told('admin')]).toEqual([1, 1, 0]);
    expect((await jobs()).map(({from, due_at, open}) => [from, due_at.toISOString(), open])).toEqual([
      ['2026-03-01T23:00:00.000Z', '2026-03-03T02:00:00.000Z', false],
      ['2026-03-02T23:00:00.000Z', '2026-03-04T02:00:00.000Z', true],
    ]);
  });

  it('is not sought while the index lacks some of the day, and is made good when it has it', async () => {
    app.clock.set(new Date('2026-03-03T21:00:00Z'));
    const integrator = new Client({connectionString: app.database.superuserUrl});
    await integrator.connect();
    // Nothing comes into the tree, and so into the index, while somebody else holds the integrator's lock.
    await integrator.query('SELECT pg_advisory_lock(7266352)');
    await walker.look('coordinator', caseId);
    await atNight('2026-03-04T02:00:30Z');
    expect(await recorded('unusualAccessSought')).toHaveLength(1);
    await integrator.end();
    await catchUp(app);
    await atNight('2026-03-04T04:00:00Z');
    expect(await recorded('unusualAccessSought')).toHaveLength(2);
    expect([await told('compliance'), (await findings('compliance')).length]).toEqual([1, 2]);
  });

  it('makes up for nights on which nothing ran, and tells nobody of what is about themselves', async () => {
    app.clock.set(new Date('2026-03-08T21:00:00Z'));
    for (let count = 0; count < 5; count += 1) await walker.look('compliance2', `${caseId.slice(0, -4)}0000`);
    await catchUp(app);
    await atNight('2026-03-09T02:00:30Z');
    expect((await recorded('unusualAccessSought')).at(-1)?.event.details).toMatchObject({
      filters: {from: '2026-03-03T23:00:00.000Z', to: '2026-03-08T23:00:00.000Z'},
      count: 1,
    });
    expect([await told('compliance'), await told('compliance2')]).toEqual([2, 1]);
    expect((await findings('compliance')).map(({who}) => who.id)).toContain(walker.id('compliance2'));
  });
});
