import {BeforeApplicationShutdown, Injectable, Logger, OnApplicationBootstrap} from '@nestjs/common';
import {pause} from '../../platform/jobs/pause';
import {SearchIndex} from './search-index';

const POLL = 1_000;
/** The pause after trouble, the database being away for instance. */
const TROUBLED = 10_000;

/** Keeps the search index in the integrator's wake. */
@Injectable()
export class Indexer implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #log = new Logger(Indexer.name);
  readonly #stop = new AbortController();
  #running: Promise<void> = Promise.resolve();

  constructor(private readonly index: SearchIndex) {}

  onApplicationBootstrap(): void {
    this.#running = this.#run();
  }

  /** Begins no further batch and waits for the one under way. */
  async beforeApplicationShutdown(): Promise<void> {
    this.#stop.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    const {signal} = this.#stop;
    while (!signal.aborted) {
      let wait = POLL;
      try {
        await this.index.update(() => !signal.aborted);
      } catch (error) {
        this.#log.error(
          `the log's search index stands still: ${error instanceof Error ? error.message : String(error)}`,
        );
        wait = TROUBLED;
      }
      await pause(wait, signal);
    }
  }
}
