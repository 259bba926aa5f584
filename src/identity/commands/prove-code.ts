import {Injectable} from '@nestjs/common';
import {AuditedTransaction} from '../../audit';
import {Clock} from '../../platform/clock/clock';
import {Randomness} from '../../platform/crypto/randomness';
import {KeyEncryptionKey} from '../../platform/crypto/sealing';
import {WriteTransaction} from '../../platform/database/transaction';
import {TOKEN_BYTES, sessionName, tokenHash, tokenOf} from '../domain/access-token';
import {stepOfCode} from '../domain/one-time-password';
import {MOST_FAILURES, recoveryCodeHash} from '../domain/second-factor';
import {SignedInPerson} from '../domain/signed-in-person';
import {
  TotpRow,
  countFailure,
  lockFactors,
  noteStep,
  proveFactor,
  useRecoveryCode,
} from '../persistence/factor-statements';
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
    private readonly randomness: Randomness,
  ) {}

  /** @returns the token that the session goes by from now on; null for a wrong code */
  async run({person, token, code}: CodeProof): Promise<string | null> {
    const {organisationId, personId} = person;
    return this.transactions.run(organisationId, async (tx) => {
      const {factors, failures} = await lockFactors(tx, person);
      const confirmed = factors.filter(({confirmed_at}) => confirmed_at !== null);
      const authenticators = confirmed.filter((factor) => factor.kind === 'totp');
      const usable = failures < MOST_FAILURES ? authenticators : [];
      // A recovery code stands in for a factor: without one there is nothing to prove.
      const used =
        (await this.#authenticator(tx, organisationId, {factors: usable, code})) ??
        (confirmed.length > 0 ? await this.#recoveryCode(tx, person, code) : null);
      await tx.write(countFailure, [organisationId, personId, used !== null]);
      if (used === null) return {result: null, records: [signInRecord('secondFactorFailed', personId)]};
      const next = tokenOf(this.randomness.bytes(TOKEN_BYTES));
      await tx.write(proveFactor, [tokenHash(token), organisationId, this.clock.now(), tokenHash(next)]);
      const details = {factor: used, renewed: sessionName(next) ?? ''};
      return {result: next, records: [signInRecord('secondFactorProven', personId, details)]};
    });
  }

  async #authenticator(
    tx: WriteTransaction,
    organisationId: string,
    {factors, code}: {factors: readonly TotpRow[]; code: string},
  ): Promise<string | null> {
    const now = this.clock.now();
    for (const {id, sealed_secret, last_step} of factors) {
      const secret = this.key.openText(totpPurpose(organisationId, id), sealed_secret);
      const lastStep = last_step === null ? null : Number(last_step);
      const step = stepOfCode({secret, lastStep}, code, now);
      if (step === null) continue;
      await tx.write(noteStep, [organisationId, id, step, now]);
      return id;
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
