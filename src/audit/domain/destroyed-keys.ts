import {createHash} from 'node:crypto';
import {originOf} from './checkpoint';
import {HASH_BYTES, TreeHead} from './merkle';
import {NoteSigner, NoteVerifier, openNote, signNote, splitNote, strictBase64} from './signed-note';
import {CASE_KEY_DESTROYED, CASE_KEY_REFUSED} from './organisation-event';

/** An entry of stream `org` by which a case's key is gone for good. */
export interface DestroyedKey {
  readonly case: string;
  /** Of the entry in its stream. */
  readonly number: number;
  readonly at: Date;
  /** 32 bytes. */
  readonly commitment: Buffer;
}

/** So many destructions, in the order of the log, and what they come to; none are 32 zero bytes. */
export interface DestroyedSum {
  readonly count: number;
  /** 32 bytes. */
  readonly digest: Buffer;
}

/** That a tree holds so many destructions and no other. */
export type DestroyedStatement = TreeHead & DestroyedSum;

/** Whose key an event of stream `org` says is gone for good: destroyed, or kept out of a restoration. */
export function caseOfDestroyedKey(event: string): string | null {
  const {type, on} = JSON.parse(event) as {type?: unknown; on?: unknown};
  const gone = type === CASE_KEY_DESTROYED || type === CASE_KEY_REFUSED;
  return gone && typeof on === 'string' ? on : null;
}

/** As the list beside the checkpoints has it: number, time, case and commitment, with blanks between them. */
export const destroyedLine = ({case: id, number, at, commitment}: DestroyedKey): string =>
  `${number} ${at.toISOString()} ${id} ${commitment.toString('base64')}`;

/** @returns null when the line is none */
export function parseDestroyedLine(line: string): DestroyedKey | null {
  const [, number, at, id, encoded = '='] = /^(\d+) (\S+Z) ([0-9a-f-]{36}) (\S+)$/.exec(line) ?? [];
  const commitment = strictBase64(encoded);
  if (!id || Number.isNaN(Date.parse(at ?? '')) || commitment?.length !== HASH_BYTES) return null;
  return {case: id, number: Number(number), at: new Date(at ?? ''), commitment};
}

/** A chain over the lines: SHA-256(what they came to before || line). */
export const sumOfDestroyed = (keys: readonly DestroyedKey[]): DestroyedSum => ({
  count: keys.length,
  digest: keys.reduce(
    (before, key) => createHash('sha256').update(before).update(destroyedLine(key)).digest(),
    Buffer.alloc(HASH_BYTES),
  ),
});

/** A note beside a checkpoint, bound to its size and root, signed by whoever signs that checkpoint. */
export function signDestroyed(
  organisation: string,
  {size, root, count, digest}: DestroyedStatement,
  signers: readonly NoteSigner[],
): string {
  const lines = [headOf(organisation), size, root.toString('base64'), count, digest.toString('base64')];
  return signNote(`${lines.join('\n')}\n`, ...signers);
}

/** @returns null when the key did not sign it, or it is not about this organisation */
export function openDestroyed(
  organisation: string,
  note: string,
  verifier: NoteVerifier,
): DestroyedStatement | null {
  return openNote(note, verifier).fault === null ? destroyedBody(organisation, note) : null;
}

/** What such a note says, its signatures unchecked. @returns null when it is malformed */
export function destroyedBody(organisation: string, note: string): DestroyedStatement | null {
  const [head, size = '', root = '', count = '', digest = '', ...more] = (splitNote(note)?.text ?? '').split(
    '\n',
  );
  const [tree, sum] = [strictBase64(root), strictBase64(digest)];
  if (head !== headOf(organisation) || more.join('') !== '' || ![size, count].every(isNumber)) return null;
  if (tree?.length !== HASH_BYTES || sum?.length !== HASH_BYTES) return null;
  return {size: Number(size), root: tree, count: Number(count), digest: sum};
}

const headOf = (organisation: string): string => `${originOf(organisation)}/destroyed`;
const isNumber = (text: string): boolean => /^(0|[1-9][0-9]{0,14})$/.test(text);
