import {randomUUID} from 'node:crypto';
import {startTestApp} from '../../support/app';
import type {TestApp} from '../../support/app';
import {aHospital} from '../../support/case-builders';
import {Walker} from '../../support/walk';

let app: TestApp;
let walker: Walker;

beforeAll(async () => {
  app = await startTestApp();
  walker = new Walker(app, await aHospital(app));
});

afterAll(() => app.close());

interface Ask {
  readonly method: string;
  readonly path: (id: string) => string;
  readonly body?: () => unknown;
  readonly headers?: Readonly<Record<string, string | null>>;
}

const file = (): FormData => {
  const form = new FormData();
  form.set('file', new Blob(['text']), 'note.txt');
  return form;
};
const act = (id: string): string => `/api/cases/${id}/actions`;
const DOCUMENT = randomUUID();

const asks: Readonly<Record<string, Ask>> = {
  case: {method: 'GET', path: (id) => `/api/cases/${id}`},
  'case, cached': {method: 'GET', path: (id) => `/api/cases/${id}`, headers: {'if-none-match': '"x"'}},
  history: {method: 'GET', path: (id) => `/api/cases/${id}/history`},
  chart: {method: 'GET', path: (id) => `/api/cases/${id}/chart`},
  document: {method: 'GET', path: (id) => `/api/cases/${id}/chart/documents/${DOCUMENT}`},
  report: {method: 'GET', path: (id) => `/api/cases/${id}/report.pdf`},
  draft: {method: 'GET', path: (id) => `/api/cases/${id}/drafts/lockReview`},
  'draft to keep': {
    method: 'PUT',
    path: (id) => `/api/cases/${id}/drafts/lockReview`,
    body: () => ({data: {}}),
  },
  action: {
    method: 'POST',
    path: act,
    body: () => ({type: 'startScreening', data: {}}),
    headers: {'if-match': '"x"'},
  },
  'action without a version': {method: 'POST', path: act, body: () => ({type: 'hold', data: {}})},
  'action with a key': {
    method: 'POST',
    path: act,
    body: () => ({type: 'hold', data: {}}),
    headers: {'if-match': '"x"', 'idempotency-key': randomUUID()},
  },
  upload: {method: 'POST', path: (id) => `/api/cases/${id}/uploads/attachChart`, body: file},
  'upload that is none': {method: 'POST', path: (id) => `/api/cases/${id}/uploads/hold`, body: file},
};

async function answer(key: string, id: string, {method, path, body, headers}: Ask): Promise<unknown> {
  const client = await walker.as(key);
  const sent = await client.send(method, path(id), {...(body && {body: body()}), ...(headers && {headers})});
  const kept = [...sent.headers].filter(([name]) => name !== 'date');
  return {status: sent.status, headers: kept, body: sent.body};
}

describe('a case that is hidden answers like one that does not exist', () => {
  const ids: Record<string, string> = {};

  beforeAll(async () => {
    ids['referred'] = await walker.walkTo('referred');
    ids['inReview'] = await walker.walkTo('inReview');
    ids['closed'] = await walker.walkTo('closed');
  });

  it.each(
    Object.keys(asks).flatMap((ask) =>
      [
        ['admin', 'closed'],
        ['admin', 'inReview'],
        ['physician', 'referred'],
        ['reviewer6', 'inReview'],
        ['member1', 'inReview'],
        ['physician2', 'closed'],
      ].map(([key = '', state = '']) => [ask, key, state] as const),
    ),
  )('when %s is asked for by %s while it is %s', async (ask, key, state) => {
    const one = asks[ask];
    if (!one) throw new Error(ask);
    const hidden = await answer(key, ids[state] ?? '', one);
    expect(hidden).toEqual(await answer(key, randomUUID(), one));
    expect(hidden).toMatchObject({status: 404, body: {code: 'not_found'}});
  });

  it('puts a look at either on record alike', async () => {
    const hidden = ids['inReview'] ?? '';
    const absent = randomUUID();
    await walker.look('reviewer6', hidden);
    await walker.look('reviewer6', absent);
    const rows = await app.database.asSuperuser<{event: string; stream: string}>(
      'SELECT event, stream FROM audit_payload WHERE stream = $1 ORDER BY number DESC LIMIT 2',
      [`account/${walker.id('reviewer6')}`],
    );
    const [second = '', first = ''] = rows.map(({event}) => event);
    expect(JSON.parse(first)).toMatchObject({type: 'caseRefused', outcome: '4', on: hidden});
    expect(second).toBe(first.replace(hidden, absent));
  });

  it('does not come up in a list, a filter or a cursor', async () => {
    const client = await walker.as('member1');
    for (const query of ['', 'limit=1', 'state=open.inReview', 'settled=false&limit=2']) {
      const seen: string[] = [];
      let cursor: string | null = '';
      while (cursor !== null) {
        const more: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
        const {body} = await client.get<{items: {id: string}[]; next: string | null}>(
          `/api/cases?${query}${more}`,
        );
        seen.push(...body.items.map(({id}) => id));
        cursor = body.next;
      }
      expect(seen).toEqual(query === '' || query === 'limit=1' ? [ids['closed']] : []);
    }
  });

  it('leaves no gap and no end in the list of somebody who is several things to one case', async () => {
    const own = [];
    for (let count = 0; count < 3; count += 1) {
      const {id} = await walker.refer('physician3', {focusPhysician: walker.id('physician3')});
      own.push(id);
      app.clock.advance({minutes: 1});
    }
    const client = await walker.as('physician3');
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const more: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
      const {body} = await client.get<{items: {id: string}[]; next: string | null}>(
        `/api/cases?limit=1${more}`,
      );
      seen.push(...body.items.map(({id}) => id));
      cursor = body.next;
    }
    expect(seen).toEqual(own.reverse());
  });

  it('is named in no notice once it is out of reach', async () => {
    const id = await walker.walkTo('assigned');
    await walker.do('reviewer3', id, 'declineAssignment', {reason: 'workload'});
    const client = await walker.as('reviewer3');
    const {body} = await client.get<{items: {caseId: string | null}[]}>('/api/inbox?limit=100');
    expect(body.items.map(({caseId}) => caseId)).not.toContain(id);
  });

  it('keeps a draft to its writer', async () => {
    const id = ids['inReview'] ?? '';
    const writer = await walker.as('reviewer3');
    const path = `/api/cases/${id}/drafts/lockReview`;
    expect(await writer.send('PUT', path, {body: {data: {summary: 'a secret'}}})).toMatchObject({
      status: 200,
    });
    expect(await writer.get(path)).toMatchObject({status: 200, body: {data: {summary: 'a secret'}}});
    for (const key of ['reviewer4', 'coordinator', 'chair', 'physician', 'admin', 'compliance']) {
      const {status, body} = await (await walker.as(key)).get(path);
      expect({key, shown: status === 200}).toEqual({key, shown: false});
      expect(JSON.stringify(body)).not.toContain('a secret');
    }
  });
});
