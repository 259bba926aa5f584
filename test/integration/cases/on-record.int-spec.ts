import {PASSWORD} from '../../../src/seed/demonstration-people';
import {startTestApp} from '../../support/app';
import type {TestApp} from '../../support/app';
import {closeWhole} from '../../support/close-whole';
import {aHospital} from '../../support/case-builders';
import {Walker} from '../../support/walk';
import {recordedIn} from '../../support/recorded';
import type {Recorded} from '../../support/recorded';

let app: TestApp;
let walker: Walker;

beforeAll(async () => {
  app = await startTestApp();
  walker = new Walker(app, await aHospital(app));
});

afterAll(async () => {
  await closeWhole(app);
});

const recorded = (stream: string): Promise<Recorded[]> => recordedIn(app, stream);

const latest = async (stream: string): Promise<Recorded | undefined> => (await recorded(stream)).at(-1);

describe('the log', () => {
  it('says of every request where it came from and why, whatever body it brought', async () => {
    const id = await walker.walkTo('inReview');
    const events = [...(await recorded(`case/${id}`)), ...(await recorded(`case-access/${id}`))];
    expect(new Set(events.map(({type}) => type)).size).toBeGreaterThan(2);
    for (const {v, real, why, where} of events) {
      expect({v, real, why}).toEqual({v: 1, real: null, why: 'HQUALIMP'});
      expect(where).toEqual({
        via: 'http',
        address: '127.0.0.1',
        session: expect.stringMatching(/^[0-9a-f]{16}$/) as string,
      });
    }
  });

  it('has one event a change, with who, as what, from where to where, and no more', async () => {
    const id = await walker.walkTo('closed');
    const events = await recorded(`case/${id}`);
    expect(events.map(({type, details}) => details['action'] ?? type)).toEqual([
      'referred',
      'startScreening',
      'requestInput',
      'giveInput',
      'assignReviewers',
      'acceptAssignment',
      'acceptAssignment',
      'lockReview',
      'lockReview',
      'rateHarm',
      'rateHarm',
      'convenePanel',
      'recordAttendance',
      'addImprovementAction',
      'recordDetermination',
      'sendFeedback',
      'acknowledgeFeedback',
      'respondToFeedback',
      'endResponseWindow',
      'completeImprovementAction',
      'closeCase',
    ]);
    expect(events[1]).toEqual({
      v: 1,
      type: 'action',
      action: 'U',
      outcome: '0',
      real: null,
      why: 'HQUALIMP',
      where: {
        via: 'http',
        address: '127.0.0.1',
        session: expect.stringMatching(/^[0-9a-f]{16}$/) as string,
      },
      who: walker.id('coordinator'),
      as: ['coordinator'],
      on: id,
      details: {
        action: 'startScreening',
        from: 'open.referred',
        to: 'open.screening',
        shown: ['patientIdentity', 'referral', 'referrerIdentity', 'reviewerIdentity', 'subjectIdentity'],
      },
    });
  });

  it('says who read what before they read it, and nothing of process fields alone', async () => {
    const id = await walker.walkTo('screening');
    await walker.see('coordinator', id);
    expect(await latest(`case-access/${id}`)).toMatchObject({
      type: 'caseOpened',
      who: walker.id('coordinator'),
      details: {shown: expect.arrayContaining(['referral', 'patientIdentity']) as unknown},
    });
    const before = (await recorded(`case-access/${id}`)).length;
    await walker.see('compliance', id);
    expect(await recorded(`case-access/${id}`)).toHaveLength(before);
  });

  it('names the cases whose content a list showed', async () => {
    const id = await walker.walkTo('screening');
    await (await walker.as('chair')).get('/api/cases?limit=100');
    const event = await latest(`account/${walker.id('chair')}`);
    expect(event).toMatchObject({type: 'casesListed', action: 'R', details: {shown: ['subjectIdentity']}});
    expect(event?.details['cases']).toContain(id);
  });

  it('says what was refused, and why', async () => {
    const id = await walker.walkTo('screening');
    const refusals: [string, string, object, string][] = [
      ['coordinator', 'hold', {version: 'old'}, 'stale'],
      ['coordinator', 'hold', {version: null, data: {reason: 'x'}}, 'precondition_required'],
      ['coordinator', 'closeCase', {}, 'action_not_allowed'],
      ['coordinator', 'hold', {data: {}}, 'invalid'],
    ];
    for (const [key, type, act, code] of refusals) {
      expect(await walker.act(key, id, type, act)).toMatchObject({body: {code}});
      expect(await latest(`case-access/${id}`)).toMatchObject({
        type: 'actionRefused',
        outcome: '4',
        who: walker.id(key),
        details: {action: type, code},
      });
    }
    await walker.act('physician', id, 'hold', {data: {}, version: 'x'});
    const own = `account/${walker.id('physician')}`;
    expect(await latest(own)).toMatchObject({details: {action: 'hold', code: 'not_found'}});
    const client = await walker.as('physician');
    await client.post('/api/cases', {programme: 'peer-review', data: {}});
    expect(await latest(own)).toMatchObject({type: 'referralRefused', details: {code: 'invalid'}});
    await walker.act('physician', id, 'canary of no workflow', {data: {}, version: 'x'});
    expect(await latest(own)).toMatchObject({details: {action: null, code: 'unknown_action'}});
  });

  it('shows nothing and changes nothing while it cannot be written', async () => {
    const id = await walker.walkTo('screening');
    await walker.attach('coordinator', id, 'A note.', {name: 'note.txt'});
    const [document] = (await walker.see('coordinator', id)).content.filter(({kind}) => kind === 'document');
    const documentId = String(document?.data['documentId']);
    const role = /\/\/([^:@]+)/.exec(app.database.applicationUrl)?.[1] ?? '';
    const {version} = await walker.see('coordinator', id);
    const rows = (): Promise<object[]> =>
      app.database.asSuperuser('SELECT state, version, due_at FROM review_case WHERE id = $1', [id]);
    const before = await rows();
    await app.database.asSuperuser(`REVOKE INSERT ON audit_event FROM ${role}, ${role}_door`);
    try {
      const refused = {status: 503, body: {code: 'log_unavailable'}};
      expect(await walker.look('coordinator', id)).toMatchObject(refused);
      const act = {version, data: {reason: 'x'}};
      expect(await walker.act('coordinator', id, 'hold', act)).toMatchObject(refused);
      expect(await walker.act('coordinator', id, 'hold', {...act, version: 'old'})).toMatchObject(refused);
      expect(await (await walker.as('coordinator')).get('/api/cases')).toMatchObject(refused);
      const referral = await (
        await walker.as('staff')
      ).post('/api/cases', {programme: 'peer-review', data: {}});
      expect(referral).toMatchObject(refused);
      for (const path of [
        `cases/${id}/chart`,
        `cases/${id}/chart/documents/${documentId}`,
        `cases/${id}/report.pdf`,
        `cases/${id}/conflicts`,
        'cases/6f0b2a54-7a1e-4c0a-9d5e-000000000000',
      ])
        expect([path, await (await walker.as('coordinator')).get(`/api/${path}`)]).toMatchObject([
          path,
          refused,
        ]);
      const desk = await walker.as('compliance');
      for (const path of [
        'audit/events',
        `audit/who-saw/${id}`,
        `audit/seen-by/${walker.id('chair')}`,
        'audit/exports',
        'audit/findings',
        'broken-glass',
        'productions',
        `productions/records?cases=${id}`,
        'protected-space/exits',
      ])
        expect([path, await desk.get(`/api/${path}`)]).toMatchObject([path, refused]);
      expect(await desk.post('/api/audit/exports', {format: 'csv'})).toMatchObject(refused);
      const entry = {email: 'staff@demo.test', password: PASSWORD};
      expect(await app.client().post('/api/session', entry)).toMatchObject(refused);
      expect(await rows()).toEqual(before);
    } finally {
      await app.database.asSuperuser(`GRANT INSERT ON audit_event TO ${role}, ${role}_door`);
    }
    expect((await walker.act('coordinator', id, 'hold', {version, data: {reason: 'x'}})).status).toBe(200);
  });

  it('holds no word that anybody entered, and neither does any table', async () => {
    const id = await walker.walkTo('closed');
    await walker.do('coordinator', id, 'reopen');
    const reviewing = await walker.walkTo('inReview');
    const draft = {body: {data: {summary: 'canary-of-a-draft'}}};
    const writer = await walker.as('reviewer3');
    expect(await writer.send('PUT', `/api/cases/${reviewing}/drafts/lockReview`, draft)).toMatchObject({
      status: 200,
    });
    await walker.do('coordinator', id, 'flagImmediateConcern');
    await walker.do('coordinator', id, 'referToRisk');
    await walker.do('coordinator', id, 'handOff');
    await walker.attach('coordinator', reviewing, 'canary-of-a-note', {name: 'canary-of-a-name.txt'});
    const words = [...walker.entered.keys(), 'canary-of-a-draft', 'canary-of-a-note', 'canary-of-a-name'];
    const tables = await app.database.asSuperuser<{name: string}>(
      `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'`,
    );
    const found: string[] = [];
    let bytes = 0;
    for (const {name} of tables) {
      const rows = await app.database.asSuperuser<{row: string}>(`SELECT t::text AS row FROM "${name}" t`);
      const dump = rows.map(({row}) => row).join('\n');
      bytes += dump.length;
      const plain = words.filter(
        (word) => dump.includes(word) || dump.includes(Buffer.from(word).toString('hex')),
      );
      if (plain.length > 0) found.push(name);
    }
    expect(found).toEqual([]);
    expect(words.length).toBeGreaterThan(50);
    process.stdout.write(
      `canaries: ${words.length}, tables: ${tables.length}, characters scanned: ${bytes}\n`,
    );
  });
});
