import {Injectable} from '@nestjs/common';
import {AuditedTransaction} from '../../audit';
import {Clock} from '../../platform/clock/clock';
import {Randomness} from '../../platform/crypto/randomness';
import {WriteTransaction} from '../../platform/database/transaction';
import {problems} from '../../platform/errors/problem';
import {RECOVERY_CODES, RECOVERY_CODE_BYTES, recoveryCode, recoveryCodeHash} from '../domain/second-factor';
import {SignedInPerson} from '../domain/signed-in-person';
import {lockFactors, replaceRecoveryCodes} from '../persistence/factor-statements';
import {signInRecord} from '../sign-in-record';

/** Makes recovery codes, for once when the authenticator is lost; those of before no longer count. */
@Injectable()
export class RecoveryCodes {
  constructor(
    private readonly transactions: AuditedTransaction,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
  ) {}

  /**
   * @returns codes to be shown once
   * @throws Problem `action_not_allowed` without a second factor
   */
  async renew(person: SignedInPerson): Promise<string[]> {
    if (!person.secondFactor.enrolled)
      throw problems.actionNotAllowed('Set up a second factor first; recovery codes stand in for it.');
    const {organisationId, personId} = person;
    return this.transactions.run(organisationId, async (tx) => {
      // Two at once would each leave the other's codes.
      await lockFactors(tx, person);
      return {
        result: await this.make(tx, person),
        records: [signInRecord('recoveryCodesMade', personId)],
      };
    });
  }

  /** On the caller's transaction, which records it. */
  async make(
    tx: WriteTransaction,
    {organisationId, personId}: Pick<SignedInPerson, 'organisationId' | 'personId'>,
  ): Promise<string[]> {
    const codes = Array.from({length: RECOVERY_CODES}, () =>
      recoveryCode(this.randomness.bytes(RECOVERY_CODE_BYTES)),
    );
    await tx.write(replaceRecoveryCodes, [
      organisationId,
      personId,
      codes.map(recoveryCodeHash),
      this.clock.now(),
    ]);
    return codes;
  }
}
