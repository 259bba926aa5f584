import {Injectable} from '@nestjs/common';
import {AuditedTransaction} from '../../audit';
import {Clock} from '../../platform/clock/clock';
import {KeyEncryptionKey} from '../../platform/crypto/sealing';
import {WriteTransaction} from '../../platform/database/transaction';
import {tokenHash} from '../domain/access-token';
import {stepOfCode} from '../domain/one-time-password';
import {recoveryCodeHash} from '../domain/second-factor';
import {SignedInPerson} from '../domain/signed-in-person';
import {lockFactors, noteStep, proveFactor, useRecoveryCode} from '../persistence/factor-statements';
import {signInRecord} from '../sign-in-record';
import {totpPurpose} from './begin-totp';

export interface CodeProof {
  readonly person: SignedInPerson;
  readonly token: string | undefined;
  /** Six digits of an authenticator, or a recovery code. */
  readonly code: string;
}

/** Proves the second factor of a sign-in by a code. Every code counts once, on whichever way it comes in twice. */
@Injectable()
export class ProveCode {
  constructor(
    private readonly transactions: AuditedTransaction,
    private readonly key: KeyEncryptionKey,
    private readonly clock: Clock,
  ) {}

  /** @returns whether the code was right */
  async run({person, token, code}: CodeProof): Promise<boolean> {
    const {organisationId, personId} = person;
    return this.transactions.run(organisationId, async (tx) => {
      const used =
        (await this.#authenticator(tx, person, code)) ?? (await this.#recoveryCode(tx, person, code));
      if (used === null) return {result: false, records: [signInRecord('secondFactorFailed', personId)]};
      await tx.write(proveFactor, [tokenHash(token), organisationId, this.clock.now()]);
      return {result: true, records: [signInRecord('secondFactorProven', personId, {factor: used})]};
    });
  }

  async #authenticator(tx: WriteTransaction, person: SignedInPerson, code: string): Promise<string | null> {
    const {organisationId, personId} = person;
    const digits = code.replace(/\s/g, '');
    for (const factor of await tx.rows(lockFactors, [organisationId, personId])) {
      if (factor.sealed_secret === null || factor.confirmed_at === null) continue;
      const now = this.clock.now();
      const secret = this.key.openText(totpPurpose(organisationId, factor.id), factor.sealed_secret);
      const lastStep = factor.last_step === null ? null : Number(factor.last_step);
      const step = stepOfCode({secret, lastStep}, digits, now);
      if (step === null) continue;
      await tx.write(noteStep, [organisationId, factor.id, step, now]);
      return factor.id;
    }
    return null;
  }

  async #recoveryCode(tx: WriteTransaction, person: SignedInPerson, code: string): Promise<string | null> {
    const hash = recoveryCodeHash(code);
    if (!hash) return null;
    const values = [person.organisationId, person.personId, hash, this.clock.now()];
    const [used] = await tx.write(useRecoveryCode, values);
    return used ? 'recoveryCode' : null;
  }
}
