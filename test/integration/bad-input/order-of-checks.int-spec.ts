import {randomUUID} from 'node:crypto';
import {startTestApp} from '../../support/app';
import type {TestApp} from '../../support/app';
import {closeWhole} from '../../support/close-whole';
import {aHospital} from '../../support/case-builders';
import type {Answer, RequestOptions} from '../../support/client';
import {Walker} from '../../support/walk';

let app: TestApp;
let walker: Walker;
let id: string;
let version: string;

beforeAll(async () => {
  app = await startTestApp();
  walker = new Walker(app, await aHospital(app));
  id = await walker.walkTo('screening');
  ({version} = await walker.see('coordinator', id));
});

afterEach(async () => {
  expect((await walker.see('coordinator', id)).version).toBe(version);
});

afterAll(async () => {
  await closeWhole(app);
});

interface Coded {
  readonly code: string;
  readonly status: number;
}

const path = (caseId = id): string => `/api/cases/${caseId}/actions`;

/** Sends an action that is right but for what a test changes, and answers with its code. */
async function send({
  key = 'coordinator',
  caseId = id,
  body = {type: 'hold', data: {reason: 'x'}},
  headers = {},
}: {
  key?: string;
  caseId?: string;
  body?: unknown;
  headers?: Readonly<Record<string, string | null>>;
}): Promise<string> {
  const client = await walker.as(key);
  return coded(await client.post<Coded>(path(caseId), body, {headers: {'if-match': '"old"', ...headers}}));
}

function coded({status, headers, body}: Answer<Coded>): string {
  expect(headers.get('content-type')).toMatch(/^application\/problem\+json\b/);
  expect(body.status).toBe(status);
  return `${status} ${body.code}`;
}

const stranger = (options: RequestOptions, body?: unknown): Promise<string> =>
  app.client().post<Coded>(path(), body, options).then(coded);

describe('the first check that fails answers', () => {
  it('401 before csrf, size, type, words and sight', async () => {
    const wrong = {headers: {'x-collegium': null, 'content-type': 'text/plain'}};
    expect(await stranger(wrong, 'x'.repeat(2_000_000))).toBe('401 unauthenticated');
    expect(await stranger({}, '{')).toBe('401 unauthenticated');
  });

  it('403 before size and type', async () => {
    const headers = {'x-collegium': null, 'content-type': 'text/plain'};
    expect(await send({body: 'x'.repeat(2_000_000), headers})).toBe('403 csrf');
    expect(await send({headers: {origin: 'https://evil.example'}})).toBe('403 csrf');
  });

  it('413 before 415, and either before 400', async () => {
    const headers = {'content-type': 'text/plain'};
    expect(await send({body: 'x'.repeat(2_000_000), headers})).toBe('413 too_large');
    expect(await send({body: '{', headers})).toBe('415 unsupported_media_type');
    expect(await send({body: {type: 'hold', data: {reason: 'x'.repeat(10_000_000)}}})).toBe('413 too_large');
  });

  it.each([
    ['what is no JSON', '{"type": "hold"'],
    ['nothing', ''],
    ['a list', '[]'],
    ['a text', '"hold"'],
    ['null', 'null'],
    ['no type', '{"data": {}}'],
    ['a type that is no text', '{"type": 3}'],
    ['a type that is a list', '{"type": ["hold"]}'],
    ['an unknown field', '{"type": "hold", "data": {}, "as": "chair"}'],
    ['data that are a list', '{"type": "hold", "data": []}'],
    ['data that are a text', '{"type": "hold", "data": "x"}'],
    ['a poisoned prototype', '{"type": "hold", "data": {"__proto__": {"reason": "x"}}}'],
    ['a poisoned constructor', '{"type": "hold", "data": {"constructor": {"prototype": {"x": 1}}}}'],
    ['a NUL', '{"type": "hold", "data": {"reason": "a\\u0000b"}}'],
    ['half a character', '{"type": "hold", "data": {"reason": "a\\ud800b"}}'],
    ['deep nesting', `{"type": "hold", "data": {"a": ${'['.repeat(5000)}${']'.repeat(5000)}}}`],
    ['a broken encoding', '\uD800'],
  ])('400 malformed for %s, whether the case is in sight, hidden, absent or no id', async (_, body) => {
    for (const caseId of [id, randomUUID(), 'nonsense'])
      for (const key of ['coordinator', 'physician'])
        expect({caseId, key, code: await send({key, caseId, body})}).toEqual({
          caseId,
          key,
          code: '400 malformed',
        });
  });

  it.each([
    'approve',
    '',
    'xstate.init',
    'xstate.after.1000.peer-review.open',
    'xstate.stop',
    'done.state.x',
    '__proto__',
    'constructor',
    'toString',
    'hold ',
    'HOLD',
    '*',
    'x'.repeat(100),
  ])('400 for the action type %p, before sight and version', async (type) => {
    for (const caseId of [id, randomUUID()])
      expect(await send({caseId, body: {type, data: {}}, headers: {'if-match': null}})).toBe(
        '400 unknown_action',
      );
  });

  it('404 before version and data', async () => {
    const headers = {'if-match': null};
    expect(await send({key: 'physician', headers})).toBe('404 not_found');
    expect(await send({key: 'admin', body: {type: 'hold', data: {a: 1}}})).toBe('404 not_found');
    for (const caseId of ['nonsense', id.toUpperCase(), `${id}0`, "1' OR '1'='1", '%00', '..%2f..'])
      expect(await send({caseId, headers})).toBe('404 not_found');
  });

  it('428 before what is not allowed, and stale before it too', async () => {
    const body = {type: 'closeCase', data: {a: 1}};
    expect(await send({body, headers: {'if-match': null}})).toBe('428 precondition_required');
    for (const tag of [
      '"old"',
      version,
      '*',
      `W/"${version}"`,
      '""',
      `"${version}", "other"`,
      'x'.repeat(5000),
    ])
      expect(await send({body, headers: {'if-match': tag}})).toBe('409 stale');
    expect(await send({body, headers: {'if-match': `"${version}"`}})).toBe('409 action_not_allowed');
  });

  it('409 before the data are looked at, and 422 last', async () => {
    const headers = {'if-match': `"${version}"`};
    expect(await send({body: {type: 'lockReview', data: {a: 1}}, headers})).toBe('409 action_not_allowed');
    expect(await send({body: {type: 'attachChart', data: {}}, headers})).toBe('409 action_not_allowed');
    expect(await send({body: {type: 'hold', data: {a: 1}}, headers})).toBe('422 invalid');
    expect(await send({body: {type: 'hold'}, headers})).toBe('422 invalid');
    expect(await send({body: {type: 'hold', data: null}, headers})).toBe('422 invalid');
  });

  it('400 for a key that is none', async () => {
    for (const key of ['with space', 'x'.repeat(201), 'ü'])
      expect(await send({headers: {'idempotency-key': key}})).toBe('400 malformed');
  });
});

describe('a list', () => {
  it.each([
    'limit=0',
    'limit=-1',
    'limit=101',
    'limit=1e2',
    'limit=ten',
    'limit=',
    'limit=1&limit=2',
    'limit[a]=1',
    'cursor=nonsense',
    'cursor=',
    `cursor=${'A'.repeat(900)}`,
    `cursor=${'A'.repeat(2000)}`,
    'cursor=a&cursor=b',
    'settled=yes',
    'state=open..',
    "state=x'--",
    'state=%00',
    'sort=number',
    'subject=x',
  ])('refuses %s', async (query) => {
    const expected = query === 'state=open..' ? 200 : 400;
    const answer = await (await walker.as('coordinator')).get<Coded>(`/api/cases?${query}`);
    expect({status: answer.status, code: answer.body.code}).toEqual(
      expected === 200 ? {status: 200} : {status: 400, code: 'malformed'},
    );
  });

  it('takes nobody else’s cursor', async () => {
    await walker.refer();
    const first = await (await walker.as('coordinator')).get<{next: string}>('/api/cases?limit=1');
    const query = `/api/cases?limit=1&cursor=${encodeURIComponent(first.body.next)}`;
    expect((await (await walker.as('coordinator')).get(query)).status).toBe(200);
    expect(await (await walker.as('chair')).get(query)).toMatchObject({
      status: 400,
      body: {code: 'malformed'},
    });
  });
});

describe('an upload', () => {
  const post = async (type: string, body: unknown, headers = {}): Promise<string> =>
    coded(
      await (await walker.as('coordinator')).post<Coded>(`/api/cases/${id}/uploads/${type}`, body, {headers}),
    );
  const form = (name: string, content: string): FormData => {
    const data = new FormData();
    data.set(name, new Blob([content]), 'x.txt');
    return data;
  };

  it('is refused when it is no form, has no file, or is for an action that takes none', async () => {
    expect(await post('attachChart', {a: 1})).toBe('415 unsupported_media_type');
    expect(await post('attachChart', form('other', 'text'))).toBe('400 malformed');
    expect(await post('attachChart', form('file', ''))).toBe('422 invalid');
    expect(await post('hold', form('file', 'text'))).toBe('409 action_not_allowed');
    expect(await post('approve', form('file', 'text'))).toBe('400 unknown_action');
    for (const boundary of ['', '; boundary=', '; boundary=""'])
      expect(await post('attachChart', 'x', {'content-type': `multipart/form-data${boundary}`})).toBe(
        '415 unsupported_media_type',
      );
    const type = {'content-type': 'multipart/form-data; boundary=x'};
    const head = '--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n';
    for (const broken of ['x', '--x', '--x--', `${head}cut off`, '--x\r\n\r\nno head\r\n--x--'])
      expect(await post('attachChart', broken, type)).toMatch(/^4\d\d /);
  });
});

describe('a draft', () => {
  const put = async (type: string, body: unknown): Promise<string> =>
    coded(
      await (await walker.as('coordinator')).send<Coded>('PUT', `/api/cases/${id}/drafts/${type}`, {body}),
    );

  it('is refused for what takes none, what is unknown, and what is no object', async () => {
    expect(await put('hold', {data: {}})).toBe('409 action_not_allowed');
    expect(await put('lockReview', {data: {}})).toBe('409 action_not_allowed');
    expect(await put('__proto__', {data: {}})).toBe('400 unknown_action');
    expect(await put('hold', {data: []})).toBe('400 malformed');
    expect(await put('hold', {})).toBe('400 malformed');
  });
});
