import {Clock} from '../../src/platform/clock/clock';

/** Stands still until it is moved. */
export class FakeClock extends Clock {
  #now: Date;

  constructor(start = new Date('2026-03-02T08:00:00.000Z')) {
    super();
    this.#now = start;
  }

  now(): Date {
    return new Date(this.#now);
  }

  set(now: Date): void {
    this.#now = now;
  }

  advance({hours = 0, minutes = 0, seconds = 0}: {hours?: number; minutes?: number; seconds?: number}): void {
    this.#now = new Date(this.#now.getTime() + ((hours * 60 + minutes) * 60 + seconds) * 1000);
  }
}
