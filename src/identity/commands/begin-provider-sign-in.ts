import {Injectable} from '@nestjs/common';
import {SignInFlow} from '../domain/single-sign-on';
import {IdentityProvider} from '../identity-provider';
import {SignInFlows} from './sign-in-flows';

export interface ProviderSignIn extends Pick<SignInFlow, 'back' | 'former'> {
  /** Whether the provider is to ask again although it knows the browser. */
  readonly fresh: boolean;
}

export interface BegunSignIn {
  /** Where the browser is to go. */
  readonly location: string;
  /** For a cookie of that browser. */
  readonly sealed: string;
}

/** Begins a sign-in at the identity provider. */
@Injectable()
export class BeginProviderSignIn {
  constructor(
    private readonly provider: IdentityProvider,
    private readonly flows: SignInFlows,
  ) {}

  /** @throws ProviderUnavailableError */
  async run({back, former, fresh}: ProviderSignIn): Promise<BegunSignIn> {
    const flow = this.flows.begin({back, former});
    const location = await this.provider.address(flow, fresh);
    return {location: location.href, sealed: this.flows.seal(flow)};
  }
}
