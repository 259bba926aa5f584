import {Injectable} from '@nestjs/common';
import {AuditRecord, AuditedTransaction, Author, configurationRecord} from '../../audit';
import {Clock} from '../../platform/clock/clock';
import {ReadDatabase} from '../../platform/database/read-database';
import {WriteTransaction} from '../../platform/database/transaction';
import {problems} from '../../platform/errors/problem';
import {PasswordHasher} from '../password-hasher';
import {judgePassword} from '../password-rule';
import {findPerson, storePassword} from '../persistence/person-statements';
import {endSessionsOf} from '../persistence/session-statements';
import {endApiTokens} from '../persistence/token-statements';

export interface NewPassword {
  readonly organisationId: string;
  readonly personId: string;
  readonly password: string;
}

/** Sets a password and ends every session that was opened with the one before. */
@Injectable()
export class SetPassword {
  constructor(
    private readonly database: ReadDatabase,
    private readonly transactions: AuditedTransaction,
    private readonly passwords: PasswordHasher,
    private readonly clock: Clock,
  ) {}

  /**
   * @param by who does it
   * @throws Problem `invalid` for a password that the rule refuses, `not_found` for nobody
   */
  async run({organisationId, personId, password}: NewPassword, by: Author): Promise<void> {
    const keys = [organisationId, personId];
    const person = await this.database.read((tx) => tx.row(findPerson, keys));
    if (!person) throw problems.notFound();
    const fault = await judgePassword(password, [person.email, person.display_name]);
    if (fault !== null) throw problems.invalid([{pointer: '/password', detail: fault}]);
    const stored = await this.passwords.hash(password);
    await this.transactions.run(organisationId, async (tx) => ({
      result: null,
      records: [await this.within(tx, {organisationId, personId, stored}, by)],
    }));
  }

  /** Stores a hashed password as part of the caller's transaction. @returns what is to be put on record */
  async within(
    tx: WriteTransaction,
    {organisationId, personId, stored}: Omit<NewPassword, 'password'> & {readonly stored: string},
    by: Author,
  ): Promise<AuditRecord> {
    const keys = [organisationId, personId];
    await tx.write(storePassword, [...keys, stored]);
    const ended = await tx.write(endSessionsOf, [...keys, this.clock.now()]);
    await tx.write(endApiTokens, [...keys, this.clock.now(), null]);
    const details = {sessionsEnded: ended.length};
    return configurationRecord(by, {type: 'passwordSet', action: 'U', on: personId, details});
  }
}
