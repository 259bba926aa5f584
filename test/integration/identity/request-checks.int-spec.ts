import {connect} from 'node:net';
import {once} from 'node:events';
import {text} from 'node:stream/consumers';
import {startTestApp} from '../../support/app';
import type {TestApp} from '../../support/app';
import type {Answer, TestClient} from '../../support/client';
import {PASSWORD, aPerson, anOrganisation} from './people';

const email = 'chair@demo.test';

interface ProblemBody {
  status: number;
  code: string;
  faults?: {pointer: string; detail: string}[];
  incident?: string;
}

const seen = ({status, body}: Answer<ProblemBody>): unknown[] => [status, body.code];

describe('the checks before a request is served', () => {
  let app: TestApp;
  let client: TestClient;

  beforeAll(async () => {
    app = await startTestApp();
    await aPerson(app, await anOrganisation(app), {email});
    client = app.client();
    await client.signIn(email, PASSWORD);
  });

  afterAll(async () => {
    await app.close();
  });

  /** Sends bytes as they are and reads until the server closes the connection. */
  const raw = async (request: string): Promise<string> => {
    const socket = connect(app.port, '127.0.0.1');
    await once(socket, 'connect');
    socket.write(request);
    return text(socket);
  };

  const confirm = (headers: Readonly<Record<string, string | null>>): Promise<Answer<ProblemBody>> =>
    client.post('/api/session/confirm', {password: PASSWORD}, {headers});

  it.each(['localhost', '127.0.0.1', '[::1]'])('lets a change from our own page at %s pass', async (host) => {
    expect((await confirm({origin: `http://${host}:${app.port}`})).status).toBe(200);
  });

  it.each([
    ['without our header', {'x-collegium': null}],
    ['with another value in our header', {'x-collegium': 'true'}],
    ['from another site', {origin: 'https://evil.example'}],
    ['from an opaque origin', {origin: 'null'}],
    ['from another port', {origin: 'http://localhost:1'}],
    ['from https on our port', {origin: 'https://localhost:{port}'}],
    ['from a name that only starts like ours', {origin: 'http://localhost:{port}.evil.example'}],
  ])('refuses a change %s, signing in included', async (_what, headers) => {
    const sent = Object.fromEntries(
      Object.entries(headers).map(([name, value]: [string, string | null]) => [
        name,
        value?.replace('{port}', String(app.port)) ?? null,
      ]),
    );
    expect(seen(await confirm(sent))).toEqual([403, 'csrf']);
    const signIn = await app
      .client()
      .post<ProblemBody>('/api/session', {email, password: PASSWORD}, {headers: sent});
    expect(seen(signIn)).toEqual([403, 'csrf']);
    const signOut = await client.delete<ProblemBody>('/api/session', {headers: sent});
    expect(seen(signOut)).toEqual([403, 'csrf']);
  });

  it('asks nothing of the kind of a request that only reads', async () => {
    const headers = {'x-collegium': null, origin: 'https://evil.example'};
    expect((await client.get('/api/session', {headers})).status).toBe(200);
  });

  it('keeps the pinned order: signed in, ours, size, type, form', async () => {
    const large = `{"password":"${'x'.repeat(2_000_000)}"}`;
    const faults: [string, Record<string, string | null>, unknown][] = [
      ['unauthenticated', {cookie: ''}, large],
      ['csrf', {'x-collegium': null}, large],
      ['too_large', {'content-type': 'text/plain'}, large],
      ['unsupported_media_type', {'content-type': 'text/plain'}, '{"password":'],
      ['malformed', {}, '{"password":'],
    ];
    for (const [code, headers, body] of faults) {
      // Each request has every fault that comes later in the list.
      const answer = await client.post<ProblemBody>('/api/session/confirm', body, {headers});
      expect(answer.body.code).toBe(code);
    }
  });

  it.each([
    ['half a document', '{"email":', ['']],
    ['no JSON', 'email=a', ['']],
    ['bytes that are no UTF-8', Uint8Array.of(0x22, 0xff, 0x22), ['']],
    ['an array', [], ['']],
    ['a string', '"text"', ['']],
    ['null', 'null', ['']],
    ['__proto__', '{"email":"a","password":"b","__proto__":{"admin":true}}', ['']],
    ['__proto__ inside', '{"email":{"a":{"__proto__":{}}},"password":"b"}', ['']],
    ['constructor.prototype', '{"constructor":{"prototype":{"admin":true}}}', ['']],
    ['an unknown field', {email: 'a', password: 'b', admin: true}, ['/admin']],
    ['a field whose name needs escaping', {email: 'a', password: 'b', 'a/b~c': 1}, ['/a~1b~0c']],
    ['wrong types', {email: 1, password: ['b']}, ['/email', '/password']],
    ['missing fields', {}, ['/email', '/password']],
    ['no body', undefined, ['/email', '/password']],
    ['a password beyond all measure', {email: 'a', password: 'x'.repeat(2000)}, ['/password']],
    ['NUL', {email: 'a\0b', password: 'b'}, ['']],
    ['half a character', '{"email":"\\ud800","password":"b"}', ['']],
    ['nesting without end', `{"email":${'['.repeat(400_000)}${']'.repeat(400_000)}}`, ['']],
  ])('refuses %s as malformed and says where', async (_what, body, pointers) => {
    const answer = await app.client().post<ProblemBody>('/api/session', body);
    expect(seen(answer)).toEqual([400, 'malformed']);
    expect(answer.body.faults?.map(({pointer}) => pointer).sort()).toEqual(pointers);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
  });

  it('refuses ten megabytes cleanly, announced or not', async () => {
    const body = JSON.stringify({email, password: 'x'.repeat(10_000_000)});
    expect(seen(await client.post<ProblemBody>('/api/session', body))).toEqual([413, 'too_large']);
    // The same connection serves the next request: nothing was cut off, so no client misses the answer.
    const head = 'HTTP/1.1\r\nHost: x\r\n';
    const chunk = `${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`;
    const json = 'X-Collegium: 1\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked';
    const answers = await raw(
      `POST /api/session ${head}${json}\r\n\r\n${chunk}GET /api/health ${head}Connection: close\r\n\r\n`,
    );
    expect(answers.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 413', 'HTTP/1.1 200']);
  });

  it.each(['/api/nothing', '/api/session/other', '/api/cases/7', '/API/session'])(
    'answers the unknown path %s without repeating it',
    async (path) => {
      const answer = await client.get<ProblemBody>(path);
      expect(answer.status).toBe(404);
      expect(answer.body).toEqual({
        type: 'about:blank',
        title: 'Not Found',
        status: 404,
        code: 'not_found',
        detail: 'There is nothing here for you.',
      });
    },
  );

  it('tells nobody who is not signed in which paths exist', async () => {
    const stranger = app.client();
    const answers = await Promise.all([stranger.get('/api/nothing'), stranger.get('/api/session')]);
    expect(answers.map(({status}) => status)).toEqual([401, 401]);
    expect(answers[0].body).toEqual(answers[1].body);
  });

  it('does not let another spelling of a path past the sign-in', async () => {
    const stranger = app.client();
    for (const path of [
      '/%61pi/session',
      '/api/%73ession',
      '/api//session',
      '/api/session/',
      '//api/session',
    ])
      expect([401, 404]).toContain((await stranger.get(path)).status);
  });

  it('answers a path that cannot be decoded as malformed', async () => {
    expect(seen(await client.get<ProblemBody>('/api/%zz'))).toEqual([400, 'malformed']);
  });

  it('answers what is no HTTP as a problem too', async () => {
    expect(await raw('rubbish\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 [^]*"code":"malformed"/);
    expect(await raw(`GET / HTTP/1.1\r\nHost: x\r\nA: ${'a'.repeat(20_000)}\r\n\r\n`)).toMatch(
      /^HTTP\/1\.1 431 /,
    );
  });

  it('sends a policy under which no script or style of a stranger runs', async () => {
    const policy = (await client.get('/api/session')).headers.get('content-security-policy');
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe');
  });

  it('serves health to everybody, after a look at the database', async () => {
    const answer = await app.client().get('/api/health');
    expect([answer.status, answer.body]).toEqual([200, {status: 'ok', attention: false}]);
  });
});

describe('an error that nobody foresaw', () => {
  it('is answered with a number and without a word of what went wrong', async () => {
    const app = await startTestApp();
    try {
      await app.connections.close();
      const answer = await app.client().get<ProblemBody>('/api/health');
      expect(answer.body).toEqual({
        type: 'about:blank',
        title: 'Internal Server Error',
        status: 500,
        code: 'internal',
        detail: 'Something went wrong on our side; nothing was changed.',
        incident: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      });
    } finally {
      await app.close();
    }
  });
});

const proofs = [
  ['POST', '/api/session/confirm'],
  ['POST', '/api/session/confirm/passkey'],
  ['PUT', '/api/session/password'],
  ['POST', '/api/session/second-factor'],
  ['POST', '/api/session/second-factor/passkey'],
  ['POST', '/api/session/passkey/options'],
  ['POST', '/api/session/factors/totp/00000000-0000-0000-0000-000000000000'],
] as const;

describe('the limits of rate', () => {
  it('slow down guessing one account, known or not, and say for how long', async () => {
    const app = await startTestApp({rateLimit: true});
    try {
      await aPerson(app, await anOrganisation(app), {email});
      for (const address of [email, 'nobody@demo.test']) {
        const statuses: number[] = [];
        for (let attempt = 0; attempt < 11; attempt += 1)
          statuses.push((await app.client().signIn(address, 'wrong horse battery')).status);
        expect(statuses).toEqual([...Array<number>(10).fill(401), 429]);
        const refused = await app
          .client()
          .post<ProblemBody>('/api/session', {email: address, password: PASSWORD});
        expect(seen(refused)).toEqual([429, 'too_many_requests']);
        expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
      }
    } finally {
      await app.close();
    }
  });

  it('let no stranger elsewhere keep the owner out, and slow down many strangers together', async () => {
    const app = await startTestApp({rateLimit: true, trustProxy: '127.0.0.1'});
    try {
      await aPerson(app, await anOrganisation(app), {email});
      const tries = async (from: string, password: string): Promise<number> => {
        const options = {headers: {'x-forwarded-for': from}};
        return (await app.client().post('/api/session', {email, password}, options)).status;
      };
      const places = Array.from({length: 10}, (_, at) => `203.0.113.${at}`);
      for (const place of places.slice(0, 9)) {
        const wrong = Array.from({length: 12}, () => tries(place, 'wrong horse battery'));
        const statuses = await Promise.all(wrong);
        expect(statuses.filter((status) => status === 429)).toHaveLength(2);
      }
      expect(await tries('198.51.100.7', PASSWORD)).toBe(200);
      await Promise.all(Array.from({length: 9}, () => tries(places[9] ?? '', 'wrong horse battery')));
      expect(await tries('198.51.100.7', PASSWORD)).toBe(429);
      expect(await tries('198.51.100.8', PASSWORD)).toBe(429);
    } finally {
      await app.close();
    }
  });

  it('count whatever somebody who is signed in gives as proof, each person’s apart', async () => {
    const app = await startTestApp({rateLimit: true});
    try {
      const organisationId = await anOrganisation(app);
      for (const [at, [method, path]] of proofs.entries()) {
        const own = `proof${at}@demo.test`;
        await aPerson(app, organisationId, {email: own});
        const client = app.client();
        await client.signIn(own, PASSWORD);
        const statuses: number[] = [];
        for (let attempt = 0; attempt < 11; attempt += 1)
          statuses.push((await client.send(method, path, {body: {}})).status);
        expect([path, statuses.indexOf(429)]).toEqual([path, 10]);
      }
    } finally {
      await app.close();
    }
  });

  it('count an address’s sign-ins by the identity provider, there and back', async () => {
    const app = await startTestApp({rateLimit: true});
    try {
      const client = app.client();
      const statuses: number[] = [];
      for (let attempt = 0; attempt < 31; attempt += 1)
        statuses.push(
          (await client.post('/api/session/provider', {})).status,
          (await client.get('/api/session/provider/callback?code=x')).status,
        );
      expect(statuses.indexOf(429)).toBe(60);
    } finally {
      await app.close();
    }
  });

  it('keep nobody from confirming their own password while a stranger guesses it', async () => {
    const app = await startTestApp({rateLimit: true});
    try {
      await aPerson(app, await anOrganisation(app), {email});
      const own = app.client();
      await own.signIn(email, PASSWORD);
      for (let attempt = 0; attempt < 11; attempt += 1)
        await app.client().signIn(email, 'wrong horse battery');
      expect((await own.post('/api/session/confirm', {password: PASSWORD})).status).toBe(200);
    } finally {
      await app.close();
    }
  });
});
