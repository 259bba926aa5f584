import {Injectable} from '@nestjs/common';
import {AuditedTransaction} from '../../audit';
import {Clock} from '../../platform/clock/clock';
import {problems} from '../../platform/errors/problem';
import {SignedInPerson} from '../domain/signed-in-person';
import {endFactor, lockFactors, noteFactors} from '../persistence/factor-statements';
import {signInRecord} from '../sign-in-record';

/** Takes a second factor away, a lost telephone for instance. */
@Injectable()
export class EndFactor {
  constructor(
    private readonly transactions: AuditedTransaction,
    private readonly clock: Clock,
  ) {}

  /** @throws Problem `not_found` for a factor that is not the person's own */
  async run({organisationId, personId}: SignedInPerson, id: string): Promise<void> {
    await this.transactions.run(organisationId, async (tx) => {
      const factors = await tx.rows(lockFactors, [organisationId, personId]);
      const factor = factors.find((candidate) => candidate.id === id);
      if (!factor) throw problems.notFound();
      await tx.write(endFactor, [organisationId, id, this.clock.now()]);
      const left = factors.some((other) => other.id !== id && other.confirmed_at !== null);
      if (!left) await tx.write(noteFactors, [organisationId, personId, null]);
      const details = {factor: id, kind: factor.kind};
      return {result: null, records: [signInRecord('secondFactorEnded', personId, details)]};
    });
  }
}
