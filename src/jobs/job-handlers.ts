import {Injectable} from '@nestjs/common';
import {AtLeastOne, AuditRecord} from '../audit';
import {WriteTransaction} from '../platform/database/transaction';
import {Job} from '../platform/jobs/job';

/** Does the jobs of one kind. A feature brings its own and registers it when its module starts. */
export interface JobHandler {
  readonly kind: string;
  /**
   * Does the job. What it writes through `tx` is stored together with the job's completion, or not at all; what it
   * does elsewhere may happen again when the process dies in between, so it must bear repetition.
   *
   * @returns what is to be put on record
   * @throws JobFailedError with a reason that may be stored; any other error counts as temporary
   */
  run(tx: WriteTransaction, job: Job): Promise<AtLeastOne<AuditRecord>>;
  /** Called once, when the job is given up. @param reason short, as stored */
  abandoned(tx: WriteTransaction, job: Job, reason: string): Promise<AtLeastOne<AuditRecord>>;
}

@Injectable()
export class JobHandlers {
  readonly #handlers = new Map<string, JobHandler>();

  register(handler: JobHandler): void {
    if (this.#handlers.has(handler.kind)) throw new Error(`jobs of kind ${handler.kind} have two handlers`);
    this.#handlers.set(handler.kind, handler);
  }

  all(): readonly JobHandler[] {
    return [...this.#handlers.values()];
  }
}
