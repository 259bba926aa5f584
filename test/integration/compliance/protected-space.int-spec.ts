import {startTestApp} from '../../support/app';
import type {TestApp} from '../../support/app';
import {aHospital, grant} from '../../support/case-builders';
import type {Answer} from '../../support/client';
import {STATIONS, Walker} from '../../support/walk';

let app: TestApp;
let walker: Walker;
let caseId: string;
let number: string;
let enteredAt: string;

beforeAll(async () => {
  app = await startTestApp();
  walker = new Walker(app, await aHospital(app));
  caseId = (await walker.refer()).id;
  app.clock.advance({hours: 5});
  enteredAt = app.clock.now().toISOString();
  const until = STATIONS.indexOf('reviewed') + 1;
  for (const station of STATIONS.slice(1, until)) {
    await walker.stage(station, caseId);
    if (station === 'screening') app.clock.advance({hours: 1});
  }
  const [row] = await app.database.asSuperuser<{number: string}>('SELECT number FROM review_case');
  number = row?.number ?? '';
});

afterAll(() => app.close());

const get = async <Body>(key: string, path: string): Promise<Answer<Body>> =>
  (await walker.as(key)).get<Body>(`/api/protected-space/${path}`);

const remove = async (key: string, body: object): Promise<Answer<{number: string}>> =>
  (await walker.as(key)).post<{number: string}>('/api/protected-space/removals', body);

const itemOf = async (kind: string): Promise<string> => {
  const [row] = await app.database.asSuperuser<{id: string}>(
    `SELECT id FROM case_item WHERE case_id = '${caseId}' AND kind = '${kind}'`,
  );
  return row?.id ?? '';
};

describe('the protected space', () => {
  it('has the date on which a case entered it, what entered with it and what was made inside', async () => {
    for (const wanted of [caseId, number])
      expect((await get('compliance', `entries/${wanted}`)).body).toMatchObject({
        case: caseId,
        caseNumber: number,
        enteredAt,
        enteredWith: expect.arrayContaining(['referral', 'patient']) as string[],
        since: expect.arrayContaining(['review']) as string[],
      });
    expect((await get('compliance', 'entries/PR-1999-0001')).status).toBe(404);
  });

  it('records what is removed under a number of its own, once', async () => {
    const item = await itemOf('referral');
    expect(await remove('compliance', {case: number, item})).toMatchObject({
      status: 201,
      body: {number: expect.stringMatching(/^RM-2026-\d{4}$/) as string},
    });
    expect((await remove('compliance', {case: number, item})).status).toBe(409);
    const nothing = '11111111-1111-4111-8111-111111111111';
    expect((await remove('compliance', {case: number, item: nothing})).status).toBe(422);
    const fresh = (await walker.refer()).id;
    const [own] = await app.database.asSuperuser<{id: string}>(
      `SELECT id FROM case_item WHERE case_id = '${fresh}' LIMIT 1`,
    );
    expect((await remove('compliance', {case: fresh, item: own?.id})).status).toBe(409);
  });

  it('numbers a hand-off to the formal process apart: the facts for office and committee, the number for compliance', async () => {
    app.clock.advance({minutes: 1});
    await walker.do('coordinator', caseId, 'handOff');
    const seen = async (key: string): Promise<Record<string, unknown>> =>
      Object.fromEntries(
        (await walker.see(key, caseId)).content
          .filter(({kind}) => kind.startsWith('handOff'))
          .map(({kind, data}) => [kind, data]),
      );
    const [left] = await app.database.asSuperuser<{number: string}>(
      `SELECT number FROM protected_space_exit WHERE kind = 'handOff'`,
    );
    const number = left?.number ?? '';
    expect(number).toMatch(/^HO-2026-\d{4}$/);
    const record = {number, handedOffAt: app.clock.now().toISOString()};
    expect(await seen('coordinator')).toMatchObject({
      handOff: {...record, facts: expect.any(String) as string},
      handOffRecord: record,
    });
    expect(await seen('compliance')).toEqual({handOffRecord: record});
    expect((await get('compliance', 'exits')).body).toEqual([
      {...{number, kind: 'handOff', removed: null}, ...where(), at: record.handedOffAt},
      expect.objectContaining({
        number: expect.stringMatching(/^RM-2026-/) as string,
        ...{kind: 'removal', removed: 'referral'},
      }),
    ]);
    for (const statement of [
      'UPDATE protected_space_exit SET number = number',
      'DELETE FROM protected_space_exit',
    ])
      await expect(app.database.asSuperuser(statement)).rejects.toThrow('append-only');
  });

  it('tells nothing of a case to whoever is a party to it, nor to anybody but compliance', async () => {
    const {organisationId} = walker.hospital;
    await grant(app, {organisationId, personId: walker.id('physician'), role: 'compliance'});
    expect((await get('physician', 'exits')).body).toEqual([]);
    expect((await get('physician', `entries/${caseId}`)).status).toBe(404);
    expect((await remove('physician', {case: caseId, item: await itemOf('review')})).status).toBe(404);
    for (const key of ['coordinator', 'chair', 'admin']) expect((await get(key, 'exits')).status).toBe(404);
  });
});

const where = (): object => ({case: caseId, caseNumber: number});
