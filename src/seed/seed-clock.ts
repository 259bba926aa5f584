import {Clock} from '../platform/clock/clock';

/** A clock that the seed sets, so that the demonstration has a past. */
export class SeedClock extends Clock {
  #now: Date;

  constructor(start: Date) {
    super();
    this.#now = start;
  }

  now(): Date {
    this.#now = new Date(this.#now.getTime() + 1);
    return this.#now;
  }

  set(time: Date): void {
    this.#now = time;
  }
}
