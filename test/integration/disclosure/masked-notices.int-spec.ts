import {startTestApp} from '../../support/app';
import type {TestApp} from '../../support/app';
import {aHospital} from '../../support/case-builders';
import {until} from '../../support/until';
import {REVIEWERS, STATIONS, Walker} from '../../support/walk';
import {MailServer} from '../notices/mail-server';
import {LATER, NEVER, chart, referral, statement} from './masked';

const mails = new MailServer();
let app: TestApp;
let walker: Walker;
let id: string;

beforeAll(async () => {
  app = await startTestApp({smtp: {url: await mails.start(), from: 'review@hospital.test'}});
  walker = new Walker(app, await aHospital(app));
  ({id} = await walker.refer('staff', {...referral, focusPhysician: walker.id('physician')}));
  await walker.attach('coordinator', id, chart, {name: 'Canaryfield_Ophelia_MRN7740129.json'});
  for (const stop of STATIONS) {
    if (stop === 'readyToAssign') await walker.do('physician', id, 'giveInput', {statement});
    else await walker.stage(stop, id);
  }
  await until('every notice to be sent', async () => {
    const [row] = await app.database.asSuperuser<{waiting: number}>(
      `SELECT count(*)::int AS waiting FROM notice WHERE mail = 'waiting'`,
    );
    return row?.waiting === 0;
  });
});

afterAll(async () => {
  await mails.stop();
  await app.close();
  process.stdout.write(`masked notices: mails ${mails.received.length}\n`);
});

interface Told {
  readonly address: string;
  readonly names: readonly string[];
}

const people = async (keys: readonly string[]): Promise<Told[]> => {
  const rows = await app.database.asSuperuser<{email: string; name: string}>(
    'SELECT email, display_name AS name FROM person WHERE id = ANY ($1::uuid[])',
    [keys.map((key) => walker.id(key))],
  );
  return rows.map(({email, name}) => ({
    address: email,
    names: [email, ...name.split(/[ ,]+/).filter((word) => word.length > 3)],
  }));
};

/** Patient, subject, reviewers, what came later, and the case's own number; of the recipient, their own name may stand there. */
async function canaries(recipient: string): Promise<string[]> {
  const others = (await people(['physician', ...REVIEWERS])).filter(({address}) => address !== recipient);
  const [row] = await app.database.asSuperuser<{number: string}>(
    'SELECT number FROM review_case WHERE id = $1',
    [id],
  );
  const own = (await people([...walker.hospital.people.keys()])).find(({address}) => address === recipient);
  const inside = [...Object.values(NEVER).flat(), ...LATER].filter(
    (word) => own?.names.includes(word) !== true,
  );
  return [...inside, ...others.flatMap(({names}) => names), row?.number ?? '', id];
}

describe('in a programme that masks, from referral to closure', () => {
  it('no mail tells its recipient of the patient, the physician, a reviewer or the course', async () => {
    const addressed = new Set<string>();
    for (const {recipients, raw} of mails.received) {
      expect(recipients).toHaveLength(1);
      const [recipient = ''] = recipients;
      addressed.add(recipient);
      // Their own address may hold another's: coordinatingphysician@, physician@.
      const text = raw.replaceAll('=\r\n', '').replaceAll(recipient, '');
      expect([recipient, (await canaries(recipient)).filter((word) => text.includes(word))]).toEqual([
        recipient,
        [],
      ]);
    }
    // The ones whom it would tell something were written to.
    const told = await people(['physician', 'coordinator', 'chair', ...REVIEWERS]);
    expect(told.map(({address}) => addressed.has(address))).toEqual(told.map(() => true));
  });

  it('no notice does, in the inbox or in its row, whoever it is for', async () => {
    let read = 0;
    for (const key of walker.hospital.people.keys()) {
      const {status, body} = await (await walker.as(key)).get<{items: object[]}>('/api/inbox?limit=100');
      expect(status).toBe(200);
      read += body.items.length;
      const [own] = await people([key]);
      const text = JSON.stringify(body);
      const words = (await canaries(own?.address ?? '')).filter((word) => word !== id);
      expect([key, words.filter((word) => text.includes(word))]).toEqual([key, []]);
    }
    expect(read).toBeGreaterThanOrEqual(REVIEWERS.length + 3);
    const rows = await app.database.asSuperuser<{text: string}>('SELECT n::text AS text FROM notice n');
    const jobs = await app.database.asSuperuser<{text: string}>('SELECT o::text AS text FROM outbox o');
    const text = JSON.stringify([rows, jobs]);
    expect((await canaries('')).filter((word) => word !== id && text.includes(word))).toEqual([]);
  });
});
