import {Injectable} from '@nestjs/common';
import {AuditedTransaction} from '../../audit';
import {Clock} from '../../platform/clock/clock';
import {Randomness} from '../../platform/crypto/randomness';
import {sqlState} from '../../platform/database/sql-state';
import {Fault, problems} from '../../platform/errors/problem';
import {configurationRecord} from '../configuration-record';
import {isEmail, normalEmail} from '../domain/email-address';
import {insertPerson} from '../persistence/person-statements';

const UNIQUE_VIOLATION = '23505';

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
   * @param by id of a person, or `system`
   * @returns the person's id
   * @throws Problem `invalid`, also when the e-mail address is somebody's already
   */
  async run(organisationId: string, person: NewPerson, by: string): Promise<string> {
    const faults = faultsOf(person);
    if (faults.length > 0) throw problems.invalid(faults);
    const {id = this.randomness.uuid(), physician = false} = person;
    const {npi = null, specialty = null, department = null, practiceGroupId = null} = person;
    const names = [person.displayName.trim(), normalEmail(person.email)];
    const values = [npi, specialty, department, practiceGroupId, physician, this.clock.now()];
    try {
      return await this.transactions.run(organisationId, async (tx) => {
        await tx.write(insertPerson, [organisationId, id, ...names, ...values]);
        const event = {type: 'personCreated', action: 'C', on: id, details: {physician}} as const;
        return {result: id, records: [configurationRecord(by, event)]};
      });
    } catch (error) {
      if (sqlState(error) !== UNIQUE_VIOLATION) throw error;
      throw problems.invalid([{pointer: '/email', detail: 'belongs to somebody already'}]);
    }
  }
}

function faultsOf({displayName, email, npi = null}: NewPerson): Fault[] {
  const faults: Fault[] = [];
  if (displayName.trim() === '') faults.push({pointer: '/displayName', detail: 'must not be empty'});
  if (!isEmail(normalEmail(email))) faults.push({pointer: '/email', detail: 'must be an e-mail address'});
  if (npi !== null && !/^\d{10}$/.test(npi)) faults.push({pointer: '/npi', detail: 'must have ten digits'});
  return faults;
}
