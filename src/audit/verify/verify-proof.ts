import {organisationOf, streamOf, viewEntry} from '../domain/entry-view';
import {holdsIn, parseLogProof} from '../domain/log-proof';
import {NoteVerifier, openNote} from '../domain/signed-note';
import {checkpointBody, originOf} from '../domain/checkpoint';

/** What a proof shows, or why it shows nothing. */
export type ProofVerdict =
  | {readonly fault: null; readonly index: number; readonly size: number; readonly entry: Buffer}
  | {readonly fault: 'malformed' | 'unknown_key' | 'wrong_signature' | 'not_included'};

/** Checks a `.tlog-proof` file with the entry in it against the key that is trusted. */
export function verifyProof(text: string, key: NoteVerifier): ProofVerdict {
  const proof = parseLogProof(text);
  if (!proof) return {fault: 'malformed'};
  const {fault} = openNote(proof.checkpoint, key);
  if (fault !== null) return {fault};
  const head = checkpointBody(proof.checkpoint);
  const view = viewEntry(proof.entry);
  if (!head || !view || head.origin !== originOf(organisationOf(view))) return {fault: 'malformed'};
  if (!holdsIn(proof, head)) return {fault: 'not_included'};
  return {fault: null, index: proof.index, size: head.size, entry: proof.entry};
}

/** An entry in the words of its log, for people. */
export function describeEntry(entry: Buffer): string {
  const view = viewEntry(entry);
  return view ? `entry ${view.number} of stream ${streamOf(view)}` : 'no entry';
}
