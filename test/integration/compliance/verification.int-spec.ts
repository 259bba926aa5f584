import {startTestApp} from '../../support/app';
import type {TestApp} from '../../support/app';
import {aHospital} from '../../support/case-builders';
import {catchUp} from '../../support/desk';
import {until} from '../../support/until';
import {Walker} from '../../support/walk';

interface Verification {
  readonly runningSince: string | null;
  readonly last: {
    readonly outcome: string;
    readonly size: number | null;
    readonly first: {readonly index: number; readonly kind: string; readonly detail: string} | null;
  } | null;
}

const PATH = '/api/audit/verification';

let app: TestApp;
let walker: Walker;

beforeAll(async () => {
  app = await startTestApp();
  walker = new Walker(app, await aHospital(app));
  await walker.walkTo('screening');
  await catchUp(app);
});

afterAll(() => app.close());

const shown = async (): Promise<Verification> =>
  (await (await walker.as('compliance')).get<Verification>(PATH)).body;

/** Begins a check and waits for its end. */
async function verified(): Promise<NonNullable<Verification['last']>> {
  const client = await walker.as('compliance');
  expect(await client.post(PATH, {})).toMatchObject({
    status: 200,
    body: {runningSince: expect.any(String) as string},
  });
  await until('the end of the check', async () => (await shown()).runningSince === null);
  const {last} = await shown();
  if (!last) throw new Error('no answer is known');
  return last;
}

describe('the check of the log from the desk', () => {
  it('knows of none before the first', async () => {
    expect(await shown()).toEqual({runningSince: null, last: null});
  });

  it('says that the log is whole, and stands on record', async () => {
    const last = await verified();
    expect(last).toMatchObject({outcome: 'whole', first: null});
    expect(last.size).toBeGreaterThan(5);
    const events = await app.database.asSuperuser<{event: string}>(
      `SELECT event FROM audit_payload WHERE event LIKE '%"logVerif%' ORDER BY number`,
    );
    expect(events.map(({event}) => JSON.parse(event) as object)).toMatchObject([
      {type: 'logVerificationBegun', who: walker.id('compliance')},
      {type: 'logVerified', details: {ok: true, size: last.size, first: null}},
    ]);
  });

  it('names the first bad entry and the reason when it is not', async () => {
    const flip = (sign: '+' | '-') =>
      app.database.asSuperuser(
        `SET session_replication_role = 'replica'; UPDATE audit_event SET at = at ${sign} interval '1 ms' WHERE id =
           (SELECT event FROM audit_leaf WHERE organisation_id = '${walker.hospital.organisationId}' AND index = 3)`,
      );
    await flip('+');
    const last = await verified();
    expect(last).toMatchObject({outcome: 'tampered', first: {index: 3, kind: 'altered'}});
    expect(last.first?.detail).toEqual(expect.stringMatching(/\w/));
    await flip('-');
    expect(await verified()).toMatchObject({outcome: 'whole', first: null});
  });

  it('tells a moment that is none from a check that was broken off', async () => {
    const set = (at: string) =>
      app.database.asSuperuser(
        `SET session_replication_role = 'replica'; UPDATE audit_event SET at = '${at}' WHERE id =
           (SELECT event FROM audit_leaf WHERE organisation_id = '${walker.hospital.organisationId}' AND index = 2)
         RETURNING at`,
      );
    const [before] = await app.database.asSuperuser<{at: string}>(
      `SELECT at::text FROM audit_event WHERE id =
         (SELECT event FROM audit_leaf WHERE organisation_id = '${walker.hospital.organisationId}' AND index = 2)`,
    );
    await set('infinity');
    expect(await verified()).toMatchObject({outcome: 'tampered', first: {index: 2, kind: 'altered'}});
    await set(before?.at ?? '');
    expect(await verified()).toMatchObject({outcome: 'whole', first: null});
  });

  it('is there for compliance of the whole organisation alone', async () => {
    for (const key of ['coordinator', 'chair', 'admin', 'reviewer3', 'staff']) {
      const client = await walker.as(key);
      expect((await client.get(PATH)).status).toBe(404);
      expect((await client.post(PATH, {})).status).toBe(404);
    }
  });
});
