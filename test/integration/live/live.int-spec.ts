import {PASSWORD} from '../../../src/seed/demonstration-people';
import {startTestApp} from '../../support/app';
import type {TestApp} from '../../support/app';
import {aHospital} from '../../support/case-builders';
import {EventStream} from '../../support/event-stream';
import {until} from '../../support/until';
import {STATIONS, Walker} from '../../support/walk';

const VIEWERS = [
  ...['staff', 'coordinator', 'coordinatingphysician', 'reviewer3', 'reviewer4', 'reviewer5', 'physician'],
  ...['chair', 'member1', 'member4', 'leader', 'compliance', 'admin', 'outsider'],
];

let app: TestApp;
let walker: Walker;

beforeAll(async () => {
  app = await startTestApp();
  walker = new Walker(app, await aHospital(app));
});

afterAll(() => app.close());

const open = async (key: string): Promise<EventStream> => EventStream.open(await walker.as(key));

const told = (caseId: string | null) => ({event: 'changed', data: {case: caseId}});

/** All that somebody reads of a case without opening its content. */
async function readBy(key: string, caseId: string): Promise<{sees: boolean; text: string}> {
  const {status, body} = await walker.look(key, caseId);
  const history = await (await walker.as(key)).get(`/api/cases/${caseId}/history`);
  return {sees: status === 200, text: JSON.stringify([status, body.version, history.body])};
}

describe('what changes is told to open pages', () => {
  it('on a case’s whole way, to each viewer exactly when what they read of it is other than before', async () => {
    const streams = new Map<string, EventStream>();
    for (const key of VIEWERS) streams.set(key, await open(key));
    const {id} = await walker.refer('staff');
    const before = new Map<string, {sees: boolean; text: string}>();
    for (const key of VIEWERS) before.set(key, {sees: false, text: JSON.stringify([404])});
    const sent = new Map<string, string[]>(VIEWERS.map((key) => [key, []]));
    const quiet = new Map<string, string[]>(VIEWERS.map((key) => [key, []]));
    const compare = async (step: string): Promise<void> => {
      const read = await Promise.all(VIEWERS.map(async (key) => [key, await readBy(key, id)] as const));
      for (const [key, is] of read) {
        const was = before.get(key);
        if (!was?.sees && !is.sees) continue;
        before.set(key, is);
        if (was?.text === is.text) {
          quiet.get(key)?.push(step);
          continue;
        }
        const next = await streams.get(key)?.next();
        expect([key, step, next]).toEqual([key, step, told(is.sees ? id : null)]);
        sent.get(key)?.push(step);
      }
    };
    await compare('refer');
    for (const station of STATIONS.slice(1)) {
      for (const [key, type] of walker.stepsTo(station)) {
        await walker.do(key, id, type);
        await compare(`${key} ${type}`);
      }
    }
    // What somebody was not to be told of they were not: of this case nothing comes before their own new one.
    for (const key of VIEWERS) {
      const own = await walker.refer(key);
      const stream = streams.get(key);
      let next = await stream?.next();
      for (; JSON.stringify(next) !== JSON.stringify(told(own.id)); next = await stream?.next())
        expect([key, next]).not.toEqual([key, told(id)]);
    }
    expect(sent.get('coordinator')?.length).toBeGreaterThan(20);
    expect(quiet.get('coordinator')).toEqual([]);
    expect(quiet.get('reviewer4')).toContain('reviewer3 lockReview');
    expect(quiet.get('physician')).toContain('reviewer3 lockReview');
    for (const key of ['admin', 'outsider', 'reviewer5']) expect(sent.get(key)).toEqual([]);
    for (const stream of streams.values()) stream.leave();
  });

  it('is nothing while the session has no business there, and none of its business lasts', async () => {
    const closed = async (key: string): Promise<number> => (await open(key)).status;
    expect((await EventStream.open(app.client())).status).toBe(401);
    const staff = await walker.as('staff');
    const stream = await EventStream.open(staff);
    expect(stream.status).toBe(200);
    expect(stream.headers.get('content-type')).toBe('text/event-stream');
    expect(stream.headers.get('cache-control')).toBe('no-store');
    expect(stream.headers.get('content-security-policy')).toContain("default-src 'none'");
    const chair = await open('chair');
    await app.database.asSuperuser('DELETE FROM attestation WHERE person_id = $1', [walker.id('chair')]);
    expect(await chair.next()).toBeNull();
    expect(await closed('chair')).toBe(403);
    await staff.delete('/api/session');
    expect(await stream.next()).toBeNull();
    expect((await EventStream.open(staff)).status).toBe(401);
  });

  it('does not keep a session alive, and ends with it when it was left idle or has grown old', async () => {
    const idle = app.client();
    await idle.signIn('member2@demo.test', PASSWORD);
    const first = await EventStream.open(idle);
    app.clock.advance({minutes: 40});
    const second = await EventStream.open(idle);
    expect([first.status, second.status]).toEqual([200, 200]);
    app.clock.advance({minutes: 21});
    expect([await first.next(), await second.next()]).toEqual([null, null]);
    expect((await idle.get('/api/session')).status).toBe(401);

    const old = app.client();
    await old.signIn('member2@demo.test', PASSWORD);
    const stream = await EventStream.open(old);
    for (let half = 1; half < 24; half += 1) {
      app.clock.advance({minutes: 30});
      expect((await old.get('/api/session')).status).toBe(200);
    }
    app.clock.advance({minutes: 31});
    expect(await stream.next()).toBeNull();
  });

  it('is not for programs, and a session has so many and no more until it leaves one', async () => {
    const compliance = await walker.as('compliance2');
    const token = {name: 'Program', scopes: ['cases:read'], days: 1};
    const {body} = await compliance.post<{token: string}>('/api/session/tokens', token);
    const headers = {authorization: `Bearer ${body.token}`};
    expect((await app.client().get('/api/live', {headers})).status).toBe(404);
    const streams: EventStream[] = [];
    for (let count = 0; count < 6; count += 1) streams.push(await EventStream.open(compliance));
    expect(streams.map(({status}) => status)).toEqual([200, 200, 200, 200, 200, 200]);
    const refused = await EventStream.open(compliance);
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '60']);
    expect((await EventStream.open(await walker.as('member3'))).status).toBe(200);
    streams[0]?.leave();
    const head = await compliance.send('HEAD', '/api/live');
    const again = await until('the place that was left', async () => {
      const next = await EventStream.open(compliance);
      return next.status === 200 && next;
    });
    expect([again.status, [200, 429].includes(head.status)]).toEqual([200, true]);
  });

  it('is told of one case though another cannot be read, which an operator hears of', async () => {
    const [unreadable, other] = [await walker.refer('staff'), await walker.refer('staff')];
    const stream = await open('coordinator');
    const say = (hash: string) =>
      app.database.asSuperuser('UPDATE review_case SET workflow_hash = $2 WHERE id = $1', [
        unreadable.id,
        hash,
      ]);
    const [{hash} = {hash: ''}] = await app.database.asSuperuser<{hash: string}>(
      'SELECT workflow_hash AS hash FROM review_case WHERE id = $1',
      [unreadable.id],
    );
    await walker.do('coordinator', unreadable.id, 'startScreening');
    await say('0'.repeat(64));
    await walker.do('coordinator', other.id, 'startScreening');
    let next = await stream.next();
    while (next && JSON.stringify(next) !== JSON.stringify(told(other.id))) next = await stream.next();
    expect(next).toEqual(told(other.id));
    await say(hash);
    stream.leave();
  });

  it('ends when the server stops, which it keeps from nothing', async () => {
    const stream = await open('coordinator');
    await app.stop();
    expect(await stream.next()).toBeNull();
  });
});
