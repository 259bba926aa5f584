import {BeforeApplicationShutdown, Injectable, Logger, OnApplicationBootstrap} from '@nestjs/common';
import {Clock} from '../../platform/clock/clock';
import {Randomness} from '../../platform/crypto/randomness';
import {KeyEncryptionKey} from '../../platform/crypto/sealing';
import {Database} from '../../platform/database/database';
import {pause} from '../../platform/jobs/pause';
import {IntegrationSource, integrateBatch} from './integrate-batch';

const POLL = 1_000;
/** The pause after trouble, the database being away for instance. */
const TROUBLED = 10_000;

/**
 * Lets the trees grow, a batch a transaction, so that a killed process leaves nothing half done. Any number of processes
 * may run it: an advisory lock lets one work at a time. What it writes is the log's own technique, derived from events
 * that are on record already; hence no record of it.
 */
@Injectable()
export class Integrator implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #database: Database;
  readonly #source: IntegrationSource;
  readonly #log = new Logger(Integrator.name);
  readonly #stop = new AbortController();
  #running: Promise<void> = Promise.resolve();

  constructor(database: Database, key: KeyEncryptionKey, clock: Clock, randomness: Randomness) {
    this.#database = database;
    this.#source = {key, clock, randomness};
  }

  onApplicationBootstrap(): void {
    this.#running = this.#run();
  }

  /** Begins no further batch and waits for the one under way. */
  async beforeApplicationShutdown(): Promise<void> {
    this.#stop.abort();
    await this.#running;
  }

  /**
   * Takes in everything that is committed now, unless another process does.
   *
   * @returns leaves added
   * @throws TreeMismatchError
   */
  async integrate(): Promise<number> {
    let total = 0;
    while (!this.#stop.signal.aborted) {
      const {added, more} = await this.#database.write((tx) => integrateBatch(tx, this.#source));
      total += added;
      if (!more) break;
    }
    return total;
  }

  async #run(): Promise<void> {
    while (!this.#stop.signal.aborted) {
      let wait = POLL;
      try {
        await this.integrate();
      } catch (error) {
        this.#log.error(
          `the log's tree does not grow: ${error instanceof Error ? error.message : String(error)}`,
        );
        wait = TROUBLED;
      }
      await pause(wait, this.#stop.signal);
    }
  }
}
