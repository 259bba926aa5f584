import {BeforeApplicationShutdown, Injectable, Logger} from '@nestjs/common';
import {AtLeastOne, AuditRecord, AuditedTransaction} from '../../audit';
import {failureText} from '../../jobs';
import {Clock} from '../../platform/clock/clock';
import {ReadDatabase} from '../../platform/database/read-database';
import {WriteTransaction} from '../../platform/database/transaction';
import {ATTEMPTS, nextAttempt} from '../../platform/jobs/back-off';
import {pause} from '../../platform/jobs/pause';
import {underSavepoint} from '../../platform/jobs/under-savepoint';
import {stepPostponedRecord} from '../domain/deadline-events';
import {StepKey, StepRow, dueSteps, findStep, finishStep, postponeStep} from '../persistence/deadline-rows';
import {CaseDoor} from '../queries/case-door';
import {DeadlineStepper} from './deadline-stepper';
import {RUNNER, withRowScope, within} from '../../platform/database/rows/row-scope';

const POLL = 1_000;
/** The pause after trouble, the database being away for instance. */
const TROUBLED = 10_000;

/** Somebody else was quicker, or the case went on; ends a transaction that has nothing to put on record. */
class StepGoneError extends Error {
  constructor() {
    super('the step has happened, or is not to happen any more');
    this.name = 'StepGoneError';
  }
}

/**
 * Lets happen what deadlines ask for once its time has come by the application's clock, a step a transaction, under the
 * case's lock. Any number of processes may run it: whoever gets the lock second finds the step done. A killed process leaves
 * nothing half done, and nothing to clean up.
 */
@Injectable()
export class RunDeadlines implements BeforeApplicationShutdown {
  readonly #database: ReadDatabase;
  readonly #audited: AuditedTransaction;
  readonly #door: CaseDoor;
  readonly #stepper: DeadlineStepper;
  readonly #clock: Clock;
  readonly #log = new Logger(RunDeadlines.name);
  readonly #stop = new AbortController();
  #running: Promise<void> = Promise.resolve();

  constructor(
    database: ReadDatabase,
    audited: AuditedTransaction,
    door: CaseDoor,
    stepper: DeadlineStepper,
    clock: Clock,
  ) {
    this.#database = database;
    this.#audited = audited;
    this.#door = door;
    this.#stepper = stepper;
    this.#clock = clock;
  }

  /** From now on deadlines pass by themselves. Whoever serves starts it; a seed or a test decides when time passes. */
  start(): void {
    this.#running = this.#run();
  }

  /** Begins no further step and waits for the one under way. */
  async beforeApplicationShutdown(): Promise<void> {
    this.#stop.abort();
    await this.#running;
  }

  /** Lets everything happen whose time has come. @returns how many steps were tried here */
  async runDue(): Promise<number> {
    let tried = 0;
    for (;;) {
      const now = this.#clock.now();
      const keys = await this.#database.as(RUNNER).read((tx) => tx.rows(dueSteps, [now]));
      if (keys.length === 0) return tried;
      for (const key of keys) {
        if (this.#stop.signal.aborted) return tried;
        if (await this.#try(key)) tried += 1;
      }
    }
  }

  async #run(): Promise<void> {
    while (!this.#stop.signal.aborted) {
      let wait = POLL;
      try {
        await this.runDue();
      } catch (error) {
        this.#log.error(`deadlines are held up: ${failureText(error)}`);
        wait = TROUBLED;
      }
      await pause(wait, this.#stop.signal);
    }
  }

  /** @returns whether it was still to be done */
  async #try(key: StepKey): Promise<boolean> {
    try {
      const scope = within(RUNNER, key.organisation_id);
      await withRowScope(scope, () =>
        this.#audited.run(key.organisation_id, async (tx) => ({
          result: undefined,
          records: await this.#step(tx, key),
        })),
      );
      return true;
    } catch (error) {
      if (error instanceof StepGoneError) return false;
      throw error;
    }
  }

  async #step(tx: WriteTransaction, key: StepKey): Promise<AtLeastOne<AuditRecord>> {
    const place = [key.organisation_id, key.case_id, key.deadline_id, key.kind, key.step];
    const seen = await tx.row(findStep, [...place, this.#clock.now()]);
    if (!seen) throw new StepGoneError();
    const outcome = await underSavepoint(tx, async () => {
      const stored = await this.#door.load(tx, key.organisation_id, key.case_id, {lock: true});
      const step = await tx.row(findStep, [...place, this.#clock.now()]);
      if (!stored || !step) throw new StepGoneError();
      return this.#stepper.do(tx, stored, step);
    });
    if (outcome.done) {
      await tx.write(finishStep, [...place, this.#clock.now()]);
      return [outcome.value];
    }
    if (outcome.error instanceof StepGoneError) throw outcome.error;
    this.#log.error(`a deadline's ${key.kind} is put off: ${failureText(outcome.error)}`);
    await tx.write(postponeStep, [...place, this.#retryAt(seen)]);
    return [stepPostponedRecord(seen)];
  }

  /** Never given up: a case would be forgotten. */
  #retryAt({attempts}: StepRow): Date {
    const now = this.#clock.now();
    return nextAttempt(Math.min(attempts + 1, ATTEMPTS - 1), now) ?? now;
  }
}
