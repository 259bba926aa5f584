import {randomUUID} from 'node:crypto';
import type {SignedInPerson} from '../../../src/identity';
import {CaseVisibility} from '../../../src/notices';
import {MarkNoticeRead} from '../../../src/notices/commands/mark-notice-read';
import {ListInbox} from '../../../src/notices/queries/list-inbox';
import {ListMailFailures} from '../../../src/notices/queries/list-mail-failures';
import {SystemRandomness} from '../../../src/platform/crypto/randomness';
import {KeyEncryptionKey} from '../../../src/platform/crypto/sealing';
import {Clinic} from './clinic';
import type {Process} from './clinic';
import {MailServer} from './mail-server';

/** What the cases feature would answer, as a test wants it. */
class Answers extends CaseVisibility {
  readonly seen = new Set<string>();
  readonly coordinatedCases = new Set<string>();

  visible(_person: SignedInPerson, caseIds: readonly string[]): Promise<ReadonlySet<string>> {
    return Promise.resolve(new Set(caseIds.filter((id) => this.seen.has(id))));
  }

  coordinated(_person: SignedInPerson, caseIds: readonly string[]): Promise<ReadonlySet<string>> {
    return Promise.resolve(new Set(caseIds.filter((id) => this.coordinatedCases.has(id))));
  }
}

let clinic: Clinic;
let here: Process;
let answers: Answers;
let ada: SignedInPerson;
let bob: SignedInPerson;
let inbox: ListInbox;
let reading: MarkNoticeRead;

beforeEach(async () => {
  clinic = await Clinic.open();
  here = await clinic.process(null);
  answers = new Answers();
  ada = await signedIn('Dr. Ada Quill', 'ada@clinic.test');
  bob = await signedIn('Bob Chair', 'bob@clinic.test');
  const key = new KeyEncryptionKey(Buffer.alloc(32, 7), new SystemRandomness());
  inbox = new ListInbox(here.database, answers, key);
  reading = new MarkNoticeRead(here.audited, clinic.clock);
});

afterEach(async () => {
  await clinic.close();
});

async function signedIn(displayName: string, email: string): Promise<SignedInPerson> {
  const personId = await clinic.person(displayName, email);
  return {
    organisationId: clinic.organisation,
    personId,
    displayName,
    email,
    roles: [],
    confirmedAt: clinic.clock.now(),
    physician: false,
    attestedUntil: null,
    secondFactor: {enrolled: false, provenAt: null},
  };
}

const first = {limit: 25, cursor: null};

describe('the inbox', () => {
  it('shows what was told to the person, latest first, and nobody else', async () => {
    await clinic.tell(here, ada.personId, 'assignmentOffered');
    clinic.clock.advance({seconds: 1});
    await clinic.tell(here, ada.personId, 'feedbackReady');
    const {items, next} = await inbox.page(ada, first);
    expect(items.map(({kind, title, createdAt, readAt}) => ({kind, title, createdAt, readAt}))).toEqual([
      {
        kind: 'feedbackReady',
        title: 'Feedback is ready for you',
        createdAt: '2026-03-02T08:00:01.000Z',
        readAt: null,
      },
      {
        kind: 'assignmentOffered',
        title: 'A review is offered to you',
        createdAt: '2026-03-02T08:00:00.000Z',
        readAt: null,
      },
    ]);
    expect(next).toBeNull();
    expect(await inbox.page(bob, first)).toEqual({items: [], next: null});
  });

  it('names the case only while the person may see it', async () => {
    await clinic.tell(here, ada.personId);
    expect((await inbox.page(ada, first)).items[0]?.caseId).toBeNull();
    answers.seen.add(clinic.caseId);
    expect((await inbox.page(ada, first)).items[0]?.caseId).toBe(clinic.caseId);
  });

  it('shows each notice once over all pages, also those of the same moment', async () => {
    for (let count = 0; count < 7; count += 1) await clinic.tell(here, ada.personId);
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await inbox.page(ada, {limit: 3, cursor});
      seen.push(...page.items.map(({id}) => id));
      cursor = page.next;
    } while (cursor !== null);
    expect(seen).toHaveLength(7);
    expect(new Set(seen).size).toBe(7);
  });

  it('refuses a cursor of another person, or one that was altered', async () => {
    await clinic.tell(here, ada.personId);
    await clinic.tell(here, ada.personId);
    const {next} = await inbox.page(ada, {limit: 1, cursor: null});
    for (const [person, cursor] of [
      [bob, next],
      [ada, `${next ?? ''}A`],
      [ada, 'nonsense'],
    ] as const)
      await expect(inbox.page(person, {limit: 1, cursor})).rejects.toMatchObject({code: 'malformed'});
  });

  it('refuses a notice of a kind that has no title', async () => {
    await expect(clinic.tell(here, ada.personId, 'gossip' as 'yourTurn')).rejects.toThrow(RangeError);
    expect((await inbox.page(ada, first)).items).toEqual([]);
  });
});

describe('marking a notice as read', () => {
  it('keeps the first time and is put on record with the person', async () => {
    await clinic.tell(here, ada.personId);
    const id = (await inbox.page(ada, first)).items[0]?.id ?? '';
    await reading.run(ada, id);
    clinic.clock.advance({minutes: 1});
    await reading.run(ada, id);
    expect((await inbox.page(ada, first)).items[0]?.readAt).toBe('2026-03-02T08:00:00.000Z');
    expect((await clinic.recorded(`account/${ada.personId}`))[0]).toEqual({
      type: 'noticeRead',
      details: {notice: id},
    });
  });

  it("answers alike for somebody else's notice and for none, and changes neither", async () => {
    await clinic.tell(here, ada.personId);
    const id = (await inbox.page(ada, first)).items[0]?.id ?? '';
    const refusals = await Promise.all(
      [id, randomUUID()].map((notice) => reading.run(bob, notice).then(String, (error: unknown) => error)),
    );
    expect(refusals[0]).toMatchObject({code: 'not_found'});
    expect(refusals[1]).toEqual(refusals[0]);
    expect((await inbox.page(ada, first)).items[0]?.readAt).toBeNull();
    expect(await clinic.recorded(`account/${bob.personId}`)).toEqual([]);
  });
});

describe('the list of mails that failed', () => {
  let mailServer: MailServer;

  beforeEach(async () => {
    mailServer = new MailServer();
    const sending = await clinic.process(await mailServer.start());
    mailServer.refusals.push({code: 550, text: 'ada@clinic.test unknown'});
    await clinic.tell(sending, ada.personId, 'assignmentOffered');
    await clinic.tell(sending, bob.personId, 'yourTurn');
    clinic.clock.advance({seconds: 5});
    await sending.runner.runDue();
  });

  afterEach(async () => {
    await mailServer.stop();
  });

  it('tells whom a mail did not reach, and nothing of the case', async () => {
    answers.coordinatedCases.add(clinic.caseId);
    const failures = await new ListMailFailures(here.database, answers).latest(bob);
    expect(failures).toEqual([
      {
        id: (await inbox.page(ada, first)).items[0]?.id,
        person: 'Dr. Ada Quill',
        kind: 'assignmentOffered',
        failedAt: '2026-03-02T08:00:05.000Z',
        failure: 'the mail server refused the mail (550)',
      },
    ]);
  });

  it('keeps from a coordinator who was told what in a case that they do not coordinate', async () => {
    answers.seen.add(clinic.caseId);
    expect(await new ListMailFailures(here.database, answers).latest(bob)).toEqual([]);
  });

  it('does not keep a notice from the inbox', async () => {
    expect((await inbox.page(ada, first)).items).toHaveLength(1);
  });
});
