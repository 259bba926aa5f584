import {Injectable} from '@nestjs/common';
import {AuditedTransaction, configurationRecord} from '../../audit';
import {Clock} from '../../platform/clock/clock';
import {UNIQUE_VIOLATION, sqlState} from '../../platform/database/sql-state';
import {problems} from '../../platform/errors/problem';
import {AttestationText} from '../domain/attestation';
import {SignedInPerson} from '../domain/signed-in-person';
import {insertAttestationText} from '../persistence/attestation-statements';

/** Enters an organisation's own words. What was signed before holds until it lapses; from now on these are signed. */
@Injectable()
export class EnterAttestationText {
  constructor(
    private readonly transactions: AuditedTransaction,
    private readonly clock: Clock,
  ) {}

  /** @returns the version @throws Problem `stale` when somebody else entered one at the same time */
  async run(by: SignedInPerson, entered: Omit<AttestationText, 'version'>): Promise<string> {
    const {organisationId, personId} = by;
    const {title, text, provenance} = entered;
    try {
      return await this.transactions.run(organisationId, async (tx) => {
        const values = [organisationId, title, text, provenance, personId, this.clock.now()];
        const [row] = await tx.write(insertAttestationText, values);
        const version = `own/${row?.version ?? 0}`;
        const event = {
          type: 'attestationTextEntered',
          action: 'C',
          on: organisationId,
          details: {version},
        } as const;
        return {result: version, records: [configurationRecord(by, event)]};
      });
    } catch (error) {
      throw sqlState(error) === UNIQUE_VIOLATION ? problems.stale() : error;
    }
  }
}
