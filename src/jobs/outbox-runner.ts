import {BeforeApplicationShutdown, Injectable, Logger, OnApplicationBootstrap} from '@nestjs/common';
import {AtLeastOne, AuditRecord, AuditedTransaction, streams} from '../audit';
import {Clock} from '../platform/clock/clock';
import {ReadDatabase} from '../platform/database/read-database';
import {WriteTransaction} from '../platform/database/transaction';
import {nextAttempt} from '../platform/jobs/back-off';
import {Job} from '../platform/jobs/job';
import {claimJob, finishJob, giveUpJob, organisationsWithDueJobs, postponeJob} from '../platform/jobs/outbox';
import {pause} from '../platform/jobs/pause';
import {underSavepoint} from '../platform/jobs/under-savepoint';
import {JobFailedError, failureText} from './job-failed-error';
import {JobHandler, JobHandlers} from './job-handlers';
import {RUNNER, withRowScope, within} from '../platform/database/rows/row-scope';

const POLL = 1_000;
/** The pause after trouble that is not the job's own, the database being away for instance. */
const TROUBLED = 10_000;

/** Others have taken what was due; ends a transaction that has nothing to put on record. */
class NothingDueError extends Error {
  constructor() {
    super('no job is due');
    this.name = 'NothingDueError';
  }
}

/**
 * Does the jobs in the outbox, one lane a kind, so that a slow mail server holds up nothing else. A job stays locked
 * in the transaction that does it: two runners never do one job at the same time, and a killed one gives it back. An
 * effect outside the database happens before the commit, hence at least once.
 */
@Injectable()
export class OutboxRunner implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #database: ReadDatabase;
  readonly #audited: AuditedTransaction;
  readonly #handlers: JobHandlers;
  readonly #clock: Clock;
  readonly #log = new Logger(OutboxRunner.name);
  readonly #stop = new AbortController();
  #lanes: readonly Promise<void>[] = [];

  constructor(database: ReadDatabase, audited: AuditedTransaction, handlers: JobHandlers, clock: Clock) {
    this.#database = database;
    this.#audited = audited;
    this.#handlers = handlers;
    this.#clock = clock;
  }

  onApplicationBootstrap(): void {
    this.#lanes = this.#handlers.all().map((handler) => this.#lane(handler));
  }

  /** Starts no further job and waits for those that run. */
  async beforeApplicationShutdown(): Promise<void> {
    this.#stop.abort();
    await Promise.all(this.#lanes);
  }

  /** Does everything that is due now. @returns how many jobs were attempted */
  async runDue(): Promise<number> {
    let attempted = 0;
    for (const handler of this.#handlers.all()) attempted += await this.#runDueOf(handler);
    return attempted;
  }

  async #lane(handler: JobHandler): Promise<void> {
    while (!this.#stop.signal.aborted) {
      let wait = POLL;
      try {
        await this.#runDueOf(handler);
      } catch (error) {
        this.#log.error(`jobs of kind ${handler.kind} are held up: ${failureText(error)}`);
        wait = TROUBLED;
      }
      await pause(wait, this.#stop.signal);
    }
  }

  async #runDueOf(handler: JobHandler): Promise<number> {
    const due = {kind: handler.kind, now: this.#clock.now()};
    let attempted = 0;
    for (const organisation of await this.#database
      .as(RUNNER)
      .read((tx) => organisationsWithDueJobs(tx, due))) {
      while (!this.#stop.signal.aborted && (await this.#runNext(organisation, handler))) attempted += 1;
    }
    return attempted;
  }

  /** @returns whether there was one */
  async #runNext(organisation: string, handler: JobHandler): Promise<boolean> {
    try {
      await withRowScope(within(RUNNER, organisation), () =>
        this.#audited.run(organisation, async (tx) => {
          const job = await claimJob(tx, {organisation, kind: handler.kind, now: this.#clock.now()});
          if (!job) throw new NothingDueError();
          return {result: undefined, records: await this.#attempt(tx, job, handler)};
        }),
      );
      return true;
    } catch (error) {
      if (error instanceof NothingDueError) return false;
      throw error;
    }
  }

  async #attempt(tx: WriteTransaction, job: Job, handler: JobHandler): Promise<AtLeastOne<AuditRecord>> {
    const outcome = await underSavepoint(tx, () => handler.run(tx, job));
    const now = this.#clock.now();
    if (outcome.done) {
      await finishJob(tx, job, now);
      return outcome.value;
    }
    const failure = failureText(outcome.error);
    const hopeless = outcome.error instanceof JobFailedError && outcome.error.permanent;
    const dueAt = hopeless ? null : nextAttempt(job.attempts + 1, now);
    if (dueAt) {
      await postponeJob(tx, job, {failure, dueAt});
      return [noted('jobPostponed', job)];
    }
    await giveUpJob(tx, job, {failure, at: now});
    this.#log.warn(`a job of kind ${job.kind} was given up: ${failure}`);
    // A handler that fails here as well must not bring its job back for ever.
    const farewell = await underSavepoint(tx, () => handler.abandoned(tx, job, failure));
    return farewell.done ? farewell.value : [noted('jobAbandoned', job)];
  }
}

/** On the organisation's stream: a case under way never waits for the queue. */
const noted = (type: 'jobPostponed' | 'jobAbandoned', job: Job): AuditRecord => ({
  stream: streams.organisation(),
  kind: 'change',
  event: {
    type,
    action: 'E',
    outcome: '4',
    who: 'system',
    as: [],
    on: null,
    details: {job: job.id, kind: job.kind},
  },
});
