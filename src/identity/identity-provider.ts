import {Inject, Injectable} from '@nestjs/common';
import type {Configuration} from 'openid-client';
import type {Config, SingleSignOnConfig} from '../platform/config/config';
import {Concerns} from '../platform/health/concerns';
import {CONFIG} from '../platform/platform.module';
import {ABSOLUTE_LIMIT} from './domain/session-limits';
import {ProviderClaims, SignInFlow, verifiedEmail} from './domain/single-sign-on';

/** Loaded when somebody first signs in by the provider. */
const load = () => import('openid-client');

/** Seconds. */
const TIMEOUT = 10;
const CLOCK_TOLERANCE = 30;
const SCOPE = 'openid email';
/** A provider's sign-in is at most as old as a session here may get. */
const MAX_AGE = ABSOLUTE_LIMIT / 1000;

const place = {topic: 'singleSignOn', organisation: null};

/** The provider cannot be asked, or answers what no provider may. */
export class ProviderUnavailableError extends Error {
  constructor(cause: unknown) {
    super('the identity provider cannot be used', {cause});
    this.name = 'ProviderUnavailableError';
  }
}

/** Somebody came back from the provider, but not as signed in there, in this browser, just now, for us. */
export class SignInRefusedError extends Error {
  /** @param reason a word for the log */
  constructor(
    readonly reason: string,
    cause?: unknown,
  ) {
    super(`the sign-in by the identity provider is refused: ${reason}`, {cause});
    this.name = 'SignInRefusedError';
  }
}

/** The code of an error of the library, or of the network beneath. */
function codeOf(error: unknown): string {
  const {code, cause, name} = (error ?? {}) as Readonly<Record<'code' | 'cause' | 'name', unknown>>;
  if (typeof code === 'string') return code;
  return cause === undefined ? String(name) : codeOf(cause);
}

/** Codes of sockets, of the HTTP client and of TLS: the provider was not reached. */
const NETWORK =
  /^(E[A-Z0-9]+|UND_ERR_\w+|ERR_TLS_\w+|(?!OAUTH_)\w*CERT\w*|UNABLE_TO_VERIFY_\w+|OAUTH_TIMEOUT)$/;

/**
 * The one identity provider of the installation, by OpenID Connect's code flow with PKCE, state and nonce. ID tokens are
 * believed for their signature, issuer, audience, age and nonce; redirects of the provider's servers are not followed.
 */
@Injectable()
export class IdentityProvider {
  readonly settings: SingleSignOnConfig | null;
  #found: Promise<Configuration> | undefined;

  constructor(
    @Inject(CONFIG) {singleSignOn}: Config,
    private readonly concerns: Concerns,
  ) {
    this.settings = singleSignOn;
  }

  /**
   * Where a browser is sent to sign in.
   *
   * @param fresh whether the provider is to ask again although it knows the browser
   * @throws ProviderUnavailableError
   */
  async address({state, nonce, verifier, back}: SignInFlow, fresh: boolean): Promise<URL> {
    const {buildAuthorizationUrl, calculatePKCECodeChallenge} = await load();
    return buildAuthorizationUrl(await this.#configuration(), {
      redirect_uri: back,
      scope: SCOPE,
      state,
      nonce,
      code_challenge: await calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      max_age: String(MAX_AGE),
      ...(fresh && {prompt: 'login'}),
    });
  }

  /**
   * Who came back.
   *
   * @param query of the address to which the browser was sent back, as it came
   * @throws SignInRefusedError, ProviderUnavailableError
   */
  async claims({state, nonce, verifier, back}: SignInFlow, query: string): Promise<ProviderClaims> {
    const {authorizationCodeGrant, fetchUserInfo} = await load();
    const configuration = await this.#configuration();
    const url = new URL(back);
    url.search = query;
    try {
      const checks = {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        maxAge: MAX_AGE,
      };
      const tokens = await authorizationCodeGrant(configuration, url, checks);
      const claims = tokens.claims();
      if (!claims) throw new SignInRefusedError('no id token');
      if (verifiedEmail(claims) !== null) return claims;
      // Many providers tell the address here alone.
      return {...(await fetchUserInfo(configuration, tokens.access_token, claims.sub)), ...claims};
    } catch (error) {
      if (error instanceof SignInRefusedError) throw error;
      const code = codeOf(error);
      throw NETWORK.test(code) ? this.#unavailable(error) : new SignInRefusedError(code, error);
    }
  }

  /** Asked for once; again after a failure. */
  async #configuration(): Promise<Configuration> {
    this.#found ??= this.#discover();
    try {
      const found = await this.#found;
      this.concerns.settle(place);
      return found;
    } catch (error) {
      this.#found = undefined;
      throw this.#unavailable(error);
    }
  }

  async #discover(): Promise<Configuration> {
    if (!this.settings) throw new Error('no identity provider is set');
    const {allowInsecureRequests, clockTolerance, discovery, enableNonRepudiationChecks} = await load();
    const {issuer, clientId, clientSecret} = this.settings;
    // The settings let http pass on loopback alone.
    const insecure = issuer.startsWith('http:') ? [allowInsecureRequests] : [];
    return discovery(
      new URL(issuer),
      clientId,
      {client_secret: clientSecret, [clockTolerance]: CLOCK_TOLERANCE},
      undefined,
      {execute: [enableNonRepudiationChecks, ...insecure], timeout: TIMEOUT},
    );
  }

  #unavailable(error: unknown): ProviderUnavailableError {
    this.concerns.raise(
      place,
      `The identity provider of COLLEGIUM_OIDC_ISSUER cannot be used (${codeOf(error)}); people sign in with their passwords ` +
        'meanwhile. See whether it answers this machine, and whether the issuer is written as it writes it.',
    );
    return new ProviderUnavailableError(error);
  }
}
