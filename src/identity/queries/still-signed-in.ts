import {Inject, Injectable} from '@nestjs/common';
import {Clock} from '../../platform/clock/clock';
import type {Config} from '../../platform/config/config';
import {DOOR, withRowScope} from '../../platform/database/rows/row-scope';
import {CONFIG} from '../../platform/platform.module';
import {attestationDue} from '../domain/attestation';
import {factorNeed} from '../domain/second-factor';
import type {SignedInPerson} from '../domain/signed-in-person';
import {Sessions} from './sessions';

/** Asks again what the checks before a request asked, and is no sign that anybody is there. */
@Injectable()
export class StillSignedIn {
  readonly #sessions: Sessions;
  readonly #clock: Clock;
  readonly #config: Config;

  constructor(sessions: Sessions, clock: Clock, @Inject(CONFIG) config: Config) {
    this.#sessions = sessions;
    this.#clock = clock;
    this.#config = config;
  }

  /** Who holds the session, as they are now; null once it may see no case any more. */
  async find(token: string | undefined): Promise<SignedInPerson | null> {
    const person = await withRowScope(DOOR, () => this.#sessions.find(token, true));
    if (!person || factorNeed(person, this.#config.demonstration) !== 'none') return null;
    return attestationDue(person, this.#clock.now()) ? null : person;
  }
}
