import {NotDoneError} from '../../api';

/** Whether this browser takes and gives passkeys as JSON: WebAuthn Level 3, sections 5.1.8 to 5.1.10. */
export const takesPasskeys = (): boolean =>
  'PublicKeyCredential' in window &&
  'parseRequestOptionsFromJSON' in PublicKeyCredential &&
  'parseCreationOptionsFromJSON' in PublicKeyCredential;

/** The browser throws a DOMException whatever it was that did not happen, on purpose (section 14.5.1). */
async function given(
  credential: Promise<Credential | null>,
  missing: NotDoneError,
): Promise<Readonly<Record<string, unknown>>> {
  const answer = await credential.catch((error: unknown) => {
    if (error instanceof DOMException) return null;
    throw error;
  });
  if (!(answer instanceof PublicKeyCredential)) throw missing;
  return {...answer.toJSON()};
}

/**
 * Asks the browser to prove one of this person's passkeys.
 *
 * @param options as the server gives them
 * @throws NotDoneError
 */
export function passkeyProof(options: object): Promise<Readonly<Record<string, unknown>>> {
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(
    options as PublicKeyCredentialRequestOptionsJSON,
  );
  return given(
    navigator.credentials.get({publicKey}),
    new NotDoneError('No passkey was given.', 'Try again, or type in a code.'),
  );
}

/**
 * Asks the browser to make a passkey.
 *
 * @param options as the server gives them
 * @throws NotDoneError
 */
export function newPasskey(options: object): Promise<Readonly<Record<string, unknown>>> {
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(
    options as PublicKeyCredentialCreationOptionsJSON,
  );
  return given(
    navigator.credentials.create({publicKey}),
    new NotDoneError('No passkey was made.', 'Try again; a device that has one already makes no second.'),
  );
}
