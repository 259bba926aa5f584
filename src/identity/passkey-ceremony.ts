import {Injectable} from '@nestjs/common';
import type {Assertion, Attestation, RelyingParty} from './domain/passkey';
import {CHALLENGE_LIFETIME} from './domain/passkey';

/** Loaded when the first passkey is used. */
const load = () => import('@simplewebauthn/server');

/** ES256, EdDSA and RS256, the first of which every passkey can do. */
const ALGORITHMS = [-7, -8, -257];
const NAME = 'Collegium';

export interface NewPasskey {
  readonly credentialId: string;
  /** COSE_Key. */
  readonly publicKey: Buffer;
  readonly counter: number;
}

export interface KnownPasskey {
  readonly credential_id: string;
  readonly transports: readonly string[];
}

/** What was asked, and of which site. */
export interface Asked {
  readonly party: RelyingParty;
  /** Base64url. */
  readonly challenge: string;
}

const descriptors = (known: readonly KnownPasskey[]): {id: string; transports: string[]}[] =>
  known.map(({credential_id, transports}) => ({id: credential_id, transports: [...transports]}));

const bytes = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.from(text, 'base64url'));

/** What either ceremony insists upon. */
const insisted = ({party, challenge}: Asked) => ({
  expectedChallenge: challenge,
  expectedOrigin: party.origin,
  expectedRPID: party.id,
  requireUserVerification: true,
});

/** The frame of a response, as the library wants it. */
const credential = (id: string) => ({id, rawId: id, type: 'public-key', clientExtensionResults: {}}) as const;

/** The library throws an error of its own kind for everything that does not fit, be it forged or only broken. */
async function unlessRefused<T>(verify: () => Promise<T>): Promise<T | null> {
  try {
    return await verify();
  } catch {
    return null;
  }
}

/** WebAuthn's two ceremonies, by the library; user verification is asked for and insisted upon in both. */
@Injectable()
export class PasskeyCeremony {
  /** @returns what `navigator.credentials.create` takes, as `PublicKeyCredential.parseCreationOptionsFromJSON` reads it */
  async creationOptions(
    {party, challenge}: Asked,
    person: {readonly personId: string; readonly email: string; readonly displayName: string},
    known: readonly KnownPasskey[],
  ): Promise<object> {
    const {generateRegistrationOptions} = await load();
    return generateRegistrationOptions({
      rpName: NAME,
      rpID: party.id,
      userName: person.email,
      userDisplayName: person.displayName,
      userID: new Uint8Array(Buffer.from(person.personId.replaceAll('-', ''), 'hex')),
      challenge: bytes(challenge),
      timeout: CHALLENGE_LIFETIME,
      attestationType: 'none',
      excludeCredentials: descriptors(known),
      authenticatorSelection: {residentKey: 'preferred', userVerification: 'required'},
      supportedAlgorithmIDs: ALGORITHMS,
    });
  }

  /** @returns what `navigator.credentials.get` takes */
  async requestOptions({party, challenge}: Asked, known: readonly KnownPasskey[]): Promise<object> {
    const {generateAuthenticationOptions} = await load();
    return generateAuthenticationOptions({
      rpID: party.id,
      challenge: bytes(challenge),
      timeout: CHALLENGE_LIFETIME,
      allowCredentials: descriptors(known),
      userVerification: 'required',
    });
  }

  /** WebAuthn Level 3 section 7.1. @returns null for one that is refused */
  async registered(asked: Asked, attestation: Attestation): Promise<NewPasskey | null> {
    const {verifyRegistrationResponse} = await load();
    const {id, clientDataJSON, attestationObject} = attestation;
    const verified = await unlessRefused(() =>
      verifyRegistrationResponse({
        ...insisted(asked),
        response: {...credential(id), response: {clientDataJSON, attestationObject}},
        supportedAlgorithmIDs: ALGORITHMS,
      }),
    );
    if (!verified?.verified) return null;
    const {id: credentialId, publicKey, counter} = verified.registrationInfo.credential;
    return {credentialId, publicKey: Buffer.from(publicKey), counter};
  }

  /**
   * WebAuthn Level 3 section 7.2, but for the counter, which the caller judges.
   *
   * @returns the passkey's counter, or null for an answer that is refused
   */
  async proven(asked: Asked, assertion: Assertion, publicKey: Buffer): Promise<number | null> {
    const {verifyAuthenticationResponse} = await load();
    const {id, clientDataJSON, authenticatorData, signature} = assertion;
    const verified = await unlessRefused(() =>
      verifyAuthenticationResponse({
        ...insisted(asked),
        response: {...credential(id), response: {clientDataJSON, authenticatorData, signature}},
        credential: {id, publicKey: new Uint8Array(publicKey), counter: 0},
      }),
    );
    return verified?.verified === true ? verified.authenticationInfo.newCounter : null;
  }
}
