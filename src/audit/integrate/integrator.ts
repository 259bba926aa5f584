import {BeforeApplicationShutdown, Injectable, OnApplicationBootstrap} from '@nestjs/common';
import {Database} from '../../platform/database/database';
import {Concerns} from '../../platform/health/concerns';
import {Rounds} from '../../platform/jobs/rounds';
import {concernPlace} from '../concern-place';
import {PublishedCheckpoints} from '../publish/published-checkpoints';
import {integrateAll} from './integrate-all';
import {GrowthSource, Integrated} from './integrate-batch';
import {LogKeys} from './log-keys';
import {INTEGRATOR} from '../../platform/database/rows/row-scope';

/** From the start of one look to the next: an event is in its tree well within a second. */
const POLL = 500;
/** The pause after trouble: the database is away, or a tree does not match its checkpoint. */
const TROUBLED = 10_000;
const TOPIC = 'logTree';

/**
 * Lets the trees grow, a batch a transaction, so that a killed process leaves nothing half done. Any number of processes
 * may run it: an advisory lock lets one work at a time. What it writes is the log's own technique, derived from events
 * that are on record already; hence no record of it, but for the keys that it makes.
 */
@Injectable()
export class Integrator implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #database: Database;
  readonly #source: GrowthSource;
  readonly #concerns: Concerns;
  readonly #rounds = new Rounds(POLL, () => this.#look());
  /** Trees that do not grow, and when each is to be tried again, in milliseconds of `performance.now()`. */
  readonly #stopped = new Map<string, number>();

  constructor(database: Database, keys: LogKeys, published: PublishedCheckpoints, concerns: Concerns) {
    this.#database = database.as(INTEGRATOR);
    const {key, clock, randomness} = keys;
    this.#source = {key, clock, randomness, published};
    this.#concerns = concerns;
  }

  onApplicationBootstrap(): void {
    this.#rounds.start();
  }

  /** Begins no further batch and waits for the one under way. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.#rounds.stop();
  }

  /**
   * Takes in everything that is committed now, unless another process does.
   *
   * @param leaving organisations whose trees are to be left alone
   * @returns leaves added, and the trees that could not grow
   */
  async integrate(leaving: ReadonlySet<string> = new Set()): Promise<Omit<Integrated, 'more'>> {
    return integrateAll(this.#database, this.#source, {leaving, signal: this.#rounds.signal});
  }

  /** @returns milliseconds to the next look, counted from this one */
  async #look(): Promise<number> {
    const begun = performance.now();
    let wait = POLL;
    try {
      await this.#round(begun);
      this.#concerns.settle({topic: `${TOPIC}Loop`, organisation: null});
    } catch (error) {
      this.#concerns.raise({topic: `${TOPIC}Loop`, organisation: null}, whyStopped(error));
      wait = TROUBLED;
    }
    return Math.max(0, wait - (performance.now() - begun));
  }

  async #round(now: number): Promise<void> {
    const waiting = [...this.#stopped]
      .filter(([, again]) => again > now)
      .map(([organisation]) => organisation);
    const {stopped, looked} = await this.integrate(new Set(waiting));
    for (const [organisation, error] of stopped) {
      this.#stopped.set(organisation, now + TROUBLED);
      this.#concerns.raise(concernPlace(TOPIC, organisation), whyStopped(error));
    }
    if (!looked) return;
    for (const organisation of this.#stopped.keys()) {
      if (waiting.includes(organisation) || stopped.has(organisation)) continue;
      this.#stopped.delete(organisation);
      this.#concerns.settle(concernPlace(TOPIC, organisation));
    }
  }
}

const whyStopped = (error: unknown): string =>
  `the log's tree does not grow: ${error instanceof Error ? error.message : String(error)}`;
