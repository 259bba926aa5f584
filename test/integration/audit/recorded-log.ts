import type {TestApp} from '../../support/app';
import {aHospital} from '../../support/case-builders';
import {JOURNEYS, travel} from '../../support/journeys';
import type {Stop} from '../../support/journeys';
import {seeded} from '../../support/random';
import {Walker} from '../../support/walk';
import {settled} from './a-log';

/** Cases that are on their way at the same time, so that their streams meet in the tree. */
const AT_ONCE = 6;
/** Looks and refusals between one step of a case and the next. */
const GLANCES = 9;
/** Events from one settling to the next. */
const STRETCH = 400;
/** Who looks at cases: those who may, those who may no longer, and those for whom there is none. */
const VISITORS = [
  ...['coordinator', 'chair', 'vicechair', 'member1', 'member2', 'physician', 'staff'],
  ...['reviewer1', 'reviewer3', 'reviewer4', 'compliance', 'admin'],
];

interface CaseUnderWay {
  readonly id: string;
  readonly left: Stop[];
}

/** A log that the application wrote, of nothing but what was done to it over HTTP: its organisation. */
export interface RecordedLog {
  readonly organisation: string;
  /** Takes everything into the tree that is committed now. */
  settle(): Promise<void>;
  /** Works on until there are at least so many events more. */
  record(events: number): Promise<void>;
}

/**
 * The log of a hospital at work: cases of every programme walked along every journey, several at a time, with the reads
 * of those who look on, refusals, sign-ins good and bad, and searches of the compliance desk. Each `settle` signs a
 * checkpoint, and so does the server by itself twice a second.
 */
export async function recordedLog(app: TestApp, events: number): Promise<RecordedLog> {
  const hospital = await aHospital(app);
  const organisation = hospital.organisationId;
  const day = new WorkingDay(app, new Walker(app, hospital));
  const count = async (): Promise<number> => {
    const [row] = await app.database.asSuperuser<{count: number}>(
      'SELECT count(*)::int AS count FROM audit_event WHERE organisation_id = $1',
      [organisation],
    );
    return row?.count ?? 0;
  };
  const log: RecordedLog = {
    organisation,
    settle: () => settled(app, organisation),
    record: async (more) => {
      const wanted = (await count()) + more;
      while ((await count()) < wanted) await day.goOn();
    },
  };
  await log.settle();
  for (let have = await count(); have < events; have = await count()) {
    await log.record(Math.min(STRETCH, events - have));
    await log.settle();
  }
  return log;
}

/** Whether it goes the same way the next time: what a breach leads to follows from those before it. */
const isRepeatable = (journey: readonly Stop[]): boolean =>
  !journey.some(({steps}) => steps.some(([, type]) => type === 'confirmBreach'));

/** What people do, one act after another, the same for the same beginning. */
class WorkingDay {
  readonly #pick = seeded(20_260_302);
  readonly #ways = Object.entries(JOURNEYS).flatMap(([programme, journeys]) =>
    journeys.filter(isRepeatable).map((journey) => ({programme, journey})),
  );
  readonly #open: CaseUnderWay[] = [];
  readonly #seen: string[] = [];
  #turn = 0;

  constructor(
    private readonly app: TestApp,
    private readonly walker: Walker,
  ) {}

  /** One case goes a stop further, or a new one is referred; then everybody has a look. */
  async goOn(): Promise<void> {
    this.#turn += 1;
    this.app.clock.advance({seconds: 20});
    await this.#step();
    for (let glance = 0; glance < GLANCES; glance += 1) await this.#glance();
    if (this.#turn % 10 === 0) await (await this.walker.as('compliance')).get('/api/audit/events?limit=5');
    if (this.#turn % 15 === 0) await this.app.client().signIn('member4@demo.test', 'not the password');
  }

  async #step(): Promise<void> {
    if (this.#open.length < AT_ONCE) {
      const way = this.#ways[this.#seen.length % this.#ways.length];
      if (!way) throw new Error('there is no journey');
      const {id} = await this.walker.refer('staff', {}, way.programme);
      this.#open.push({id, left: [...way.journey]});
      this.#seen.push(id);
      return;
    }
    const at = this.#pick(this.#open.length);
    const [stop] = this.#open[at]?.left.splice(0, 1) ?? [];
    if (stop) await travel(this.walker, this.#open[at]?.id ?? '', stop);
    else this.#open.splice(at, 1);
  }

  /** A look, which is recorded whether anything is there for the visitor or not, or an act that nobody may do. */
  async #glance(): Promise<void> {
    const id = this.#one(this.#seen);
    const visitor = this.#one(VISITORS);
    if (this.#pick(5) > 0) await this.walker.look(visitor, id);
    else await this.walker.act(visitor, id, 'closeCase', {data: {}, version: 'of another time'});
  }

  #one<T>(list: readonly T[]): T {
    const chosen = list[this.#pick(list.length)];
    if (chosen === undefined) throw new Error('there is nothing to choose from');
    return chosen;
  }
}
