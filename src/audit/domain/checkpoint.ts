import {HASH_BYTES, TreeHead} from './merkle';
import {
  NoteFault,
  NoteSigner,
  NoteVerifier,
  openNote,
  signNote,
  splitNote,
  strictBase64,
} from './signed-note';

/** What one log says of its tree: C2SP tlog-checkpoint. */
export interface Checkpoint extends TreeHead {
  readonly origin: string;
}

export type OpenedCheckpoint =
  | {readonly fault: null; readonly checkpoint: Checkpoint}
  | {readonly fault: NoteFault; readonly checkpoint: null};

/** Of an organisation's log; it also names the key that signs its checkpoints. */
export const originOf = (organisation: string): string => `collegium/${organisation}`;

/** @throws RangeError when the origin is not the name of every signer */
export function signCheckpoint({origin, size, root}: Checkpoint, ...signers: readonly NoteSigner[]): string {
  if (signers.some(({name}) => name !== origin))
    throw new RangeError('a log signs its own checkpoints alone');
  return signNote(`${origin}\n${size}\n${root.toString('base64')}\n`, ...signers);
}

/** Opens a checkpoint that the given key must have signed for its own log. */
export function openCheckpoint(note: string, verifier: NoteVerifier): OpenedCheckpoint {
  const opened = openNote(note, verifier);
  if (opened.fault) return {fault: opened.fault, checkpoint: null};
  const checkpoint = parseBody(opened.text);
  if (checkpoint?.origin !== verifier.name) return {fault: 'malformed', checkpoint: null};
  return {fault: null, checkpoint};
}

/** What a checkpoint says, its signatures unchecked: to choose the key by. @returns null when it is malformed */
export function checkpointBody(note: string): Checkpoint | null {
  const parts = splitNote(note);
  return parts && parseBody(parts.text);
}

function parseBody(text: string): Checkpoint | null {
  const [origin, decimal = '', encoded = ''] = text.slice(0, -1).split('\n');
  const size = /^(0|[1-9][0-9]*)$/.test(decimal) ? Number(decimal) : NaN;
  const root = strictBase64(encoded);
  if (!origin || !Number.isSafeInteger(size) || root?.length !== HASH_BYTES) return null;
  return {origin, size, root};
}
