import {Injectable} from '@nestjs/common';
import {AccessLog, AuditedTransaction} from '../../audit';
import {Clock} from '../../platform/clock/clock';
import {Randomness} from '../../platform/crypto/randomness';
import {TOKEN_BYTES, sessionName, tokenHash, tokenOf} from '../domain/access-token';
import {SignedInPerson} from '../domain/signed-in-person';
import {confirmSession} from '../persistence/session-statements';
import {CheckPassword} from '../queries/check-password';
import {signInRecord} from '../sign-in-record';

export interface Confirmation {
  readonly person: SignedInPerson;
  readonly token: string | undefined;
  readonly password: string;
}

/** A session that was renewed, and the token that it goes by from now on; the one before has ended (ASVS 5.0, 7.2.4). */
export interface Renewed {
  readonly at: Date;
  readonly token: string;
}

/** Renews a stale sign-in for sensitive actions. */
@Injectable()
export class ConfirmSignIn {
  constructor(
    private readonly check: CheckPassword,
    private readonly transactions: AuditedTransaction,
    private readonly log: AccessLog,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
  ) {}

  /** @returns `null` when the password is wrong */
  async run({person, token, password}: Confirmation): Promise<Renewed | null> {
    const {organisationId, personId, email} = person;
    const {account} = await this.check.run(email, password);
    if (!account) {
      await this.log.record(organisationId, [signInRecord('confirmationFailed', personId)]);
      return null;
    }
    return this.transactions.run(organisationId, async (tx) => {
      const next = tokenOf(this.randomness.bytes(TOKEN_BYTES));
      const values = [tokenHash(token), this.clock.now(), account.password_hash, tokenHash(next)];
      const [confirmed] = await tx.write(confirmSession, values);
      if (!confirmed) return {result: null, records: [signInRecord('confirmationFailed', personId)]};
      const details = {renewed: sessionName(next) ?? ''};
      return {
        result: {at: confirmed.confirmed_at, token: next},
        records: [signInRecord('signInConfirmed', personId, details)],
      };
    });
  }
}
