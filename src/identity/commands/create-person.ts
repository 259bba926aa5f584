import {Injectable} from '@nestjs/common';
import {AuditRecord, AuditedTransaction, Author, configurationRecord} from '../../audit';
import {Clock} from '../../platform/clock/clock';
import {Randomness} from '../../platform/crypto/randomness';
import {WriteTransaction} from '../../platform/database/transaction';
import {UNIQUE_VIOLATION, sqlState} from '../../platform/database/sql-state';
import {Fault, problems} from '../../platform/errors/problem';
import {isEmail, normalEmail} from '../domain/email-address';
import {insertPerson} from '../persistence/person-statements';

export interface NewPerson {
  readonly id?: string;
  readonly displayName: string;
  readonly email: string;
  /** National provider identifier, ten digits. */
  readonly npi?: string | null;
  readonly specialty?: string | null;
  readonly department?: string | null;
  readonly practiceGroupId?: string | null;
  readonly physician?: boolean;
}

/** Enters a person; they sign in once a password is set, and do more than staff once roles are granted. */
@Injectable()
export class CreatePerson {
  constructor(
    private readonly transactions: AuditedTransaction,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
  ) {}

  /**
   * @param by who does it
   * @returns the person's id
   * @throws Problem `invalid`, also when the e-mail address is somebody's already
   */
  async run(organisationId: string, person: NewPerson, by: Author): Promise<string> {
    const faults = personFaults(person);
    if (faults.length > 0) throw problems.invalid(faults);
    const id = person.id ?? this.randomness.uuid();
    try {
      await this.transactions.run(organisationId, async (tx) => ({
        result: null,
        records: [await this.within(tx, organisationId, {...person, id}, by)],
      }));
      return id;
    } catch (error) {
      if (sqlState(error) !== UNIQUE_VIOLATION) throw error;
      throw problems.invalid([{pointer: '/email', detail: 'belongs to somebody already'}]);
    }
  }

  /** Enters a person without faults as part of the caller's transaction. @returns what is to be put on record */
  async within(
    tx: WriteTransaction,
    organisationId: string,
    person: NewPerson & {readonly id: string},
    by: Author,
  ): Promise<AuditRecord> {
    const {id, physician = false, npi = null, specialty = null, department = null} = person;
    const names = [person.displayName.trim(), normalEmail(person.email)];
    const values = [npi, specialty, department, person.practiceGroupId ?? null, physician, this.clock.now()];
    await tx.write(insertPerson, [organisationId, id, ...names, ...values]);
    return configurationRecord(by, {type: 'personCreated', action: 'C', on: id, details: {physician}});
  }
}

/** What is wrong with what was entered about a person; empty when nothing is. */
export function personFaults({displayName, email, npi = null}: NewPerson): Fault[] {
  const faults: Fault[] = [];
  if (displayName.trim() === '') faults.push({pointer: '/displayName', detail: 'must not be empty'});
  if (!isEmail(normalEmail(email))) faults.push({pointer: '/email', detail: 'must be an e-mail address'});
  if (npi !== null && !/^\d{10}$/.test(npi)) faults.push({pointer: '/npi', detail: 'must have ten digits'});
  return faults;
}
