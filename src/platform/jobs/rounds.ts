import {pause} from './pause';

/** Work that is done again and again until it is stopped. */
export class Rounds {
  readonly #stop = new AbortController();
  readonly #every: number;
  readonly #work: (signal: AbortSignal) => Promise<void>;
  #running: Promise<void> = Promise.resolve();

  /**
   * @param every milliseconds between the end of one round and the start of the next
   * @param work must tell of its own trouble
   */
  constructor(every: number, work: (signal: AbortSignal) => Promise<void>) {
    this.#every = every;
    this.#work = work;
  }

  start(): void {
    this.#running = this.#run();
  }

  /** Begins no further round and waits for the one under way. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    while (!this.#stop.signal.aborted) {
      await this.#work(this.#stop.signal);
      await pause(this.#every, this.#stop.signal);
    }
  }
}
