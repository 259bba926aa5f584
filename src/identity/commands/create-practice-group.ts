import {Injectable} from '@nestjs/common';
import {AuditedTransaction, Author, configurationRecord} from '../../audit';
import {Randomness} from '../../platform/crypto/randomness';
import {problems} from '../../platform/errors/problem';
import {insertPracticeGroup} from '../persistence/person-statements';

/** Enters a practice group: its members do not judge each other's care. */
@Injectable()
export class CreatePracticeGroup {
  constructor(
    private readonly transactions: AuditedTransaction,
    private readonly randomness: Randomness,
  ) {}

  /**
   * @param by who does it
   * @returns the group's id
   * @throws Problem `invalid`
   */
  async run(organisationId: string, name: string, by: Author): Promise<string> {
    if (name.trim() === '') throw problems.invalid([{pointer: '/name', detail: 'must not be empty'}]);
    const id = this.randomness.uuid();
    return this.transactions.run(organisationId, async (tx) => {
      await tx.write(insertPracticeGroup, [organisationId, id, name.trim()]);
      const event = {type: 'practiceGroupCreated', action: 'C', on: id, details: {}} as const;
      return {result: id, records: [configurationRecord(by, event)]};
    });
  }
}
