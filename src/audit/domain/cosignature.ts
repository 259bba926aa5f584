import {sign, verify} from 'node:crypto';
import {
  NoteSigner,
  NoteVerifier,
  SIGNATURE_TYPE,
  noteSigner,
  parseVerifier,
  signatureLine,
  splitNote,
} from './signed-note';

const TIME_BYTES = 8;
const SIGNATURE_BYTES = 64;
const HASH_BYTES = 4;

/** Somebody else's statement that a checkpoint was the largest consistent one they had seen. */
export interface Cosignature {
  /** Name of the witness. */
  readonly name: string;
  /** When it was given, by the witness's clock. */
  readonly at: Date;
  /** The line of the note, with its line feed. */
  readonly line: string;
}

/** @param seed 32 bytes; a key of its own, used for nothing else (C2SP tlog-cosignature) */
export const cosigner = (name: string, seed: Buffer): NoteSigner =>
  noteSigner(name, seed, SIGNATURE_TYPE.cosignature);

/** Reads the verifier key of a witness. @returns null when it is none, or of another type */
export const parseCosigner = (text: string): NoteVerifier | null =>
  parseVerifier(text, SIGNATURE_TYPE.cosignature);

/** Signs the text of a checkpoint, C2SP tlog-cosignature. @returns the line of the note */
export function cosign(text: string, at: Date, signer: NoteSigner): string {
  const seconds = Math.floor(at.getTime() / 1000);
  const time = Buffer.alloc(TIME_BYTES);
  time.writeBigUInt64BE(BigInt(seconds));
  const signature = sign(null, statement(text, BigInt(seconds)), signer.privateKey);
  return signatureLine(signer.name, Buffer.concat([signer.keyHash, time, signature]));
}

/** The cosignature of one witness on a note. @returns null when there is none that holds */
export function findCosignature(note: string, {name, keyHash, publicKey}: NoteVerifier): Cosignature | null {
  const parts = splitNote(note);
  if (!parts) return null;
  for (const {name: by, bytes} of parts.signatures) {
    if (by !== name || !bytes.subarray(0, HASH_BYTES).equals(keyHash)) continue;
    if (bytes.length !== HASH_BYTES + TIME_BYTES + SIGNATURE_BYTES) return null;
    const seconds = bytes.readBigUInt64BE(HASH_BYTES);
    const at = new Date(Number(seconds) * 1000);
    const signature = bytes.subarray(HASH_BYTES + TIME_BYTES);
    if (Number.isNaN(at.getTime()) || !verify(null, statement(parts.text, seconds), publicKey, signature))
      return null;
    return {name, at, line: signatureLine(name, bytes)};
  }
  return null;
}

const statement = (text: string, seconds: bigint): Buffer =>
  Buffer.from(`cosignature/v1\ntime ${seconds}\n${text}`);
