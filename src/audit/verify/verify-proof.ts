import {organisationOf, streamOf, viewEntry} from '../domain/entry-view';
import {LogProof, holdsIn, parseLogProof} from '../domain/log-proof';
import {NoteVerifier} from '../domain/signed-note';
import {openCheckpoint, originOf} from '../domain/checkpoint';

/** What a proof shows, or why it shows nothing. */
export type ProofVerdict =
  | {readonly fault: null; readonly index: number; readonly size: number; readonly entry: Buffer}
  | {readonly fault: 'malformed' | 'unknown_key' | 'wrong_signature' | 'not_included'};

/**
 * Checks a `.tlog-proof` file with the entry in it against the keys that are trusted.
 *
 * @param keys of one log: the one that signed the proof's checkpoint must be among them
 */
export function verifyProof(text: string, keys: readonly NoteVerifier[]): ProofVerdict {
  const proof = parseLogProof(text);
  const verdicts = keys.map((key) => verdictBy(proof, key));
  const verdict = verdicts.find(({fault}) => fault !== 'unknown_key') ?? verdicts[0];
  return verdict ?? {fault: 'unknown_key'};
}

function verdictBy(proof: LogProof | null, key: NoteVerifier): ProofVerdict {
  if (!proof) return {fault: 'malformed'};
  const {fault, checkpoint: head} = openCheckpoint(proof.checkpoint, key);
  if (fault !== null) return {fault};
  const view = viewEntry(proof.entry);
  if (!view || head.origin !== originOf(organisationOf(view))) return {fault: 'malformed'};
  if (!holdsIn(proof, head)) return {fault: 'not_included'};
  return {fault: null, index: proof.index, size: head.size, entry: proof.entry};
}

/** An entry in the words of its log, for people. */
export function describeEntry(entry: Buffer): string {
  const view = viewEntry(entry);
  return view ? `entry ${view.number} of stream ${streamOf(view)}` : 'no entry';
}
