import {Injectable} from '@nestjs/common';
import {AuditedTransaction, configurationRecord} from '../audit';
import {Randomness} from '../platform/crypto/randomness';
import {writing} from '../platform/database/statement';
import {problems} from '../platform/errors/problem';

export interface NewCommittee {
  readonly name: string;
  /** Id of the programme whose cases it takes. */
  readonly programme: string;
  readonly byDefault: boolean;
  /** Members who must be present and free to decide. */
  readonly quorum: number;
  /** Printed on every page and export; to be approved by counsel. */
  readonly privilegeText: string;
}

const insertCommittee = writing(
  'committee_insert',
  `INSERT INTO committee (organisation_id, id, name, programme, by_default, quorum, privilege_text)
   VALUES ($1, $2, $3, $4, $5, $6, $7)`,
);

/** Enters a committee; its members are granted their roles one by one. */
@Injectable()
export class CreateCommittee {
  readonly #transaction: AuditedTransaction;
  readonly #randomness: Randomness;

  constructor(transaction: AuditedTransaction, randomness: Randomness) {
    this.#transaction = transaction;
    this.#randomness = randomness;
  }

  /**
   * @param by id of a person, or `system`
   * @returns the committee's id
   * @throws Problem `invalid`
   */
  async run(organisationId: string, committee: NewCommittee, by: string): Promise<string> {
    const {name, programme, byDefault, quorum, privilegeText} = committee;
    if (name.trim() === '') throw problems.invalid([{pointer: '/name', detail: 'must not be empty'}]);
    if (!Number.isInteger(quorum) || quorum < 1)
      throw problems.invalid([{pointer: '/quorum', detail: 'must be a whole number from 1 on'}]);
    const id = this.#randomness.uuid();
    return this.#transaction.run(organisationId, async (tx) => {
      await tx.write(insertCommittee, [
        organisationId,
        id,
        name.trim(),
        programme,
        byDefault,
        quorum,
        privilegeText,
      ]);
      const event = {type: 'committeeCreated', action: 'C', on: id, details: {programme, quorum}} as const;
      return {result: id, records: [configurationRecord(by, event)]};
    });
  }
}
