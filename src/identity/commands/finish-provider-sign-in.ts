import {Injectable} from '@nestjs/common';
import {AccessLog} from '../../audit';
import {ReadDatabase} from '../../platform/database/read-database';
import {IdentityProvider, SignInRefusedError} from '../identity-provider';
import {findOrganisation} from '../persistence/provider-statements';
import {signInRecord} from '../sign-in-record';
import {OpenProviderSession} from './open-provider-session';
import {SignInFlows} from './sign-in-flows';

export interface ReturnedBrowser {
  /** Of the address at which it came back. */
  readonly query: string;
  /** What its cookie holds. */
  readonly sealed: string | undefined;
  /** Network address, for the log. */
  readonly address: string;
}

/** Signs in who comes back from the identity provider. Whatever is wrong, the answer is the same; the log knows better. */
@Injectable()
export class FinishProviderSignIn {
  constructor(
    private readonly provider: IdentityProvider,
    private readonly flows: SignInFlows,
    private readonly open: OpenProviderSession,
    private readonly database: ReadDatabase,
    private readonly log: AccessLog,
  ) {}

  /**
   * @returns the session's token, or null for whoever is refused
   * @throws ProviderUnavailableError
   */
  async run({query, sealed, address}: ReturnedBrowser): Promise<string | null> {
    const {settings} = this.provider;
    if (!settings) return null;
    const organisation = await this.database.read((tx) => tx.row(findOrganisation, [settings.organisation]));
    if (!organisation) return null;
    try {
      const flow = this.flows.open(sealed);
      if (!flow) throw new SignInRefusedError('no flow');
      const claims = await this.provider.claims(flow, query);
      return await this.open.run({organisationId: organisation.id, settings, flow, claims, address});
    } catch (error) {
      if (!(error instanceof SignInRefusedError)) throw error;
      const details = {address, by: 'provider', reason: error.reason};
      await this.log.record(organisation.id, [signInRecord('signInFailed', null, details)]);
      return null;
    }
  }
}
