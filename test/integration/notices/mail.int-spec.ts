import {verifyDatabase} from '../../../src/audit';
import {Clinic, aRecord} from './clinic';
import type {Process} from './clinic';
import {MailServer} from './mail-server';

let clinic: Clinic;
let mailServer: MailServer;
let smtp: string;
let here: Process;
let ada: string;

beforeEach(async () => {
  clinic = await Clinic.open();
  mailServer = new MailServer();
  smtp = await mailServer.start();
  here = await clinic.process(smtp);
  ada = await clinic.person('Dr. Ada Quill', 'ada@clinic.test');
});

afterEach(async () => {
  await clinic.close();
  await mailServer.stop();
});

const refuse = (): void => {
  throw new Error('refused');
};

const notices = (): Promise<Record<string, unknown>[]> =>
  clinic.rows('SELECT mail, mail_failure FROM notice ORDER BY created_at, id');

const jobs = (): Promise<Record<string, unknown>[]> =>
  clinic.rows('SELECT attempts, failure, done_at IS NOT NULL AS done FROM outbox ORDER BY id');

describe('a notice by mail', () => {
  it('reaches one recipient a mail and says nothing of the case', async () => {
    const bob = await clinic.person('Bob Chair', 'bob@clinic.test');
    await clinic.tell(here, ada, 'assignmentOffered');
    await clinic.tell(here, bob, 'immediateConcern');
    await here.runner.runDue();
    expect(mailServer.received.map(({recipients}) => recipients)).toEqual([
      ['ada@clinic.test'],
      ['bob@clinic.test'],
    ]);
    const [toAda = '', toBob = ''] = mailServer.received.map(({raw}) => raw);
    for (const raw of [toAda, toBob]) {
      expect(raw).toContain('\r\nSubject: Something awaits you in Collegium\r\n');
      expect(raw).toContain('https://review.clinic.test/\r\n');
      expect(raw).toContain('\r\nContent-Type: text/plain');
      expect(raw).not.toMatch(/PR-2026|ABCDE|peer|review[^.]|assign|concern|physician|surgery/i);
      expect(raw).not.toContain(clinic.caseId);
    }
    expect(toAda).not.toMatch(/bob/i);
    expect(toBob).not.toMatch(/ada/i);
  });

  it('differs from a mail of another kind in nothing but its date and its id', async () => {
    await clinic.tell(here, ada, 'feedbackReady');
    await clinic.tell(here, ada, 'caseClosed');
    await here.runner.runDue();
    const [one, two] = mailServer.received.map(({raw}) => raw.replace(/^(Message-ID|Date): .*$/gim, ''));
    expect(one).toBe(two);
  });

  it('takes no header from the name of its recipient', async () => {
    const eve = await clinic.person('Eve\r\nBcc: all@clinic.test\r\n\r\nHello', 'eve@clinic.test');
    await clinic.tell(here, eve);
    await here.runner.runDue();
    expect(mailServer.received.map(({recipients}) => recipients)).toEqual([['eve@clinic.test']]);
    expect(mailServer.received[0]?.raw).not.toMatch(/^(Bcc|Hello)/im);
  });

  it('queues the id of the notice alone', async () => {
    await clinic.tell(here, ada);
    const [row] = await clinic.rows('SELECT o.payload, n.id FROM outbox o, notice n');
    expect(row?.['payload']).toEqual({noticeId: row?.['id']});
  });

  it('is put on record with the notice alone, on no stream of a case', async () => {
    await clinic.tell(here, ada);
    await here.runner.runDue();
    const [notice] = await clinic.rows('SELECT id FROM notice');
    expect(await clinic.recorded()).toEqual([{type: 'noticeMailed', details: {notice: notice?.['id']}}]);
    expect(await verifyDatabase(clinic.store.applicationUrl)).toMatchObject({ok: true});
  });

  it('is not sent when the change that it belongs to fails', async () => {
    const change = here.audited.run(clinic.organisation, async (tx) => {
      const {organisation, caseId} = clinic;
      await here.notices.notify(tx, {
        organisation,
        person: ada,
        caseId,
        kind: 'yourTurn',
        at: clinic.clock.now(),
      });
      refuse();
      return {result: undefined, records: [aRecord]};
    });
    await expect(change).rejects.toThrow('refused');
    expect(await here.runner.runDue()).toBe(0);
    expect(mailServer.received).toEqual([]);
    expect(await notices()).toEqual([]);
  });

  it('is left out where no mail server is set up', async () => {
    await clinic.tell(await clinic.process(null), ada);
    expect(await notices()).toEqual([{mail: 'none', mail_failure: null}]);
    expect(await jobs()).toEqual([]);
  });
});

describe('a mail that fails', () => {
  it('is tried again after a pause when the failure is temporary', async () => {
    mailServer.refusals.push({code: 451, text: 'ada@clinic.test is greylisted'});
    await clinic.tell(here, ada);
    await here.runner.runDue();
    expect(await jobs()).toEqual([
      {attempts: 1, failure: 'the mail server refused the mail (451)', done: false},
    ]);
    expect(await notices()).toEqual([{mail: 'waiting', mail_failure: null}]);
    clinic.clock.advance({seconds: 14});
    expect(await here.runner.runDue()).toBe(0);
    clinic.clock.advance({seconds: 1});
    expect(await here.runner.runDue()).toBe(1);
    expect(await notices()).toEqual([{mail: 'sent', mail_failure: null}]);
    expect(mailServer.received).toHaveLength(1);
    expect((await clinic.recorded()).map(({type}) => type)).toEqual(['jobPostponed', 'noticeMailed']);
  });

  it('is given up at once when the address is refused for good, without quoting the server', async () => {
    mailServer.refusals.push({code: 550, text: 'ada@clinic.test unknown'});
    await clinic.tell(here, ada);
    await here.runner.runDue();
    expect(await notices()).toEqual([
      {mail: 'failed', mail_failure: 'the mail server refused the mail (550)'},
    ]);
    expect(await jobs()).toEqual([
      {attempts: 1, failure: 'the mail server refused the mail (550)', done: true},
    ]);
    const [notice] = await clinic.rows('SELECT id FROM notice');
    expect(await clinic.recorded()).toEqual([{type: 'noticeMailFailed', details: {notice: notice?.['id']}}]);
  });

  it('is given up after eight attempts at a server that is away', async () => {
    await mailServer.stop();
    await clinic.tell(here, ada);
    for (let attempt = 1; attempt <= 8; attempt += 1) {
      expect(await here.runner.runDue()).toBe(1);
      clinic.clock.advance({hours: 7});
    }
    expect(await here.runner.runDue()).toBe(0);
    expect(await notices()).toEqual([
      {mail: 'failed', mail_failure: 'the mail server could not be reached (ESOCKET)'},
    ]);
    mailServer = new MailServer();
    await mailServer.start();
  });

  it('holds up no other mail', async () => {
    mailServer.refusals.push({code: 451, text: 'later'});
    await clinic.tell(here, ada);
    await clinic.tell(here, await clinic.person('Bob', 'bob@clinic.test'));
    expect(await here.runner.runDue()).toBe(2);
    expect(mailServer.received.map(({recipients}) => recipients)).toEqual([['bob@clinic.test']]);
  });
});

describe('the runners of several processes', () => {
  it('send each mail once between them', async () => {
    const there = await clinic.process(smtp);
    for (let count = 0; count < 20; count += 1)
      await clinic.tell(here, await clinic.person(`Person ${count}`, `p${count}@clinic.test`));
    const [mine, theirs] = await Promise.all([here.runner.runDue(), there.runner.runDue()]);
    expect(mine).toBeGreaterThan(0);
    expect(theirs).toBeGreaterThan(0);
    expect(mailServer.received).toHaveLength(20);
    expect(new Set(mailServer.received.map(({recipients}) => recipients[0])).size).toBe(20);
    expect((await notices()).every(({mail}) => mail === 'sent')).toBe(true);
  });

  it('take over at once what a killed one was doing, under the same Message-ID', async () => {
    const release = mailServer.hold();
    await clinic.tell(here, ada);
    const interrupted = here.runner.runDue();
    const lost = expect(interrupted).rejects.toThrow();
    await mailServer.next();
    const there = await clinic.process(smtp);
    expect(await there.runner.runDue()).toBe(0);
    await clinic.rows(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND state = 'idle in transaction'`,
    );
    release();
    await lost;
    expect(await there.runner.runDue()).toBe(1);
    expect(await notices()).toEqual([{mail: 'sent', mail_failure: null}]);
    const ids = mailServer.received.map(({raw}) => /^Message-ID: (.*)\r$/im.exec(raw)?.[1]);
    expect(ids).toHaveLength(2);
    expect(ids[0]).toMatch(/^<.+@review\.clinic\.test>$/);
    expect(ids[1]).toBe(ids[0]);
  });
});

describe('the runner of a process', () => {
  it('picks up after a restart what was waiting, and finishes it before it stops', async () => {
    await clinic.tell(here, ada);
    const release = mailServer.hold();
    const restarted = await clinic.process(smtp);
    const arrived = mailServer.next();
    restarted.runner.onApplicationBootstrap();
    await arrived;
    const order: string[] = [];
    const stopped = restarted.runner.beforeApplicationShutdown().then(() => order.push('stopped'));
    // A round trip to the database: time enough for a runner that does not wait.
    expect(await notices()).toEqual([{mail: 'waiting', mail_failure: null}]);
    order.push('answered');
    release();
    await stopped;
    expect(order).toEqual(['answered', 'stopped']);
    expect(await notices()).toEqual([{mail: 'sent', mail_failure: null}]);
  });

  it('starts nothing more once it is to stop', async () => {
    await here.runner.beforeApplicationShutdown();
    await clinic.tell(here, ada);
    expect(await here.runner.runDue()).toBe(0);
  });

  it('finds what comes while it runs', async () => {
    here.runner.onApplicationBootstrap();
    const arrived = mailServer.next();
    await clinic.tell(here, ada);
    await arrived;
    await here.runner.beforeApplicationShutdown();
    expect(await notices()).toEqual([{mail: 'sent', mail_failure: null}]);
  });
});
