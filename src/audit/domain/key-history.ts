import {AuditEvent} from './audit-record';
import {OpenedCheckpoint, checkpointBody, openCheckpoint} from './checkpoint';
import {NoteVerifier, parseVerifier} from './signed-note';

/** Types of the events on stream `org` by which a log announces the keys that sign its checkpoints. */
export const KEY_MADE = 'logKeyMade';
export const KEY_ROTATED = 'logKeyRotated';

/** What a `logKeyRotated` event says, and where it stands in the tree. */
export interface KeyChange {
  /** Index of the leaf that announces the new key. */
  readonly index: number;
  /** Verifier key from now on, C2SP signed-note. */
  readonly verifier: string;
  /** Verifier key until now. */
  readonly previous: string;
}

/** A change of keys, and the checkpoint at which the old key vouched for the new one by signing beside it. */
export interface KeyHandover {
  readonly change: KeyChange;
  /** A signed note whose root the caller has found to be that of the log. */
  readonly note: string;
}

/** A key and the smallest checkpoint that it, and not the one before it, must have signed. */
export interface KeyTerm {
  readonly verifier: NoteVerifier;
  readonly from: number;
}

/** Why the keys cannot be followed from the one that is trusted. */
export type KeyFault = 'unknown_key' | 'malformed' | 'unlinked' | 'not_handed_over';

export type FollowedKeys =
  | {readonly fault: null; readonly keys: readonly KeyTerm[]}
  /** `index`: leaf of the change that does not hold; null when the trusted key is none of this log's. */
  | {readonly fault: KeyFault; readonly index: number | null};

/** The change of keys that an event of stream `org` announces. @returns null when it announces none */
export function keyChangeOf(event: AuditEvent, index: number): KeyChange | null {
  const {verifier, previous} = event.details;
  if (event.type !== KEY_ROTATED || typeof verifier !== 'string' || typeof previous !== 'string') return null;
  return {index, verifier, previous};
}

/**
 * Follows a log's keys from the one that somebody trusts. Each later key must be announced by an event in the tree and
 * vouched for by the key before it, on a checkpoint that holds the event and that both have signed. Earlier keys need no
 * such proof: the events that name them lie in a tree that the trusted key has signed.
 *
 * @param handovers all changes of keys in the log, in the order of their leaves
 */
export function followKeys(trusted: NoteVerifier, handovers: readonly KeyHandover[]): FollowedKeys {
  const first = handovers[0] ? handovers[0].change.previous : trusted.text;
  const keys: KeyTerm[] = [];
  let trust = false;
  for (const {verifier: text, from, handover} of terms(first, handovers)) {
    const index = handover?.change.index ?? null;
    const verifier = parseVerifier(text);
    if (verifier?.name !== trusted.name) return {fault: 'malformed', index};
    const before = keys.at(-1);
    if (handover && before) {
      if (handover.change.previous !== before.verifier.text || from <= before.from)
        return {fault: 'unlinked', index};
      if (trust && !vouches(handover, before.verifier, verifier)) return {fault: 'not_handed_over', index};
    }
    trust ||= text === trusted.text;
    keys.push({verifier, from});
  }
  return trust ? {fault: null, keys} : {fault: 'unknown_key', index: null};
}

/** Opens a checkpoint with the key that had to sign checkpoints of its size; a retired key signs nothing any more. */
export function openByHistory(note: string, keys: readonly KeyTerm[]): OpenedCheckpoint {
  const size = checkpointBody(note)?.size;
  const due = size === undefined ? undefined : (keys.findLast(({from}) => from <= size) ?? keys[0]);
  if (!due) return {fault: 'malformed', checkpoint: null};
  return openCheckpoint(note, due.verifier);
}

/**
 * Which keys sign the checkpoint that takes a tree from one size to another: the one in force, and, when it was
 * announced on the way, every one before it since the last checkpoint.
 *
 * @param keys in their order, each with the smallest size at which it is in force; null when its event is in no tree yet
 */
export function signersOf<T extends {readonly from: number | null}>(
  keys: readonly T[],
  {from, to}: {readonly from: number; readonly to: number},
): T[] {
  const inForce = (size: number): number =>
    Math.max(
      0,
      keys.findLastIndex((key) => key.from !== null && key.from <= size),
    );
  return keys.slice(inForce(from), inForce(to) + 1);
}

function terms(
  first: string,
  handovers: readonly KeyHandover[],
): {verifier: string; from: number; handover: KeyHandover | null}[] {
  const later = handovers.map((handover) => ({
    verifier: handover.change.verifier,
    from: handover.change.index + 1,
    handover,
  }));
  return [{verifier: first, from: 0, handover: null}, ...later];
}

function vouches({change, note}: KeyHandover, before: NoteVerifier, after: NoteVerifier): boolean {
  const opened = [before, after].map((verifier) => openCheckpoint(note, verifier));
  return opened.every(({checkpoint}) => checkpoint !== null && checkpoint.size > change.index);
}
