import {Injectable} from '@nestjs/common';
import {AuditedTransaction} from '../../audit';
import {Clock} from '../../platform/clock/clock';
import {Randomness} from '../../platform/crypto/randomness';
import {WriteTransaction} from '../../platform/database/transaction';
import {problems} from '../../platform/errors/problem';
import {RelyingParty} from '../domain/passkey';
import {SignedInPerson} from '../domain/signed-in-person';
import {lockFactors} from '../persistence/factor-statements';
import {addPasskey} from '../persistence/passkey-statements';
import {signInRecord} from '../sign-in-record';
import {CountFactor, isFirst} from './count-factor';
import {PasskeyChallenges} from './passkey-challenges';

export interface PasskeyRegistration {
  readonly person: SignedInPerson;
  readonly token: string | undefined;
  readonly party: RelyingParty;
  readonly name: string;
  /** What the browser gave, unchecked. */
  readonly credential: unknown;
}

export interface AddedFactor {
  readonly id: string;
  /** With the first factor; else none. */
  readonly recoveryCodes: readonly string[];
}

/** Enters a passkey that answered the challenge of this session. It counts from then on. */
@Injectable()
export class AddPasskey {
  constructor(
    private readonly transactions: AuditedTransaction,
    private readonly challenges: PasskeyChallenges,
    private readonly count: CountFactor,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
  ) {}

  /** @throws Problem `invalid` for a passkey that is not accepted, or is there already */
  async run(registration: PasskeyRegistration): Promise<AddedFactor> {
    const {person, token} = registration;
    const {organisationId, personId} = person;
    const added = await this.transactions.run(organisationId, async (tx) => {
      const {factors} = await lockFactors(tx, person);
      const first = isFirst(factors, person);
      const id = await this.#enter(tx, registration);
      const kind = 'passkey';
      if (id === null) return {result: null, records: [signInRecord('secondFactorFailed', personId, {kind})]};
      return {
        result: {id, recoveryCodes: await this.count.within(tx, {person, token, first})},
        records: [signInRecord('secondFactorAdded', personId, {factor: id, kind})],
      };
    });
    if (added) return added;
    const detail = 'is not accepted; begin again, on this site, with a passkey that unlocks';
    throw problems.invalid([{pointer: '/credential', detail}]);
  }

  /** @returns its id, or null when it is refused */
  async #enter(
    tx: WriteTransaction,
    {person, token, party, name, credential}: PasskeyRegistration,
  ): Promise<string | null> {
    const {organisationId, personId} = person;
    const passkey = await this.challenges.registered(tx, {organisationId, token, party}, credential);
    if (!passkey) return null;
    const id = this.randomness.uuid();
    const {credentialId, publicKey, counter, transports} = passkey;
    const key = [credentialId, publicKey, counter, transports];
    const values = [organisationId, id, personId, name, ...key, this.clock.now()];
    return (await tx.write(addPasskey, values)).length === 0 ? null : id;
  }
}
