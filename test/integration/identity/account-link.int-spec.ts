import {CreatePerson} from '../../../src/identity';
import {OutboxRunner} from '../../../src/jobs';
import {startTestApp} from '../../support/app';
import type {TestApp} from '../../support/app';
import type {Answer} from '../../support/client';
import {recordedIn} from '../../support/recorded';
import {MailServer} from '../notices/mail-server';
import {PASSWORD, aPerson, anOrganisation} from './people';

const CHOSEN = 'seven lanterns under the bridge';
const email = 'ada@demo.test';

let app: TestApp;
let mails: MailServer;
let organisationId: string;
let ada: string;

beforeAll(async () => {
  mails = new MailServer();
  const url = await mails.start();
  app = await startTestApp({
    smtp: {url, from: 'Collegium <collegium@demo.test>'},
    publicUrl: new URL('https://review.demo.test'),
  });
  organisationId = await anOrganisation(app);
  ada = await aPerson(app, organisationId, {email});
});

afterAll(async () => {
  await app.close();
  await mails.stop();
});

const ask = (address: string): Promise<Answer> =>
  app.client().post('/api/account/recovery', {email: address});

const choose = (token: string, password = CHOSEN): Promise<Answer> =>
  app.client().post('/api/account/password', {token, password});

/** The token of the link in the mail that arrived last, soft line ends of quoted-printable undone. */
function lastToken(): string {
  const raw = mails.received.at(-1)?.raw.replaceAll('=\r\n', '').replaceAll('=3D', '=') ?? '';
  return /https:\/\/review\.demo\.test\/password#([\w-]{43})/.exec(raw)?.[1] ?? '';
}

async function askedToken(address = email): Promise<string> {
  const before = mails.received.length;
  expect((await ask(address)).status).toBe(202);
  await app.app.get(OutboxRunner).runDue();
  while (mails.received.length === before) await mails.next();
  return lastToken();
}

const recorded = async (): Promise<string[]> =>
  (await recordedIn(app, `account/${ada}`)).map(({type}) => type);

describe('a one-time link', () => {
  it('lets the person choose a password, ends their sessions, and is on record', async () => {
    const client = app.client();
    expect((await client.signIn(email, PASSWORD)).status).toBe(200);
    const token = await askedToken();
    expect((await choose(token)).status).toBe(204);
    expect((await client.get('/api/session')).status).toBe(401);
    expect((await app.client().signIn(email, PASSWORD)).status).toBe(401);
    expect((await app.client().signIn(email, CHOSEN)).status).toBe(200);
    expect(await recorded()).toEqual(
      expect.arrayContaining(['recoveryAsked', 'linkMade', 'passwordChosen', 'signedIn']),
    );
    expect(mails.received.at(-1)?.recipients).toEqual([email]);
  });

  it('opens once, until it expires, and only the one that was sent last', async () => {
    const first = await askedToken();
    const second = await askedToken();
    expect(first).not.toBe(second);
    expect((await choose(first)).status).toBe(422);
    expect((await choose(second)).status).toBe(204);
    expect((await choose(second)).status).toBe(422);
    const late = await askedToken();
    app.clock.advance({hours: 1});
    const expired = await choose(late);
    const unknown = await choose('A'.repeat(43));
    expect([expired.status, unknown.status]).toEqual([422, 422]);
    expect(expired.body).toEqual(unknown.body);
    expect((await recorded()).filter((type) => type === 'linkRefused')).toHaveLength(3);
  });

  it('opens nothing once its person changed their password by the one before', async () => {
    const address = 'cleo@demo.test';
    await aPerson(app, organisationId, {email: address});
    const token = await askedToken(address);
    const client = app.client();
    await client.signIn(address, PASSWORD);
    const body = {current: PASSWORD, password: CHOSEN};
    expect((await client.send('PUT', '/api/session/password', {body})).status).toBe(204);
    expect((await choose(token, 'nine slow boats at noon')).status).toBe(422);
  });

  it('is used by one of two who try at once', async () => {
    const token = await askedToken();
    const answers = await Promise.all([choose(token, 'one tall ship and a lamp'), choose(token)]);
    expect(answers.map(({status}) => status).sort()).toEqual([204, 422]);
  });

  it('keeps opening when the password was refused, and says why', async () => {
    const token = await askedToken();
    const refused = await choose(token, 'passwordpassword');
    expect(refused.body).toMatchObject({faults: [{pointer: '/password'}]});
    expect((await choose(token)).status).toBe(204);
  });

  it('answers alike whether or not somebody has the address, and mails nobody else', async () => {
    const known = await ask(email);
    const before = mails.received.length;
    const unknown = await ask('nobody@demo.test');
    const varying = new Set(['date', 'x-request-id']);
    const alike = ({status, body, headers}: Answer): unknown => [
      status,
      body,
      [...headers].filter(([name]) => !varying.has(name)),
    ];
    expect(alike(unknown)).toEqual(alike(known));
    await app.app.get(OutboxRunner).runDue();
    const recipients = mails.received.slice(before).flatMap((mail) => mail.recipients);
    expect(new Set([email, ...recipients])).toEqual(new Set([email]));
  });

  it('takes in whoever was entered and has no password yet', async () => {
    const person = {displayName: 'New Comer', email: 'new@demo.test'};
    await app.app.get(CreatePerson).run(organisationId, person, 'system');
    expect((await choose(await askedToken('new@demo.test'))).status).toBe(204);
    expect((await app.client().signIn('new@demo.test', CHOSEN)).status).toBe(200);
  });

  it('is not made for a disabled account, nor opens one', async () => {
    const id = await aPerson(app, organisationId, {email: 'gone@demo.test'});
    const token = await askedToken('gone@demo.test');
    await app.database.asSuperuser('UPDATE account SET disabled_at = now() WHERE person_id = $1', [id]);
    expect((await choose(token)).status).toBe(422);
    const before = mails.received.length;
    await ask('gone@demo.test');
    await app.app.get(OutboxRunner).runDue();
    expect(mails.received).toHaveLength(before);
  });

  it('stands nowhere in the database, not in the queue either', async () => {
    const token = await askedToken();
    const rows = await app.database.asSuperuser<{row: string}>(
      'SELECT l::text AS row FROM account_link l UNION ALL SELECT o::text FROM outbox o UNION ALL SELECT p.event FROM audit_payload p',
    );
    const stored = rows.map(({row}) => row).join();
    expect(stored).not.toContain(token);
    expect(stored).toContain(Buffer.from(ada).toString());
  });
});

describe('asking for links', () => {
  it('is limited an address, whether or not somebody has it', async () => {
    const limited = await startTestApp({rateLimit: true});
    await anOrganisation(limited);
    const statuses: number[] = [];
    for (let count = 0; count < 4; count += 1)
      statuses.push((await limited.client().post('/api/account/recovery', {email: 'x@y.test'})).status);
    expect(statuses).toEqual([202, 202, 202, 429]);
    await limited.close();
  });
});
