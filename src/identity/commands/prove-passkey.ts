import {Injectable} from '@nestjs/common';
import {AuditedTransaction} from '../../audit';
import {Clock} from '../../platform/clock/clock';
import {Randomness} from '../../platform/crypto/randomness';
import {WriteTransaction} from '../../platform/database/transaction';
import {TOKEN_BYTES, sessionName, tokenHash, tokenOf} from '../domain/access-token';
import {RelyingParty, isCopied} from '../domain/passkey';
import {SignedInPerson} from '../domain/signed-in-person';
import {countFailure, lockFactors, passkeysOf, proveFactor} from '../persistence/factor-statements';
import {confirmByPasskey, noteCounter} from '../persistence/passkey-statements';
import {SignInEvent, signInRecord} from '../sign-in-record';
import type {Renewed} from './confirm-sign-in';
import {PasskeyChallenges} from './passkey-challenges';

/** What the proof is for: the second step of a sign-in, or a sensitive action. */
export type ProofUse = 'secondFactor' | 'confirmation';

export interface PasskeyProof {
  readonly person: SignedInPerson;
  readonly token: string | undefined;
  readonly party: RelyingParty;
  /** What the browser gave, unchecked. */
  readonly credential: unknown;
  readonly use: ProofUse;
}

const events: Readonly<Record<ProofUse, {right: SignInEvent; wrong: SignInEvent}>> = {
  secondFactor: {right: 'secondFactorProven', wrong: 'secondFactorFailed'},
  confirmation: {right: 'signInConfirmed', wrong: 'confirmationFailed'},
};

/** Proves the second factor of a sign-in, or renews a stale sign-in, by a passkey that its person unlocked. */
@Injectable()
export class ProvePasskey {
  constructor(
    private readonly transactions: AuditedTransaction,
    private readonly challenges: PasskeyChallenges,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
  ) {}

  /** @returns null when nothing was proven */
  async run({person, token, party, credential, use}: PasskeyProof): Promise<Renewed | null> {
    const {organisationId, personId} = person;
    const {right, wrong} = events[use];
    return this.transactions.run(organisationId, async (tx) => {
      const passkeys = passkeysOf((await lockFactors(tx, person)).factors);
      const holder = {organisationId, token, party};
      const answer = await this.challenges.proven(tx, holder, {credential, passkeys});
      if (!answer) return {result: null, records: [signInRecord(wrong, personId, {kind: 'passkey'})]};
      const {passkey, counter} = answer;
      const details = {factor: passkey.id, kind: 'passkey'};
      if (isCopied(Number(passkey.sign_count), counter))
        return {result: null, records: [signInRecord(wrong, personId, {...details, reason: 'copied'})]};
      await tx.write(noteCounter, [organisationId, passkey.id, counter]);
      await tx.write(countFailure, [organisationId, personId, true]);
      const renewed = await this.#mark(tx, {organisationId, token, use});
      const name = {renewed: sessionName(renewed.token) ?? ''};
      return {result: renewed, records: [signInRecord(right, personId, {...details, ...name})]};
    });
  }

  async #mark(
    tx: WriteTransaction,
    {organisationId, token, use}: {organisationId: string; token: string | undefined; use: ProofUse},
  ): Promise<Renewed> {
    const at = this.clock.now();
    const next = tokenOf(this.randomness.bytes(TOKEN_BYTES));
    const statement = use === 'confirmation' ? confirmByPasskey : proveFactor;
    await tx.write(statement, [tokenHash(token), organisationId, at, tokenHash(next)]);
    return {at, token: next};
  }
}
