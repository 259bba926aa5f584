import {normalEmail} from './email-address';

/** Milliseconds from the button to the way back; who must first look for their telephone needs some. */
export const FLOW_LIFETIME = 10 * 60_000;

/** Random bytes of each secret of a flow. */
export const FLOW_BYTES = 32;

/** A sign-in at the provider that is under way; it travels sealed in a cookie of the browser that began it. */
export interface SignInFlow {
  /** Names it; a session comes of it once. */
  readonly id: string;
  readonly state: string;
  readonly nonce: string;
  /** RFC 7636. */
  readonly verifier: string;
  /** Milliseconds since 1970. */
  readonly begun: number;
  /** Where the provider sends the browser back to. */
  readonly back: string;
  /** Token of the session that the browser had; it ends with the sign-in. */
  readonly former: string | null;
}

const texts = ['id', 'state', 'nonce', 'verifier', 'back'] as const;

/** @returns null for what is none, or too old */
export function readFlow(text: string, now: Date): SignInFlow | null {
  const flow = JSON.parse(text) as Partial<SignInFlow>;
  const whole = texts.every((name) => typeof flow[name] === 'string') && typeof flow.begun === 'number';
  if (!whole || (flow.begun ?? 0) + FLOW_LIFETIME <= now.getTime()) return null;
  return flow as SignInFlow;
}

/** What a provider says of somebody, OpenID Connect Core 1.0 sections 2 and 5.1. */
export interface ProviderClaims {
  readonly sub: string;
  readonly email?: unknown;
  readonly email_verified?: unknown;
  readonly amr?: unknown;
  readonly acr?: unknown;
  readonly auth_time?: unknown;
}

/** @returns an address only if the provider vouches for it; anybody can claim one */
export function verifiedEmail({email, email_verified: verified}: ProviderClaims): string | null {
  return verified === true && typeof email === 'string' ? normalEmail(email) : null;
}

/**
 * Whether the provider saw a second factor.
 *
 * @param accepted `amr:` or `acr:` and a value each (RFC 8176 has some for amr)
 */
export function showsSecondFactor({amr, acr}: ProviderClaims, accepted: readonly string[]): boolean {
  const methods: unknown[] = Array.isArray(amr) ? amr : [];
  const shown = [...methods.map((method) => `amr:${String(method)}`), `acr:${String(acr)}`];
  return accepted.some((value) => shown.includes(value));
}

/** When somebody last proved themselves to the provider, never in the future; 1970 when it does not say. */
export function provenAt({auth_time: seconds}: ProviderClaims, now: Date): Date {
  const given = typeof seconds === 'number' && Number.isSafeInteger(seconds) ? seconds * 1000 : 0;
  return new Date(Math.max(0, Math.min(given, now.getTime())));
}
