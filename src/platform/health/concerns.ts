import {Injectable, Logger} from '@nestjs/common';
import {Clock} from '../clock/clock';

/** What a concern is about. */
export interface ConcernPlace {
  /** A few words in one, e.g. `checkpointExport`. */
  readonly topic: string;
  /** Null when it concerns the whole installation. */
  readonly organisation: string | null;
}

/** Something that an administrator has to see to; the work goes on meanwhile. */
export interface Concern extends ConcernPlace {
  /** What is wrong and what to do. Without confidential content. */
  readonly text: string;
  readonly since: Date;
}

/** What does not stop Collegium, yet must not go unseen: in the program's log, and for administrators. */
@Injectable()
export class Concerns {
  readonly #clock: Clock;
  readonly #log = new Logger(Concerns.name);
  readonly #raised = new Map<string, Concern>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Says so in the program's log when it is new or has changed. */
  raise(place: ConcernPlace, text: string): void {
    const before = this.#raised.get(keyOf(place));
    if (before?.text === text) return;
    this.#raised.set(keyOf(place), {...place, text, since: before?.since ?? this.#clock.now()});
    this.#log.error(text);
  }

  settle(place: ConcernPlace): void {
    if (this.#raised.delete(keyOf(place))) this.#log.warn(`no longer: ${place.topic}`);
  }

  /** @param organisation whose concerns, those of the whole installation included; `null` for all */
  all(organisation: string | null = null): Concern[] {
    return [...this.#raised.values()].filter(
      (concern) =>
        organisation === null || concern.organisation === null || concern.organisation === organisation,
    );
  }
}

const keyOf = ({topic, organisation}: ConcernPlace): string => `${topic} ${organisation ?? ''}`;
