import {BeforeApplicationShutdown, Injectable, Logger, OnApplicationBootstrap} from '@nestjs/common';
import {changedCases, treeSize} from '../../audit';
import {CaseNews} from '../../cases';
import type {SignedInPerson} from '../../identity';
import {ReadDatabase} from '../../platform/database/read-database';
import {INTEGRATOR, personScope, withRowScope} from '../../platform/database/rows/row-scope';
import {problems} from '../../platform/errors/problem';
import {Rounds} from '../../platform/jobs/rounds';
import {LiveStream, LiveStreamStart} from './live-stream';

/** All in milliseconds. The log's tree takes up to half a second more. */
const LOOK = 500;
const TROUBLED = 10_000;
const BEAT = 20_000;
/** A session that ended ends its streams within this time, and nothing is told in between. */
const ASK = 3_000;

/** Pages in sight at one time in one browser; those out of sight have none. */
const MOST_OF_SESSION = 6;
/** Streams whose viewers are asked for at once. */
const AT_ONCE = 4;

/**
 * The pages that wait for news in this process. What was changed is read from the log's tree, which numbers what is committed
 * in one order for all processes; whether it is told, each viewer's own sight of the case decides.
 */
@Injectable()
export class LiveStreams implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #log = new Logger(LiveStreams.name);
  readonly #rounds = new Rounds(LOOK, () => this.#round());
  readonly #streams = new Set<LiveStream>();
  /** Of each organisation for which somebody waits, the leaf from which on the tree was not looked at. */
  readonly #positions = new Map<string, number>();
  #stopping = false;

  constructor(
    private readonly database: ReadDatabase,
    private readonly news: CaseNews,
  ) {}

  onApplicationBootstrap(): void {
    this.#rounds.start();
  }

  /** Ends every stream, or the server would wait for them for ever. */
  async beforeApplicationShutdown(): Promise<void> {
    this.#stopping = true;
    for (const stream of this.#streams) stream.end();
    await this.#rounds.stop();
  }

  /**
   * Begins to wait, in the scope of the person's request. It goes on until its end, which whoever opened it must bring about.
   *
   * @throws Problem `too_many_requests` when the session has as many as it may, `unavailable` while the server stops
   */
  async open(person: SignedInPerson, start: Omit<LiveStreamStart, 'organisationId'>): Promise<LiveStream> {
    const {organisationId} = person;
    if (this.#stopping) throw problems.unavailable();
    const own = [...this.#streams].filter(({session, ended}) => !ended && session === start.session);
    if (own.length >= MOST_OF_SESSION) throw problems.tooManyRequests(60);
    const stream = new LiveStream({...start, organisationId});
    this.#streams.add(stream);
    try {
      // From here on, and only then what they see: what is changed in between is looked at once that is known.
      if (!this.#positions.has(organisationId)) {
        const size = await this.database.as(INTEGRATOR).read((tx) => treeSize(tx, organisationId));
        if (!this.#positions.has(organisationId)) this.#positions.set(organisationId, size);
      }
      await this.#look(stream, person, stream.begin(await this.news.known(person)));
    } catch (error) {
      this.#streams.delete(stream);
      throw error;
    }
    return stream;
  }

  async #round(): Promise<number> {
    for (const stream of this.#streams) if (stream.ended) this.#streams.delete(stream);
    const outcomes = [await this.#forEach([...this.#streams], (stream) => this.#keep(stream))];
    for (const [organisation, from] of this.#positions)
      outcomes.push(await this.#attempt(() => this.#goOn(organisation, from)));
    return outcomes.every(Boolean) ? LOOK : TROUBLED;
  }

  /** What fails of one case, viewer or organisation keeps no other waiting. @returns whether it was done */
  async #attempt(work: () => Promise<void>): Promise<boolean> {
    try {
      await work();
      return true;
    } catch (error) {
      this.#log.error(`live updates stand still: ${error instanceof Error ? error.message : String(error)}`);
      return false;
    }
  }

  /** Looks at what was changed in an organisation since the last round. */
  async #goOn(organisation: string, from: number): Promise<void> {
    const waiting = (): LiveStream[] =>
      [...this.#streams].filter(({organisationId}) => organisationId === organisation);
    if (waiting().length === 0) {
      this.#positions.delete(organisation);
      return;
    }
    const {next, cases} = await this.database
      .as(INTEGRATOR)
      .read((tx) => changedCases(tx, {organisation, from}));
    // Whoever came while that was read is asked as well.
    if (cases.size > 0) await this.#forEach(waiting(), (stream) => this.#tell(stream, cases));
    this.#positions.set(organisation, next);
  }

  async #tell(stream: LiveStream, cases: ReadonlyMap<string, number>): Promise<void> {
    const due = new Map([...cases].filter(([caseId, after]) => stream.takes(caseId, after)));
    const person = due.size > 0 ? await this.#asked(stream) : null;
    if (person) await this.#look(stream, person, due);
  }

  async #look(stream: LiveStream, person: SignedInPerson, cases: ReadonlyMap<string, number>): Promise<void> {
    await withRowScope(personScope(person.organisationId, person.personId), async () => {
      for (const [caseId, after] of cases)
        await this.#attempt(async () => {
          stream.look(caseId, await this.news.look(person, caseId, after));
        });
    });
  }

  async #keep(stream: LiveStream): Promise<void> {
    if (performance.now() - stream.askedAt >= ASK) await this.#asked(stream);
    stream.beat(BEAT);
  }

  /** Whose stream it is, as they are now; it ends when its session has. */
  async #asked(stream: LiveStream): Promise<SignedInPerson | null> {
    const person = await stream.stillHere();
    stream.askedAt = performance.now();
    if (!person) stream.end();
    return person;
  }

  /** @returns whether it was done for all */
  async #forEach(
    streams: readonly LiveStream[],
    work: (stream: LiveStream) => Promise<void>,
  ): Promise<boolean> {
    const outcomes: boolean[] = [];
    for (let first = 0; first < streams.length; first += AT_ONCE) {
      const some = streams.slice(first, first + AT_ONCE);
      outcomes.push(...(await Promise.all(some.map((stream) => this.#attempt(() => work(stream))))));
    }
    return outcomes.every(Boolean);
  }
}
