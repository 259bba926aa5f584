/** As much of the library as the tests use; it brings no types of its own. */
declare module 'oidc-provider' {
  import type {IncomingMessage, RequestListener, ServerResponse} from 'node:http';

  interface Context {
    readonly oidc?: {readonly route: string};
    body: unknown;
    status: number;
  }

  interface InteractionResult {
    readonly login?: {readonly accountId: string; readonly acr?: string; readonly amr?: readonly string[]};
    readonly error?: string;
    readonly error_description?: string;
  }

  export class Grant {
    addOIDCScope(scope: string): void;
    save(): Promise<string>;
  }

  export class Provider {
    readonly Grant: new (of: {accountId: string; clientId: string}) => Grant;
    constructor(issuer: string, configuration: object);
    use(middleware: (context: Context, next: () => Promise<void>) => Promise<void>): void;
    callback(): RequestListener;
    interactionFinished(
      request: IncomingMessage,
      response: ServerResponse,
      result: InteractionResult,
      options?: {mergeWithLastSubmission: boolean},
    ): Promise<void>;
  }
}
