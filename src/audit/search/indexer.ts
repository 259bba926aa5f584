import {BeforeApplicationShutdown, Injectable, Logger, OnApplicationBootstrap} from '@nestjs/common';
import {Rounds} from '../../platform/jobs/rounds';
import {SearchIndex} from './search-index';

const POLL = 1_000;
/** The pause after trouble, the database being away for instance. */
const TROUBLED = 10_000;

/** Keeps the search index in the integrator's wake. */
@Injectable()
export class Indexer implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #log = new Logger(Indexer.name);
  readonly #rounds = new Rounds(POLL, (signal) => this.#round(signal));

  constructor(private readonly index: SearchIndex) {}

  onApplicationBootstrap(): void {
    this.#rounds.start();
  }

  /** Begins no further batch and waits for the one under way. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.#rounds.stop();
  }

  async #round(signal: AbortSignal): Promise<number> {
    try {
      await this.index.update(() => !signal.aborted);
      return POLL;
    } catch (error) {
      this.#log.error(
        `the log's search index stands still: ${error instanceof Error ? error.message : String(error)}`,
      );
      return TROUBLED;
    }
  }
}
