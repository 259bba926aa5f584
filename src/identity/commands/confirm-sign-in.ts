import {Injectable} from '@nestjs/common';
import {AccessLog, AuditedTransaction} from '../../audit';
import {Clock} from '../../platform/clock/clock';
import {tokenHash} from '../domain/access-token';
import {SignedInPerson} from '../domain/signed-in-person';
import {confirmSession} from '../persistence/session-statements';
import {CheckPassword} from '../queries/check-password';
import {signInRecord} from '../sign-in-record';

export interface Confirmation {
  readonly person: SignedInPerson;
  readonly token: string | undefined;
  readonly password: string;
}

/** Renews a stale sign-in for sensitive actions. */
@Injectable()
export class ConfirmSignIn {
  constructor(
    private readonly check: CheckPassword,
    private readonly transactions: AuditedTransaction,
    private readonly log: AccessLog,
    private readonly clock: Clock,
  ) {}

  /** @returns when it was confirmed, or `null` when the password is wrong */
  async run({person, token, password}: Confirmation): Promise<Date | null> {
    const {organisationId, personId, email} = person;
    const {account} = await this.check.run(email, password);
    if (!account) {
      await this.log.record(organisationId, [signInRecord('confirmationFailed', personId)]);
      return null;
    }
    return this.transactions.run(organisationId, async (tx) => {
      const values = [tokenHash(token), this.clock.now(), account.password_hash];
      const [confirmed] = await tx.write(confirmSession, values);
      const type = confirmed ? 'signInConfirmed' : 'confirmationFailed';
      return {result: confirmed?.confirmed_at ?? null, records: [signInRecord(type, personId)]};
    });
  }
}
