import {Injectable} from '@nestjs/common';
import {AuditedTransaction} from '../../audit';
import {Clock} from '../../platform/clock/clock';
import {tokenHash} from '../domain/access-token';
import {SignedInPerson} from '../domain/signed-in-person';
import {endSession} from '../persistence/session-statements';
import {signInRecord} from '../sign-in-record';

/** Ends the session at once. */
@Injectable()
export class SignOut {
  constructor(
    private readonly transactions: AuditedTransaction,
    private readonly clock: Clock,
  ) {}

  async run({organisationId, personId}: SignedInPerson, token: string | undefined): Promise<void> {
    await this.transactions.run(organisationId, async (tx) => {
      await tx.write(endSession, [tokenHash(token), organisationId, this.clock.now()]);
      return {result: null, records: [signInRecord('signedOut', personId)]};
    });
  }
}
