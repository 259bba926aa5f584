import {Injectable, Logger} from '@nestjs/common';
import {AuditedTransaction, LogCheck} from '../../audit';
import type {CheckedLog} from '../../audit';
import {CaseUser} from '../../cases';
import {Clock} from '../../platform/clock/clock';
import {deskRecord} from '../domain/desk-record';

/** What is known of the log's soundness since the program started; older answers stand in the log itself. */
export interface LogVerification {
  /** When the check under way began; null when none is. */
  readonly runningSince: Date | null;
  readonly last: VerifiedLog | null;
}

export interface VerifiedLog {
  readonly at: Date;
  /** Null when the check itself was broken off. */
  readonly checked: CheckedLog | null;
}

const NEVER: LogVerification = {runningSince: null, last: null};

/** Has the whole log checked, and puts the answer on record. One check of a log goes on at a time. */
@Injectable()
export class VerifyLog {
  readonly #check: LogCheck;
  readonly #transaction: AuditedTransaction;
  readonly #clock: Clock;
  readonly #known = new Map<string, LogVerification>();
  readonly #log = new Logger(VerifyLog.name);

  constructor(check: LogCheck, transaction: AuditedTransaction, clock: Clock) {
    this.#check = check;
    this.#transaction = transaction;
    this.#clock = clock;
  }

  known({organisationId}: CaseUser): LogVerification {
    return this.#known.get(organisationId) ?? NEVER;
  }

  /** Begins a check unless one is under way; it goes on after the reply. That it was asked for is on record before. */
  async begin(user: CaseUser): Promise<LogVerification> {
    const {organisationId} = user;
    const before = this.known(user);
    if (before.runningSince) return before;
    const begun = {...before, runningSince: this.#clock.now()};
    this.#known.set(organisationId, begun);
    try {
      await this.#record(user, 'logVerificationBegun', {});
    } catch (error) {
      this.#known.set(organisationId, before);
      throw error;
    }
    void this.#finish(user);
    return begun;
  }

  async #finish(user: CaseUser): Promise<void> {
    let checked: CheckedLog | null = null;
    try {
      const log = await this.#check.run(user.organisationId);
      const {size, first} = log;
      const found = first && {index: first.index, kind: first.kind};
      await this.#record(user, 'logVerified', {ok: first === null, size, first: found});
      checked = log;
    } catch (error) {
      // What went wrong is for whoever runs Collegium; no words of the database leave by a reply.
      const reason = error instanceof Error ? error.message : String(error);
      this.#log.error(`the log was not checked to its end: ${reason}`);
    }
    this.#known.set(user.organisationId, {
      runningSince: null,
      last: {at: this.#clock.now(), checked},
    });
  }

  async #record(
    user: CaseUser,
    type: string,
    details: Parameters<typeof deskRecord>[1]['details'],
  ): Promise<void> {
    await this.#transaction.run(user.organisationId, () =>
      Promise.resolve({
        result: undefined,
        records: [deskRecord(user, {kind: 'read', type, action: 'E', details})],
      }),
    );
  }
}
