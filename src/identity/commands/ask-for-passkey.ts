import {Injectable} from '@nestjs/common';
import {AuditedTransaction} from '../../audit';
import {problems} from '../../platform/errors/problem';
import {ChallengeUse, RelyingParty} from '../domain/passkey';
import {SignedInPerson} from '../domain/signed-in-person';
import {PasskeyCeremony} from '../passkey-ceremony';
import {lockFactors, passkeysOf} from '../persistence/factor-statements';
import {signInRecord} from '../sign-in-record';
import {PasskeyChallenges} from './passkey-challenges';

export interface PasskeyQuestion {
  readonly person: SignedInPerson;
  readonly token: string | undefined;
  readonly party: RelyingParty;
  readonly use: ChallengeUse;
}

/** Asks for a passkey: a new one, or an answer of one that there is. */
@Injectable()
export class AskForPasskey {
  constructor(
    private readonly transactions: AuditedTransaction,
    private readonly challenges: PasskeyChallenges,
    private readonly ceremony: PasskeyCeremony,
  ) {}

  /**
   * @returns the options of `navigator.credentials.create` or `.get`, as JSON
   * @throws Problem `action_not_allowed` when an answer is asked of somebody without a passkey
   */
  async run({person, token, party, use}: PasskeyQuestion): Promise<object> {
    const {organisationId, personId} = person;
    const {challenge, known} = await this.transactions.run(organisationId, async (tx) => {
      const passkeys = passkeysOf((await lockFactors(tx, person)).factors);
      if (use === 'proof' && passkeys.length === 0)
        throw problems.actionNotAllowed('You have no passkey; give a code or your password instead.');
      const made = await this.challenges.make(tx, {organisationId, token, party}, use);
      const type = use === 'proof' ? 'passkeyAsked' : 'secondFactorBegun';
      return {
        result: {challenge: made, known: passkeys},
        records: [signInRecord(type, personId, {kind: 'passkey'})],
      };
    });
    return use === 'proof'
      ? this.ceremony.requestOptions({party, challenge}, known)
      : this.ceremony.creationOptions({party, challenge}, person, known);
  }
}
