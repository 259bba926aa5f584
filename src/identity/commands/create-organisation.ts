import {Injectable} from '@nestjs/common';
import {AuditedTransaction} from '../../audit';
import {Clock} from '../../platform/clock/clock';
import {Randomness} from '../../platform/crypto/randomness';
import {Fault, problems} from '../../platform/errors/problem';
import {configurationRecord} from '../configuration-record';
import {insertOrganisation} from '../persistence/person-statements';

export interface NewOrganisation {
  readonly id?: string;
  readonly name: string;
  /** IANA name, Europe/Vienna for example. */
  readonly timeZone: string;
}

@Injectable()
export class CreateOrganisation {
  constructor(
    private readonly transactions: AuditedTransaction,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
  ) {}

  /**
   * @param by id of a person, or `system`
   * @returns the organisation's id
   * @throws Problem `invalid`
   */
  async run(organisation: NewOrganisation, by: string): Promise<string> {
    const name = organisation.name.trim();
    const {timeZone, id = this.randomness.uuid()} = organisation;
    const faults: Fault[] = [];
    if (name === '') faults.push({pointer: '/name', detail: 'must not be empty'});
    if (!isTimeZone(timeZone))
      faults.push({pointer: '/timeZone', detail: 'must be a time zone such as Europe/Vienna'});
    if (faults.length > 0) throw problems.invalid(faults);
    return this.transactions.run(id, async (tx) => {
      await tx.write(insertOrganisation, [id, name, timeZone, this.clock.now()]);
      const event = {type: 'organisationCreated', action: 'C', on: id, details: {timeZone}} as const;
      return {result: id, records: [configurationRecord(by, event)]};
    });
  }
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', {timeZone: name}).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
