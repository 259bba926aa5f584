import {Injectable} from '@nestjs/common';
import {AuditedTransaction} from '../../audit';
import {Clock} from '../../platform/clock/clock';
import {Randomness} from '../../platform/crypto/randomness';
import {KeyEncryptionKey} from '../../platform/crypto/sealing';
import {holdKey} from '../../platform/database/installation-key';
import {TOTP_SECRET_BYTES, base32, totpUri} from '../domain/one-time-password';
import {SignedInPerson} from '../domain/signed-in-person';
import {addTotp} from '../persistence/factor-statements';
import {signInRecord} from '../sign-in-record';

/** Under which words an authenticator's secret is sealed. */
export const totpPurpose = (organisationId: string, factorId: string): string =>
  `totp/${organisationId}/${factorId}`;

export interface BegunTotp {
  readonly id: string;
  /** Base32, for typing in. */
  readonly secret: string;
  /** `otpauth:` address, for a QR code. */
  readonly uri: string;
}

/** Begins to set up an authenticator; it counts once a code of it was given. */
@Injectable()
export class BeginTotp {
  constructor(
    private readonly transactions: AuditedTransaction,
    private readonly key: KeyEncryptionKey,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
  ) {}

  async run({organisationId, personId, email}: SignedInPerson, name: string): Promise<BegunTotp> {
    const id = this.randomness.uuid();
    const secret = base32(this.randomness.bytes(TOTP_SECRET_BYTES));
    await this.transactions.run(organisationId, async (tx) => {
      await holdKey(tx, this.key);
      const sealed = this.key.sealText(totpPurpose(organisationId, id), secret);
      await tx.write(addTotp, [organisationId, id, personId, name, sealed, this.clock.now()]);
      return {
        result: null,
        records: [signInRecord('secondFactorBegun', personId, {factor: id, kind: 'totp'})],
      };
    });
    return {id, secret, uri: totpUri(secret, email)};
  }
}
