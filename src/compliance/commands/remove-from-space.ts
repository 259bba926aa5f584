import {Injectable} from '@nestjs/common';
import {AuditedTransaction} from '../../audit';
import {CaseUser, findSpaceEntry, leaveSpace} from '../../cases';
import {Clock} from '../../platform/clock/clock';
import {problems} from '../../platform/errors/problem';
import {deskRecord} from '../domain/desk-record';
import {ProductionCandidates} from '../queries/production-candidates';

/** Puts on record that something left the protected space before it was reported (42 CFR 3.20, PSWP (2)(ii)). */
@Injectable()
export class RemoveFromSpace {
  constructor(
    private readonly transaction: AuditedTransaction,
    private readonly records: ProductionCandidates,
    private readonly clock: Clock,
  ) {}

  /**
   * @param order case by id or number, item by id
   * @returns the number of the removal
   * @throws Problem `not_found` for a case that this person may not know of, `invalid`
   */
  async run(user: CaseUser, order: {readonly case: string; readonly item: string}): Promise<string> {
    const {organisationId, personId} = user;
    const now = this.clock.now();
    return this.transaction.run(organisationId, async (tx) => {
      const record = (await this.records.of(tx, user, [order.case])).find(({item}) => item === order.item);
      if (!record) throw problems.invalid([{pointer: '/item', detail: 'is no record of this case'}]);
      const caseId = record.case;
      if (!(await tx.row(findSpaceEntry, [organisationId, caseId])))
        throw problems.actionNotAllowed('The case has not entered the protected space.');
      const left = {kind: 'removal', organisationId, caseId, itemId: record.item, by: personId, now} as const;
      const number = await leaveSpace(tx, left);
      if (number === null)
        throw problems.actionNotAllowed('It was removed from the protected space already.');
      const details = {number, document: record.kind};
      const act = {kind: 'change', type: 'removedFromProtectedSpace', action: 'U', details} as const;
      return {result: number, records: [deskRecord(user, {...act, on: caseId})]};
    });
  }
}
