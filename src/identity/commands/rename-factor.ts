import {Injectable} from '@nestjs/common';
import {AuditedTransaction} from '../../audit';
import {problems} from '../../platform/errors/problem';
import {SignedInPerson} from '../domain/signed-in-person';
import {renameFactor} from '../persistence/factor-statements';
import {signInRecord} from '../sign-in-record';

/** Gives a second factor another name, which its person alone reads. */
@Injectable()
export class RenameFactor {
  constructor(private readonly transactions: AuditedTransaction) {}

  /** @throws Problem `not_found` for a factor that is not the person's own */
  async run({organisationId, personId}: SignedInPerson, id: string, name: string): Promise<void> {
    await this.transactions.run(organisationId, async (tx) => {
      const [renamed] = await tx.write(renameFactor, [organisationId, personId, id, name]);
      if (!renamed) throw problems.notFound();
      const details = {factor: id, kind: renamed.kind};
      return {result: null, records: [signInRecord('secondFactorRenamed', personId, details)]};
    });
  }
}
