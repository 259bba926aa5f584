import {startTestApp} from '../../support/app';
import type {TestApp} from '../../support/app';
import {closeWhole} from '../../support/close-whole';
import {aHospital} from '../../support/case-builders';
import {Walker} from '../../support/walk';
import {aBundle, anObservation} from './files';

const NOTE = 'The call log of that night, as the ward keeps it.';

let app: TestApp;
let walker: Walker;
let caseId: string;
let documentId: string;

const mine = {type: 'attachToInput', name: 'call-log.txt'};

beforeAll(async () => {
  app = await startTestApp();
  walker = new Walker(app, await aHospital(app));
  caseId = await walker.walkTo('awaitingInput');
});

afterAll(async () => {
  await closeWhole(app);
});

async function attachments(key: string): Promise<{documentId: string; name: string}[]> {
  const {status, body} = await walker.look(key, caseId);
  if (status !== 200) return [];
  return body.content.filter(({kind}) => kind === 'attachment').map(({data}) => data as never);
}

async function download(key: string): Promise<{status: number; body: unknown}> {
  const client = await walker.as(key);
  const {status, body} = await client.get(`/api/cases/${caseId}/chart/documents/${documentId}`);
  return {status, body: status === 200 ? body : null};
}

describe('what the reviewed physician attaches to their input', () => {
  it('is offered to them alone, and no chart is taken for it', async () => {
    const offers = await Promise.all(
      ['physician', 'coordinator', 'chair', 'staff'].map(async (key) => {
        const {status, body} = await walker.look(key, caseId);
        const types = status === 200 ? body.allowedActions.map(({type}) => type) : [];
        return types.includes('attachToInput');
      }),
    );
    expect(offers).toEqual([true, false, false, false]);
    await expect(walker.attach('physician', caseId, aBundle([anObservation(1)]), mine)).rejects.toThrow(
      'what can be attached',
    );
    await expect(walker.attach('coordinator', caseId, NOTE, mine)).rejects.toThrow('action_not_allowed');
    const staged = await app.database.asSuperuser('SELECT id FROM chart_document');
    expect(staged).toEqual([]);
  });

  it('is theirs to read again, the office’s too, and nothing to anybody else before a reviewer accepts', async () => {
    await walker.attach('physician', caseId, NOTE, mine);
    const [own] = await attachments('physician');
    documentId = own?.documentId ?? '';
    expect(own?.name).toBe('call-log.txt');
    expect(await download('physician')).toEqual({status: 200, body: NOTE});
    expect(await download('coordinator')).toEqual({status: 200, body: NOTE});
    for (const key of ['staff', 'physician2', 'reviewer3', 'member1', 'compliance', 'admin'])
      expect([key, await attachments(key), await download(key)]).toEqual([
        key,
        [],
        {status: 404, body: null},
      ]);
  });

  it('is no part of the chart, which stays closed to them', async () => {
    const chartOf = async (key: string): Promise<unknown> => {
      const client = await walker.as(key);
      const {status, body} = await client.get<{documents?: unknown[]}>(`/api/cases/${caseId}/chart`);
      return [status, body.documents];
    };
    expect([await chartOf('physician'), await chartOf('coordinator')]).toEqual([
      [404, undefined],
      [200, []],
    ]);
  });

  it('reaches the reviewer once their scores of care are locked, and cannot be added to once it is decided', async () => {
    for (const station of ['readyToAssign', 'assigned', 'inReview'] as const)
      await walker.stage(station, caseId);
    expect(await download('reviewer3')).toEqual({status: 404, body: null});
    await walker.stage('reviewed', caseId);
    expect(await download('reviewer3')).toEqual({status: 200, body: NOTE});
    for (const station of ['panelDecision', 'feedback'] as const) await walker.stage(station, caseId);
    await expect(walker.attach('physician', caseId, NOTE, mine)).rejects.toThrow('action_not_allowed');
    expect(await download('physician')).toEqual({status: 200, body: NOTE});
  });
});
