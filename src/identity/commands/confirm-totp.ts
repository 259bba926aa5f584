import {Injectable} from '@nestjs/common';
import {AuditedTransaction} from '../../audit';
import {Clock} from '../../platform/clock/clock';
import {KeyEncryptionKey} from '../../platform/crypto/sealing';
import {problems} from '../../platform/errors/problem';
import {stepOfCode} from '../domain/one-time-password';
import {SignedInPerson} from '../domain/signed-in-person';
import {TotpRow, lockFactors, noteStep} from '../persistence/factor-statements';
import {signInRecord} from '../sign-in-record';
import {totpPurpose} from './begin-totp';
import {CountFactor, isFirst} from './count-factor';

export interface TotpConfirmation {
  readonly person: SignedInPerson;
  readonly token: string | undefined;
  readonly id: string;
  readonly code: string;
}

/** Lets an authenticator count, once it gave a right code. With the first factor come recovery codes. */
@Injectable()
export class ConfirmTotp {
  constructor(
    private readonly transactions: AuditedTransaction,
    private readonly key: KeyEncryptionKey,
    private readonly clock: Clock,
    private readonly count: CountFactor,
  ) {}

  /**
   * @returns recovery codes with the first factor, else none
   * @throws Problem `not_found` for an authenticator that is not being set up, `invalid` for a wrong code
   */
  async run({person, token, id, code}: TotpConfirmation): Promise<string[]> {
    const {organisationId, personId} = person;
    const codes = await this.transactions.run(organisationId, async (tx) => {
      const {factors} = await lockFactors(tx, person);
      const begun = factors.find(
        (factor): factor is TotpRow =>
          factor.id === id && factor.kind === 'totp' && factor.confirmed_at === null,
      );
      if (!begun) throw problems.notFound();
      const first = isFirst(factors, person);
      const now = this.clock.now();
      const secret = this.key.openText(totpPurpose(organisationId, id), begun.sealed_secret);
      const step = stepOfCode({secret, lastStep: null}, code, now);
      const details = {factor: id, kind: 'totp'};
      if (step === null)
        return {result: null, records: [signInRecord('secondFactorFailed', personId, details)]};
      await tx.write(noteStep, [organisationId, id, step, now]);
      return {
        result: await this.count.within(tx, {person, token, first}),
        records: [signInRecord('secondFactorAdded', personId, details)],
      };
    });
    if (!codes)
      throw problems.invalid([{pointer: '/code', detail: 'is wrong; look at the clock of your telephone'}]);
    return codes;
  }
}
