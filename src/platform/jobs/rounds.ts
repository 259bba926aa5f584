import {pause} from './pause';

/** One round. @returns milliseconds to the next, where that is not to be the usual wait */
export type Work = (signal: AbortSignal) => Promise<number | undefined> | Promise<void>;

/** Work that is done again and again until it is stopped. */
export class Rounds {
  readonly #stop = new AbortController();
  readonly #every: number;
  readonly #work: Work;
  #running: Promise<void> = Promise.resolve();

  /**
   * @param every milliseconds between the end of one round and the start of the next
   * @param work must tell of its own trouble
   */
  constructor(every: number, work: Work) {
    this.#every = every;
    this.#work = work;
  }

  /** Aborted once the rounds are stopped. */
  get signal(): AbortSignal {
    return this.#stop.signal;
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
      const wait = await this.#work(this.#stop.signal);
      await pause(wait ?? this.#every, this.#stop.signal);
    }
  }
}
