import {Injectable} from '@nestjs/common';
import {Clock} from '../../platform/clock/clock';
import {Randomness} from '../../platform/crypto/randomness';
import {KeyEncryptionKey, SealBrokenError} from '../../platform/crypto/sealing';
import {FLOW_BYTES, SignInFlow, readFlow} from '../domain/single-sign-on';

const PURPOSE = 'sign-in-flow';

/** Sign-ins at the identity provider that are under way. Nothing is stored of them: each browser keeps its own, sealed. */
@Injectable()
export class SignInFlows {
  constructor(
    private readonly key: KeyEncryptionKey,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
  ) {}

  begin({back, former}: Pick<SignInFlow, 'back' | 'former'>): SignInFlow {
    const secret = (): string => this.randomness.bytes(FLOW_BYTES).toString('base64url');
    const begun = this.clock.now().getTime();
    return {id: secret(), state: secret(), nonce: secret(), verifier: secret(), begun, back, former};
  }

  seal(flow: SignInFlow): string {
    return this.key.sealText(PURPOSE, JSON.stringify(flow));
  }

  /** @returns null for none, a forged and an old one */
  open(sealed: string | undefined): SignInFlow | null {
    if (sealed === undefined) return null;
    try {
      return readFlow(this.key.openText(PURPOSE, sealed), this.clock.now());
    } catch (error) {
      if (error instanceof SealBrokenError) return null;
      throw error;
    }
  }
}
