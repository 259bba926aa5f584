import {Injectable} from '@nestjs/common';
import {AuditedTransaction} from '../../audit';
import {Clock} from '../../platform/clock/clock';
import {Randomness} from '../../platform/crypto/randomness';
import {TOKEN_BYTES, tokenHash, tokenOf} from '../domain/access-token';
import * as statements from '../persistence/session-statements';
import {UsableAccount} from '../queries/check-password';
import {signInRecord} from '../sign-in-record';

/** The password was changed or the account disabled while the password was being compared. */
class AccountChangedError extends Error {
  constructor() {
    super('the account changed during the sign-in');
    this.name = 'AccountChangedError';
  }
}

export interface Browser {
  /** Network address, for the log. */
  readonly address: string;
  /** Token of the session that it had before; that one ends. */
  readonly formerToken: string | undefined;
}

/** Opens the session of somebody whose password was found right. */
@Injectable()
export class OpenSession {
  constructor(
    private readonly transactions: AuditedTransaction,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
  ) {}

  /** @returns the token, or `null` when the account changed since its password was compared */
  async run(account: UsableAccount, {address, formerToken}: Browser): Promise<string | null> {
    const token = tokenOf(this.randomness.bytes(TOKEN_BYTES));
    const former = tokenHash(formerToken);
    const {organisation_id: organisation, person_id: person} = account;
    try {
      return await this.transactions.run(organisation, async (tx) => {
        const now = this.clock.now();
        const values = [tokenHash(token), organisation, person, now, account.password_hash];
        const opened = await tx.write(statements.openSession, values);
        if (opened.length === 0) throw new AccountChangedError();
        const ended = former ? await tx.write(statements.endSession, [former, organisation, now]) : [];
        const signedOut = ended.map(({person_id}) => signInRecord('signedOut', person_id, {address}));
        return {result: token, records: [signInRecord('signedIn', person, {address}), ...signedOut]};
      });
    } catch (error) {
      if (error instanceof AccountChangedError) return null;
      throw error;
    }
  }
}
