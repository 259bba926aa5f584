import {Injectable} from '@nestjs/common';
import {Clock} from '../../platform/clock/clock';
import {Randomness} from '../../platform/crypto/randomness';
import {WriteTransaction} from '../../platform/database/transaction';
import {problems} from '../../platform/errors/problem';
import {tokenHash} from '../domain/access-token';
import {
  CHALLENGE_BYTES,
  CHALLENGE_LIFETIME,
  ChallengeUse,
  RelyingParty,
  readAssertion,
  readAttestation,
} from '../domain/passkey';
import {NewPasskey, PasskeyCeremony} from '../passkey-ceremony';
import {PasskeyRow} from '../persistence/factor-statements';
import {keepChallenge, takeChallenge} from '../persistence/passkey-statements';

/** In which session, and on which site, a challenge is made and must be answered. */
export interface ChallengeHolder {
  readonly organisationId: string;
  readonly token: string | undefined;
  readonly party: RelyingParty;
}

export interface AnsweringPasskey {
  readonly passkey: PasskeyRow;
  readonly counter: number;
}

/** What a passkey has to sign: random, kept with the session, answered once, rightly or not. */
@Injectable()
export class PasskeyChallenges {
  constructor(
    private readonly clock: Clock,
    private readonly randomness: Randomness,
    private readonly ceremony: PasskeyCeremony,
  ) {}

  /**
   * @returns the challenge, base64url; one that was open before is open no longer
   * @throws Problem `unauthenticated` when the session ended meanwhile
   */
  async make(
    tx: WriteTransaction,
    {organisationId, token}: ChallengeHolder,
    use: ChallengeUse,
  ): Promise<string> {
    const challenge = this.randomness.bytes(CHALLENGE_BYTES).toString('base64url');
    const values = [tokenHash(token), organisationId, challenge, use, this.clock.now()];
    const kept = await tx.write(keepChallenge, values);
    if (kept.length === 0) throw problems.unauthenticated();
    return challenge;
  }

  /**
   * @param credential what the browser gave, unchecked
   * @returns the new passkey, or null for one that is refused
   */
  async registered(
    tx: WriteTransaction,
    holder: ChallengeHolder,
    credential: unknown,
  ): Promise<(NewPasskey & {readonly transports: readonly string[]}) | null> {
    const challenge = await this.#take(tx, holder, 'registration');
    const attestation = readAttestation(credential);
    if (challenge === null || !attestation) return null;
    const passkey = await this.ceremony.registered({party: holder.party, challenge}, attestation);
    return passkey && {...passkey, transports: attestation.transports};
  }

  /**
   * @param credential what the browser gave, unchecked
   * @param passkeys the person's own
   * @returns which of them answered, its counter not yet judged, or null for an answer that is refused
   */
  async proven(
    tx: WriteTransaction,
    holder: ChallengeHolder,
    {credential, passkeys}: {credential: unknown; passkeys: readonly PasskeyRow[]},
  ): Promise<AnsweringPasskey | null> {
    const challenge = await this.#take(tx, holder, 'proof');
    const assertion = readAssertion(credential);
    const passkey = passkeys.find(({credential_id}) => credential_id === assertion?.id);
    if (challenge === null || !assertion || !passkey) return null;
    const asked = {party: holder.party, challenge};
    const counter = await this.ceremony.proven(asked, assertion, passkey.public_key);
    return counter === null ? null : {passkey, counter};
  }

  /** @returns null when none is open for this use; either way none is open afterwards */
  async #take(
    tx: WriteTransaction,
    {organisationId, token}: ChallengeHolder,
    use: ChallengeUse,
  ): Promise<string | null> {
    const oldest = new Date(this.clock.now().getTime() - CHALLENGE_LIFETIME);
    const [taken] = await tx.write(takeChallenge, [tokenHash(token), organisationId, use, oldest]);
    return taken?.challenge ?? null;
  }
}
