import {KeyObject, createPrivateKey, createPublicKey, hash, sign, verify} from 'node:crypto';

/** Ed25519 in C2SP signed-note: of a log's own notes, and of a witness's cosignatures (C2SP tlog-cosignature). */
export const SIGNATURE_TYPE = {note: 0x01, cosignature: 0x04} as const;
type SignatureType = (typeof SIGNATURE_TYPE)[keyof typeof SIGNATURE_TYPE];

const PUBLIC_BYTES = 32;
const SIGNATURE_BYTES = 64;
const HASH_BYTES = 4;
/** RFC 8410 section 7 and 4: what DER puts before the 32 bytes of a private and of a public key. */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');
const SPKI = Buffer.from('302a300506032b6570032100', 'hex');

/** Whoever checks notes of one signer. */
export interface NoteVerifier {
  readonly name: string;
  readonly keyHash: Buffer;
  readonly publicKey: KeyObject;
  /** `<name>+<key hash>+<base64 of type and key>`, C2SP signed-note. */
  readonly text: string;
}

export interface NoteSigner extends NoteVerifier {
  readonly privateKey: KeyObject;
}

/** One line of a note: who, and the key hash followed by the signature. */
export interface NoteSignature {
  readonly name: string;
  readonly bytes: Buffer;
}

/** Why a note is not accepted. */
export type NoteFault = 'malformed' | 'unknown_key' | 'wrong_signature';

export type OpenedNote =
  {readonly fault: null; readonly text: string} | {readonly fault: NoteFault; readonly text: null};

/**
 * @param name without blanks and plus signs
 * @param seed 32 bytes, the private key of RFC 8032 section 5.1.5
 * @throws RangeError
 */
export function noteSigner(
  name: string,
  seed: Buffer,
  type: SignatureType = SIGNATURE_TYPE.note,
): NoteSigner {
  if (seed.length !== 32) throw new RangeError('an Ed25519 seed is 32 bytes');
  const privateKey = createPrivateKey({key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8'});
  const spki = createPublicKey(privateKey).export({format: 'der', type: 'spki'});
  return {...verifierOf(name, spki.subarray(SPKI.length), type), privateKey};
}

/** Reads a verifier key. @returns null when it is none, or not of an Ed25519 key of this type */
export function parseVerifier(text: string, type: SignatureType = SIGNATURE_TYPE.note): NoteVerifier | null {
  const [, name, hex, encoded] = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/u.exec(text) ?? [];
  if (name === undefined || hex === undefined || encoded === undefined) return null;
  const key = strictBase64(encoded);
  if (key?.length !== 1 + PUBLIC_BYTES || key[0] !== type) return null;
  const verifier = verifierOf(name, key.subarray(1), type);
  return verifier.keyHash.toString('hex') === hex ? verifier : null;
}

/**
 * Signs a text that ends in a line feed, C2SP signed-note; several sign where one key follows another.
 *
 * @throws RangeError when the text cannot stand in a note
 */
export function signNote(text: string, ...signers: readonly NoteSigner[]): string {
  if (!isNoteText(text) || signers.length === 0)
    throw new RangeError('a note is signed lines without control characters');
  const lines = signers.map(({name, keyHash, privateKey}) =>
    signatureLine(name, Buffer.concat([keyHash, sign(null, Buffer.from(text), privateKey)])),
  );
  return `${text}\n${lines.join('')}`;
}

/** Checks a note against the one key that is trusted; signatures by others, witnesses for instance, are left aside. */
export function openNote(note: string, verifier: NoteVerifier): OpenedNote {
  const parts = splitNote(note);
  if (!parts) return refused('malformed');
  const {text, signatures} = parts;
  const own = signatures.filter(
    ({name, bytes}) => name === verifier.name && bytes.subarray(0, HASH_BYTES).equals(verifier.keyHash),
  );
  if (own.length === 0) return refused('unknown_key');
  const message = Buffer.from(text);
  const valid = own.every(
    ({bytes}) =>
      bytes.length === HASH_BYTES + SIGNATURE_BYTES &&
      verify(null, message, verifier.publicKey, bytes.subarray(HASH_BYTES)),
  );
  return valid ? {fault: null, text} : refused('wrong_signature');
}

/** Bytes in standard base64 with its padding, in the one way to write them. @returns null otherwise */
export function strictBase64(text: string): Buffer | null {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : null;
}

/** One signature as a note carries it, with its line feed. @param bytes key hash and signature */
export const signatureLine = (name: string, bytes: Buffer): string =>
  `— ${name} ${bytes.toString('base64')}\n`;

/** A note taken apart, nothing checked but its form. @returns null when it is malformed */
export function splitNote(note: string): {text: string; signatures: NoteSignature[]} | null {
  const end = note.lastIndexOf('\n\n');
  const text = note.slice(0, end + 1);
  const lines = note.slice(end + 2).split('\n');
  if (end < 0 || !isNoteText(text) || lines.length < 2 || lines.pop() !== '') return null;
  const signatures = lines.map(parseSignature);
  return signatures.every((signature) => signature !== null) ? {text, signatures} : null;
}

function verifierOf(name: string, raw: Buffer, type: SignatureType): NoteVerifier {
  if (!/^[^\s+]+$/u.test(name)) throw new RangeError('the name of a key has neither blanks nor plus signs');
  const typed = Buffer.concat([Buffer.of(type), raw]);
  const keyHash = hash('sha256', Buffer.concat([Buffer.from(`${name}\n`), typed]), 'buffer');
  const short = keyHash.subarray(0, HASH_BYTES);
  return {
    name,
    keyHash: short,
    publicKey: createPublicKey({key: Buffer.concat([SPKI, raw]), format: 'der', type: 'spki'}),
    text: `${name}+${short.toString('hex')}+${typed.toString('base64')}`,
  };
}

function parseSignature(line: string): NoteSignature | null {
  const [, name, encoded] = /^— ([^\s+]+) (\S+)$/u.exec(line) ?? [];
  const bytes = encoded === undefined ? null : strictBase64(encoded);
  return name !== undefined && bytes && bytes.length > HASH_BYTES ? {name, bytes} : null;
}

const isNoteText = (text: string): boolean =>
  text.length > 1 && text.endsWith('\n') && !/[^\P{Cc}\n]|\p{Surrogate}/u.test(text);

const refused = (fault: NoteFault): OpenedNote => ({fault, text: null});
