import {Injectable} from '@nestjs/common';
import {AuditedTransaction} from '../../audit';
import {Clock} from '../../platform/clock/clock';
import {problems} from '../../platform/errors/problem';
import {SignedInPerson} from '../domain/signed-in-person';
import {endSessions} from '../persistence/session-statements';
import {signInRecord} from '../sign-in-record';

/** Ends a person's own sessions, wherever they are, at once. */
@Injectable()
export class EndSessions {
  constructor(
    private readonly transactions: AuditedTransaction,
    private readonly clock: Clock,
  ) {}

  /**
   * @param name of one session; null for all
   * @throws Problem `not_found` for one that is not the person's own, or has ended
   */
  async run({organisationId, personId}: SignedInPerson, name: string | null): Promise<void> {
    await this.transactions.run(organisationId, async (tx) => {
      const ended = await tx.write(endSessions, [organisationId, personId, this.clock.now(), name, null]);
      if (ended.length === 0) throw problems.notFound();
      const details = {sessionsEnded: String(ended.length)};
      return {result: null, records: [signInRecord('sessionsEnded', personId, details)]};
    });
  }
}
