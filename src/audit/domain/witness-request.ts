import {Checkpoint, checkpointBody, openCheckpoint} from './checkpoint';
import {EMPTY_ROOT, HASH_BYTES, TreeHead, consistencyFault} from './merkle';
import {NoteVerifier, strictBase64} from './signed-note';

const MOST_PROOF_LINES = 63;

/** The body of an `add-checkpoint` request, C2SP tlog-witness. */
export interface WitnessRequest {
  /** Size of the last checkpoint that the witness has cosigned; 0 for none. */
  readonly old: number;
  readonly proof: readonly Buffer[];
  /** A checkpoint as its log signed it. */
  readonly note: string;
}

/** What a witness answers. `size` is of the last checkpoint that it has cosigned. */
export type WitnessVerdict =
  | {readonly status: 200; readonly checkpoint: Checkpoint}
  | {readonly status: 400 | 403 | 404 | 422}
  | {readonly status: 409; readonly size: number};

/** What a witness knows of one log. */
export interface WitnessedLog {
  /** The keys that it trusts for this origin. */
  readonly keys: readonly NoteVerifier[];
  /** The last checkpoint that it has cosigned. */
  readonly last: TreeHead | null;
}

export const writeWitnessRequest = ({old, proof, note}: WitnessRequest): string =>
  `old ${old}\n${proof.map((hash) => `${hash.toString('base64')}\n`).join('')}\n${note}`;

/** @returns null when it is malformed */
export function parseWitnessRequest(body: string): WitnessRequest | null {
  const end = body.indexOf('\n\n');
  const [first = '', ...lines] = body.slice(0, Math.max(0, end)).split('\n');
  const [, decimal] = /^old (0|[1-9][0-9]*)$/.exec(first) ?? [];
  const old = Number(decimal);
  const proof = lines.map(strictBase64);
  if (!Number.isSafeInteger(old) || proof.length > MOST_PROOF_LINES) return null;
  if (!proof.every((hash) => hash?.length === HASH_BYTES)) return null;
  return {old, proof: proof.filter((hash) => hash !== null), note: body.slice(end + 2)};
}

/**
 * Whether a witness may cosign, and what it says otherwise, in the order of C2SP tlog-witness.
 *
 * @param logOf what it knows of the log of an origin; null when it serves none such
 */
export function judgeWitnessRequest(
  {old, proof, note}: WitnessRequest,
  logOf: (origin: string) => WitnessedLog | null,
): WitnessVerdict {
  const said = checkpointBody(note);
  if (!said) return {status: 400};
  const log = logOf(said.origin);
  if (!log) return {status: 404};
  if (!log.keys.some((key) => openCheckpoint(note, key).fault === null)) return {status: 403};
  if (old > said.size) return {status: 400};
  const size = log.last?.size ?? 0;
  if (old !== size) return {status: 409, size};
  if (log.last && size === said.size && !log.last.root.equals(said.root)) return {status: 409, size};
  return goesOn(log.last, said, proof) ? {status: 200, checkpoint: said} : {status: 422};
}

function goesOn(last: TreeHead | null, said: TreeHead, proof: readonly Buffer[]): boolean {
  if (last && last.size > 0) return consistencyFault(last, said, proof) === null;
  return proof.length === 0 && (said.size > 0 || said.root.equals(EMPTY_ROOT));
}
