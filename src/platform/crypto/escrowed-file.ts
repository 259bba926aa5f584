import {Decrypter, Encrypter, generateX25519Identity, identityToRecipient} from 'age-encryption';

type Bytes = AsyncIterable<Uint8Array>;

/** A file that is encrypted for others cannot be opened: the wrong identity, or it is damaged, incomplete or extended. */
export class EscrowedFileError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'EscrowedFileError';
  }
}

/** The recipient (`age1…`), which may be known to all, and the identity (`AGE-SECRET-KEY-1…`), which opens. */
export interface KeyPair {
  readonly recipient: string;
  readonly identity: string;
}

export async function newKeyPair(): Promise<KeyPair> {
  const identity = await generateX25519Identity();
  return {identity, recipient: await identityToRecipient(identity)};
}

/** Whether somebody can be encrypted for: an X25519 recipient, `age1…`, of the age format (age-encryption.org/v1). */
export function isRecipient(text: string): boolean {
  // Other kinds (tags, post-quantum) begin with `age1` as well, but need hardware or programs that few have.
  if (!/^age1[02-9ac-hj-np-z]{58}$/.test(text)) return false;
  try {
    new Encrypter().addRecipient(text);
    return true;
  } catch {
    return false;
  }
}

/** The identities in a file as age-keygen writes it: one a line, `#` before remarks. */
export function identitiesIn(text: string): string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
}

/**
 * Encrypts a stream so that any of the recipients can open it: age-encryption.org/v1, ChaCha20-Poly1305 in chunks of
 * 64 KiB under a key of this file alone (the STREAM construction).
 *
 * @param recipients at least one, each accepted by `isRecipient`
 */
export async function encryptFor(recipients: readonly string[], content: Bytes): Promise<Bytes> {
  const encrypter = new Encrypter();
  for (const recipient of recipients) encrypter.addRecipient(recipient);
  return encrypter.encrypt(ReadableStream.from(content));
}

/**
 * Opens what `encryptFor` made, a chunk at a time; no chunk is given out that was not authenticated. A file that was cut
 * at whatever place fails at its end: what came before counts only once the end is reached.
 *
 * @throws EscrowedFileError at the call, or while the content is read
 */
export async function decryptWith(identities: readonly string[], content: Bytes): Promise<Bytes> {
  const decrypter = new Decrypter();
  try {
    for (const identity of identities) decrypter.addIdentity(identity);
  } catch (cause) {
    throw new EscrowedFileError('The identity is none: it begins with AGE-SECRET-KEY-1.', {cause});
  }
  try {
    return authenticated(await decrypter.decrypt(ReadableStream.from(content)));
  } catch (cause) {
    throw new EscrowedFileError(
      'It cannot be opened with this identity: it was made for another one, or its beginning is damaged.',
      {cause},
    );
  }
}

async function* authenticated(content: Bytes): AsyncGenerator<Uint8Array> {
  try {
    yield* content;
  } catch (cause) {
    throw new EscrowedFileError('It is damaged or incomplete.', {cause});
  }
}
