import {randomUUID} from 'node:crypto';
import {Module} from '@nestjs/common';
import type {DynamicModule, NestApplicationOptions} from '@nestjs/common';
import {NestFactory} from '@nestjs/core';
import type {NestFastifyApplication} from '@nestjs/platform-fastify';
import {GrantRole, IdentityModule, SetPassword, guardRequests} from '../../../src/identity';
import {CaseVisibility, InboxModule, NoticesModule} from '../../../src/notices';
import type {Config} from '../../../src/platform/config/config';
import {SystemRandomness} from '../../../src/platform/crypto/randomness';
import {KeyEncryptionKey} from '../../../src/platform/crypto/sealing';
import {dataSource} from '../../../src/platform/database/data-source';
import {Database} from '../../../src/platform/database/database';
import {fastifyAdapter} from '../../../src/platform/http/fastify-adapter';
import {takeJsonAlone} from '../../../src/platform/http/json-body';
import {listen} from '../../../src/platform/http/listen';
import {ProblemFilter} from '../../../src/platform/http/problem.filter';
import {API_PREFIX} from '../../../src/platform/http/route-of';
import {validationPipe} from '../../../src/platform/http/validation';
import {PlatformModule} from '../../../src/platform/platform.module';
import {TestClient} from '../../support/client';
import {Clinic} from './clinic';
import {OPERATOR} from '../../../src/platform/database/rows/row-scope';

/** Shows every case to everybody and lets nobody coordinate one. */
class EveryCaseVisible extends CaseVisibility {
  visible(_person: unknown, caseIds: readonly string[]): Promise<ReadonlySet<string>> {
    return Promise.resolve(new Set(caseIds));
  }

  coordinated(): Promise<ReadonlySet<string>> {
    return Promise.resolve(new Set());
  }
}

@Module({providers: [{provide: CaseVisibility, useClass: EveryCaseVisible}], exports: [CaseVisibility]})
class CasesAnswer {}

@Module({})
class CasesSilent {}

@Module({})
class Root {
  static of(...imports: NonNullable<DynamicModule['imports']>): DynamicModule {
    return {module: Root, imports};
  }
}

const password = 'a long enough pass phrase';
const randomness = new SystemRandomness();

let clinic: Clinic;
let app: NestFastifyApplication | undefined;

beforeEach(async () => {
  clinic = await Clinic.open();
});

afterEach(async () => {
  await app?.close();
  app = undefined;
  await clinic.close();
});

/** The inbox as part of an application, whatever else that is made of. */
async function serve(cases: typeof CasesAnswer | typeof CasesSilent): Promise<string> {
  const config: Config = {
    port: 0,
    hosts: ['127.0.0.1'],
    demonstration: true,
    seed: false,
    dataDirectory: '',
    database: {kind: 'embedded'},
    publicUrl: null,
    trustProxy: null,
    rateLimit: false,
    smtp: null,
    keyFile: '',
    keyGiven: null,
    logLevel: 'silent',
    checkpointDirectory: null,
    witnesses: [],
    timestamps: null,
    singleSignOn: null,
  };
  const database = new Database(await dataSource(clinic.store.applicationUrl).initialize(), OPERATOR);
  const key = new KeyEncryptionKey(Buffer.alloc(32, 3), randomness);
  const platform = PlatformModule.with({config, database, clock: clinic.clock, randomness, key});
  const options = Object.create(null) as NestApplicationOptions;
  options.logger = false;
  options.abortOnError = false;
  options.bodyParser = false;
  try {
    app = await NestFactory.create<NestFastifyApplication>(
      Root.of(platform, IdentityModule, NoticesModule, InboxModule.with(cases)),
      fastifyAdapter(config),
      options,
    );
  } catch (error) {
    await database.close();
    throw error;
  }
  app.setGlobalPrefix(API_PREFIX);
  app.useGlobalPipes(validationPipe());
  app.useGlobalFilters(new ProblemFilter(randomness, [], () => Promise.resolve()));
  takeJsonAlone(app.getHttpAdapter().getInstance());
  await guardRequests(app, config);
  await app.init();
  return `http://127.0.0.1:${await listen(app, config.hosts, 0)}`;
}

async function signIn(url: string, email: string, role?: string): Promise<{client: TestClient; id: string}> {
  const id = await clinic.person(email, email);
  const {organisation} = clinic;
  await app
    ?.get(SetPassword, {strict: false})
    .run({organisationId: organisation, personId: id, password}, 'system');
  if (role !== undefined)
    await app
      ?.get(GrantRole, {strict: false})
      .run({organisationId: organisation, personId: id, role}, 'system');
  const client = new TestClient(url);
  expect(await client.signIn(email, password)).toMatchObject({status: 200});
  return {client, id};
}

interface Page {
  items: {id: string}[];
}

describe('the inbox over HTTP', () => {
  it('shows the own notices and marks them as read', async () => {
    const url = await serve(CasesAnswer);
    const {client, id} = await signIn(url, 'ada@clinic.test');
    await clinic.tell(await clinic.process(null), id, 'feedbackReady');
    const {status, body} = await client.get<Page>('/api/inbox?limit=5');
    expect({status, body}).toEqual({
      status: 200,
      body: {
        items: [
          {
            id: body.items[0]?.id,
            kind: 'feedbackReady',
            title: 'Feedback is ready for you',
            caseId: clinic.caseId,
            createdAt: '2026-03-02T08:00:00.000Z',
            readAt: null,
          },
        ],
        next: null,
      },
    });
    expect(await client.post(`/api/inbox/${body.items[0]?.id ?? ''}/read`)).toMatchObject({
      status: 200,
      body: {},
    });
    expect(await client.get('/api/inbox')).toMatchObject({
      body: {items: [{readAt: '2026-03-02T08:00:00.000Z'}]},
    });
  });

  it("answers 404 alike for somebody else's notice, for none and for what is no id", async () => {
    const url = await serve(CasesAnswer);
    const ada = await signIn(url, 'ada@clinic.test');
    const bob = await signIn(url, 'bob@clinic.test');
    await clinic.tell(await clinic.process(null), ada.id);
    const {body} = await ada.client.get<Page>('/api/inbox');
    const answers = [];
    for (const id of [body.items[0]?.id ?? '', randomUUID(), 'nonsense']) {
      const answer = await bob.client.post(`/api/inbox/${id}/read`);
      answers.push({status: answer.status, body: answer.body});
    }
    expect(answers[0]).toMatchObject({status: 404, body: {code: 'not_found'}});
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
  });

  it.each(['limit=0', 'limit=101', 'limit=ten', 'limit=1&limit=2', 'cursor=nonsense', 'colour=red'])(
    'refuses %s as malformed',
    async (query) => {
      const {client} = await signIn(await serve(CasesAnswer), 'ada@clinic.test');
      expect(await client.get(`/api/inbox?${query}`)).toMatchObject({status: 400, body: {code: 'malformed'}});
    },
  );

  it('keeps the mails that failed to coordinators', async () => {
    const url = await serve(CasesAnswer);
    const ada = await signIn(url, 'ada@clinic.test', 'reviewer');
    const coordinator = await signIn(url, 'coordinator@clinic.test', 'coordinator');
    expect(await ada.client.get('/api/inbox/failures')).toMatchObject({
      status: 404,
      body: {code: 'not_found'},
    });
    expect(await coordinator.client.get('/api/inbox/failures')).toMatchObject({status: 200, body: []});
  });

  it('is closed to whoever is not signed in', async () => {
    const client = new TestClient(await serve(CasesAnswer));
    for (const path of ['/api/inbox', '/api/inbox/failures'])
      expect(await client.get(path)).toMatchObject({status: 401, body: {code: 'unauthenticated'}});
  });

  it('does not start while nobody can say which cases a person may see', async () => {
    await expect(serve(CasesSilent)).rejects.toThrow(/CaseVisibility/);
  });
});
