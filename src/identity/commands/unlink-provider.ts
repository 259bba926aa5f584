import {Injectable} from '@nestjs/common';
import {AuditedTransaction} from '../../audit';
import {Clock} from '../../platform/clock/clock';
import {endIdentities} from '../persistence/provider-statements';
import {endSessionsOf} from '../persistence/session-statements';
import {signInRecord} from '../sign-in-record';

/** Forgets who somebody is at the identity provider, say because they are somebody new there, and ends their sessions. */
@Injectable()
export class UnlinkProvider {
  constructor(
    private readonly transactions: AuditedTransaction,
    private readonly clock: Clock,
  ) {}

  /** @returns how many links ended */
  async run(organisationId: string, personId: string): Promise<number> {
    return this.transactions.run(organisationId, async (tx) => {
      const values = [organisationId, personId, this.clock.now()];
      const ended = await tx.write(endIdentities, values);
      await tx.write(endSessionsOf, values);
      const details = {links: String(ended.length), by: 'system'};
      return {result: ended.length, records: [signInRecord('providerUnlinked', personId, details)]};
    });
  }
}
