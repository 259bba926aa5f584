/** WebAuthn Level 3 section 13.4.3 asks for 16 bytes at least. */
export const CHALLENGE_BYTES = 32;

/** Milliseconds for which a challenge can be answered. */
export const CHALLENGE_LIFETIME = 5 * 60_000;

export type ChallengeUse = 'registration' | 'proof';

/** Who a passkey belongs to, beside its person: this site alone. */
export interface RelyingParty {
  /** Host name, without port. */
  readonly id: string;
  readonly origin: string;
}

/** @returns null for a site that is reached by an address: a passkey needs a name (WebAuthn Level 3 section 5.1.3) */
export function relyingParty(site: URL): RelyingParty | null {
  const {hostname, origin} = site;
  return /^\[|^\d+(\.\d+){3}$/.test(hostname) ? null : {id: hostname, origin};
}

/** What a new passkey says of itself, as far as it is needed; everything binary is base64url. */
export interface Attestation {
  readonly id: string;
  readonly clientDataJSON: string;
  readonly attestationObject: string;
  readonly transports: readonly string[];
}

/** How a passkey answers a challenge. */
export interface Assertion {
  readonly id: string;
  readonly clientDataJSON: string;
  readonly authenticatorData: string;
  readonly signature: string;
}

const TRANSPORTS = ['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb'];
/** Characters; a key with an attestation has a few thousand. */
const LONGEST = 65_536;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const isBinary = (value: unknown): value is string =>
  typeof value === 'string' && value.length <= LONGEST && /^[\w-]+$/.test(value);

/** The response within a credential, and the credential's id (WebAuthn Level 3 section 5.1: `toJSON`). */
function opened(credential: unknown): {id: string; response: Readonly<Record<string, unknown>>} | null {
  if (!isObject(credential)) return null;
  const {id, rawId = id, type, response} = credential;
  const whole = isBinary(id) && rawId === id && type === 'public-key' && isObject(response);
  return whole ? {id, response} : null;
}

/** @returns null for what is no new passkey; what browsers add is passed over */
export function readAttestation(credential: unknown): Attestation | null {
  const found = opened(credential);
  if (!found) return null;
  const {clientDataJSON, attestationObject, transports = []} = found.response;
  if (!isBinary(clientDataJSON) || !isBinary(attestationObject) || !Array.isArray(transports)) return null;
  const known = TRANSPORTS.filter((transport) => transports.includes(transport));
  return {id: found.id, clientDataJSON, attestationObject, transports: known};
}

/** @returns null for what is no answer of a passkey */
export function readAssertion(credential: unknown): Assertion | null {
  const found = opened(credential);
  if (!found) return null;
  const {clientDataJSON, authenticatorData, signature} = found.response;
  if (!isBinary(clientDataJSON) || !isBinary(authenticatorData) || !isBinary(signature)) return null;
  return {id: found.id, clientDataJSON, authenticatorData, signature};
}

/**
 * Whether a counter shows that there are two of a passkey that cannot be copied. One that does not count stays at 0 (WebAuthn
 * Level 3 section 7.2, step 22).
 */
export const isCopied = (stored: number, given: number): boolean =>
  (stored > 0 || given > 0) && given <= stored;
