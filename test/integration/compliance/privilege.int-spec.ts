import {startTestApp} from '../../support/app';
import type {TestApp} from '../../support/app';
import {aHospital} from '../../support/case-builders';
import {Walker} from '../../support/walk';

interface Library {
  readonly examples: readonly {
    readonly jurisdiction: string;
    readonly title: string;
    readonly reviewed_by: null;
  }[];
  readonly texts: readonly {
    readonly id: string;
    readonly version: number;
    readonly state: string;
    readonly text: string;
  }[];
}

let app: TestApp;
let walker: Walker;
let caseId: string;

beforeAll(async () => {
  app = await startTestApp();
  walker = new Walker(app, await aHospital(app));
  caseId = (await walker.refer()).id;
});

afterAll(() => app.close());

const privilegeShown = async (): Promise<string> =>
  ((await walker.see('coordinator', caseId)) as unknown as {privilege: string}).privilege;

/** The first starter text, entered for a committee. */
async function enter(committee = walker.hospital.medicine): Promise<{status: number; id: string}> {
  const client = await walker.as('compliance');
  const {body} = await client.get<Library>('/api/privilege');
  const {title, reviewed_by, ...example} =
    body.examples.find(({jurisdiction}) => jurisdiction === 'us-tx') ?? {};
  expect([title, reviewed_by]).toEqual(['Texas', null]);
  const answer = await client.post<{id: string}>('/api/privilege/texts', {committee, ...example});
  return {status: answer.status, id: answer.body.id};
}

describe('a committee’s privilege text', () => {
  it('stands nowhere before counsel has approved it, and on every case from then on', async () => {
    const {status, id} = await enter();
    expect(status).toBe(201);
    expect(await privilegeShown()).toBe('Privileged.');
    const client = await walker.as('compliance');
    expect((await client.get<Library>('/api/privilege')).body.texts).toEqual([
      expect.objectContaining({id, version: 1, state: 'example'}),
    ]);
    expect(await client.post(`/api/privilege/texts/${id}/approval`, {counsel: 'L. Counsel'})).toMatchObject({
      status: 204,
    });
    const shown = await privilegeShown();
    expect(shown).toContain('Texas Occupations Code 160.007');
    expect(shown).toContain('Medicine of Test Hospital');
    expect(await client.post(`/api/privilege/texts/${id}/approval`, {counsel: 'Another'})).toMatchObject({
      status: 422,
    });
  });

  it('is on record with whoever approved it, for a legal purpose', async () => {
    const rows = await app.database.asSuperuser<{kind: string; event: string}>(
      `SELECT e.kind, p.event FROM audit_event e JOIN audit_payload p USING (organisation_id, stream, number)
       WHERE p.event::jsonb ->> 'type' LIKE 'privilegeText%' ORDER BY e.id`,
    );
    expect(rows.map(({kind, event}) => ({kind, ...(JSON.parse(event) as object)}))).toEqual([
      expect.objectContaining({
        kind: 'configuration',
        type: 'privilegeTextEntered',
        why: 'HLEGAL',
        details: {version: 1},
      }),
      expect.objectContaining({
        type: 'privilegeTextApproved',
        who: walker.id('compliance'),
        on: walker.hospital.medicine,
        details: {version: 1, name: 'L. Counsel'},
      }),
    ]);
  });

  it('is refused for a committee that is none and where it would crowd out the page', async () => {
    expect((await enter('11111111-1111-4111-8111-111111111111')).status).toBe(404);
    const client = await walker.as('compliance');
    const long = 'x'.repeat(800);
    const text = {jurisdiction: 'x', statute: 'x', text: long, purpose: long, prohibition: 'x', source: 'x'};
    expect(
      await client.post('/api/privilege/texts', {committee: walker.hospital.medicine, ...text}),
    ).toMatchObject({status: 422, body: {code: 'invalid'}});
    expect(await (await walker.as('admin')).get('/api/privilege')).toMatchObject({status: 404});
  });
});
