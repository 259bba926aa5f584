import {Injectable} from '@nestjs/common';
import {AuditRecord, AuditedTransaction, Author, configurationRecord} from '../../audit';
import {Clock} from '../../platform/clock/clock';
import {Randomness} from '../../platform/crypto/randomness';
import {WriteTransaction} from '../../platform/database/transaction';
import {Fault, problems} from '../../platform/errors/problem';
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
   * @param by who does it
   * @returns the organisation's id
   * @throws Problem `invalid`
   */
  async run(organisation: NewOrganisation, by: Author): Promise<string> {
    const faults = organisationFaults(organisation);
    if (faults.length > 0) throw problems.invalid(faults);
    const id = organisation.id ?? this.randomness.uuid();
    return this.transactions.run(id, async (tx) => ({
      result: id,
      records: [await this.within(tx, {...organisation, id}, by)],
    }));
  }

  /** Enters one without faults as part of the caller's transaction. @returns what is to be put on record */
  async within(
    tx: WriteTransaction,
    {id, name, timeZone}: NewOrganisation & {readonly id: string},
    by: Author,
  ): Promise<AuditRecord> {
    await tx.write(insertOrganisation, [id, name.trim(), timeZone, this.clock.now()]);
    return configurationRecord(by, {type: 'organisationCreated', action: 'C', on: id, details: {timeZone}});
  }
}

/** What is wrong with what was entered about an organisation; empty when nothing is. */
export function organisationFaults({name, timeZone}: NewOrganisation): Fault[] {
  const faults: Fault[] = [];
  if (name.trim() === '') faults.push({pointer: '/name', detail: 'must not be empty'});
  if (!isTimeZone(timeZone))
    faults.push({pointer: '/timeZone', detail: 'must be a time zone such as Europe/Vienna'});
  return faults;
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', {timeZone: name}).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
