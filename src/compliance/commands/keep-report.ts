import {Injectable} from '@nestjs/common';
import {AuditedTransaction} from '../../audit';
import {CaseUser} from '../../cases';
import {Clock} from '../../platform/clock/clock';
import {Randomness} from '../../platform/crypto/randomness';
import {problems} from '../../platform/errors/problem';
import {deskRecord} from '../domain/desk-record';
import {EventQuestion} from '../domain/project-event';
import {filtersOf} from '../domain/question-filters';
import {insertReport, removeReport} from '../persistence/report-rows';

export interface NewReport {
  readonly name: string;
  /** Of the desk, for whoever works there; otherwise of this person alone. */
  readonly shared: boolean;
  readonly question: EventQuestion;
  /** Whenever it is run, only so many days back; null for the times of the question. */
  readonly lastDays: number | null;
}

/** Keeps questions under a name, to be asked again. */
@Injectable()
export class KeepReport {
  constructor(
    private readonly transaction: AuditedTransaction,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
  ) {}

  /**
   * @returns its id
   * @throws Problem `invalid` when there is one of that name
   */
  async save(user: CaseUser, {name, shared, question, lastDays}: NewReport): Promise<string> {
    const id = this.randomness.uuid();
    const {organisationId, personId} = user;
    const filters = filtersOf(question);
    if (lastDays !== null && (filters['from'] ?? filters['to']) !== undefined)
      throw problems.invalid([{pointer: '/lastDays', detail: 'is given instead of from and to'}]);
    return this.transaction.run(organisationId, async (tx) => {
      const values = [shared ? null : personId, name.trim(), JSON.stringify(filters), lastDays, personId];
      const kept = await tx.write(insertReport, [organisationId, id, ...values, this.clock.now()]);
      if (kept.length === 0)
        throw problems.invalid([{pointer: '/name', detail: 'is the name of another saved report'}]);
      const details = {filters, count: lastDays};
      const act = {kind: 'configuration', type: 'reportSaved', action: 'C', details} as const;
      return {result: id, records: [deskRecord(user, act)]};
    });
  }

  /** @throws Problem `not_found` */
  async remove(user: CaseUser, id: string): Promise<void> {
    const {organisationId, personId} = user;
    await this.transaction.run(organisationId, async (tx) => {
      const gone = await tx.write(removeReport, [organisationId, personId, id, this.clock.now()]);
      if (gone.length === 0) throw problems.notFound();
      const act = {kind: 'configuration', type: 'reportRemoved', action: 'D', details: {}} as const;
      return {result: undefined, records: [deskRecord(user, act)]};
    });
  }
}
