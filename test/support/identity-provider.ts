import {generateKeyPairSync, randomBytes, sign} from 'node:crypto';
import type {KeyObject} from 'node:crypto';
import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import type {Provider} from 'oidc-provider';
import {TestClient} from './client';

const CLIENT_ID = 'collegium';
const CLIENT_SECRET = randomBytes(24).toString('base64url');

/** What the next person who signs in at the provider is, there. */
export interface ProviderAccount {
  readonly sub: string;
  readonly email?: string;
  readonly email_verified?: boolean;
  readonly acr?: string;
  readonly amr?: readonly string[];
}

type Claims = Record<string, unknown>;

/** How the provider lies about the next sign-ins; it is honest by itself. */
export interface Lie {
  /** Other claims in the ID token, signed as all are. */
  readonly claims?: (claims: Claims) => Claims;
  /** A key that is not the provider's signs. */
  readonly key?: KeyObject;
  /** Codes count more than once. */
  readonly replays?: boolean;
}

const newKey = (): KeyObject => generateKeyPairSync('rsa', {modulusLength: 2048}).privateKey;

/** A key that nobody published. */
export const strangersKey = newKey;

/** Signs the ID token anew, RS256, with other claims. */
function forged(token: string, {claims = (same) => same}: Lie, key: KeyObject): string {
  const [head = '', body = ''] = token.split('.');
  const said = JSON.parse(Buffer.from(body, 'base64url').toString()) as Claims;
  const text = `${head}.${Buffer.from(JSON.stringify(claims(said))).toString('base64url')}`;
  return `${text}.${sign('sha256', Buffer.from(text), key).toString('base64url')}`;
}

/** `oidc-provider`, which is certified, on loopback; its people sign in without being asked. */
export class TestProvider {
  /** Who signs in next; an error code when they are refused there. */
  account: ProviderAccount | {readonly error: string} = {sub: 'nobody'};
  lie: Lie = {};
  readonly #accounts = new Map<string, ProviderAccount>();
  readonly #answers = new Map<string, unknown>();
  readonly #key = newKey();
  readonly #server = createServer();
  issuer = '';

  /** @param site origin of the installation */
  async start(site: string): Promise<void> {
    await this.listen();
    await this.serve(site);
  }

  /** Takes a port, so that an installation can be told of it before its own is known. */
  async listen(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    this.issuer = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** @param site origin of the installation */
  async serve(site: string): Promise<void> {
    const library = await import('oidc-provider');
    const provider = new library.Provider(this.issuer, this.#configuration(site));
    provider.use(async (context, next) => {
      await next();
      if (context.oidc?.route !== 'token') return;
      context.body = this.#answer(context.body);
      if (this.lie.replays === true) context.status = 200;
    });
    const callback = provider.callback();
    this.#server.on('request', (request, response) => {
      if (request.url?.startsWith('/interaction/') !== true) {
        callback(request, response);
        return;
      }
      const {account} = this;
      if ('sub' in account) this.#accounts.set(account.sub, account);
      const result =
        'error' in account
          ? {error: account.error, error_description: 'said no'}
          : {
              login: {
                accountId: account.sub,
                ...(account.acr !== undefined && {acr: account.acr}),
                ...(account.amr && {amr: account.amr}),
              },
            };
      void provider.interactionFinished(request, response, result, {mergeWithLastSubmission: false});
    });
  }

  /** What the installation is told of it. */
  get settings(): {issuer: string; clientId: string; clientSecret: string} {
    return {issuer: this.issuer, clientId: CLIENT_ID, clientSecret: CLIENT_SECRET};
  }

  /** Signs in there, in a browser of its own. @returns the query with which that is sent back */
  async visit(location: string): Promise<string> {
    const browser = new TestClient(this.issuer);
    let at = new URL(location);
    while (at.origin === this.issuer) {
      const {status, headers, body} = await browser.get(`${at.pathname}${at.search}`);
      const next = headers.get('location');
      if (next === null) throw new Error(`the provider answers ${status}: ${JSON.stringify(body)}`);
      at = new URL(next, this.issuer);
    }
    return at.search;
  }

  async stop(): Promise<void> {
    await new Promise((resolve) => {
      this.#server.close(resolve);
      this.#server.closeAllConnections();
    });
  }

  /** The same answer to a code that came before, if that is the lie. */
  #answer(given: unknown): unknown {
    const honest = given as {id_token?: string};
    if (this.lie.replays === true) {
      const kept = this.#answers.get('last');
      if (kept !== undefined) return kept;
      this.#answers.set('last', given);
    }
    if (honest.id_token === undefined || (!this.lie.claims && !this.lie.key)) return given;
    return {...honest, id_token: forged(honest.id_token, this.lie, this.lie.key ?? this.#key)};
  }

  #configuration(site: string): object {
    const jwk = {...this.#key.export({format: 'jwk'}), alg: 'RS256', use: 'sig', kid: 'test'};
    const accounts = this.#accounts;
    return {
      clients: [
        {
          client_id: CLIENT_ID,
          client_secret: CLIENT_SECRET,
          redirect_uris: [`${site}/api/session/provider/callback`],
          token_endpoint_auth_method: 'client_secret_post',
        },
      ],
      jwks: {keys: [jwk]},
      cookies: {keys: [randomBytes(16).toString('hex')]},
      pkce: {required: () => true},
      features: {devInteractions: {enabled: false}},
      interactions: {url: (_context: unknown, {uid}: {uid: string}) => `/interaction/${uid}`},
      claims: {openid: ['sub', 'acr', 'amr'], email: ['email', 'email_verified']},
      findAccount: (_context: unknown, accountId: string) => ({
        accountId,
        claims: () => ({...accounts.get(accountId), sub: accountId}),
      }),
      loadExistingGrant: async ({oidc}: GrantContext) => {
        const {provider, session, client} = oidc;
        const grant = new provider.Grant({accountId: session.accountId, clientId: client.clientId});
        grant.addOIDCScope('openid email');
        await grant.save();
        return grant;
      },
    };
  }
}

interface GrantContext {
  readonly oidc: {
    readonly provider: Provider;
    readonly session: {readonly accountId: string};
    readonly client: {readonly clientId: string};
  };
}
