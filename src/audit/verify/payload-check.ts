import {hash} from 'node:crypto';
import {streams} from '../domain/audit-record';
import {keyChangeOf} from '../domain/key-history';
import type {KeyChange} from '../domain/key-history';
import {disposedCase, organisationEvent} from '../domain/organisation-event';
import {EntryView, isOfStream, streamOf} from '../domain/entry-view';
import {Finding, firstOf} from '../domain/tampering';
import {Payload, SALT_BYTES} from './log-source';

const ORGANISATION_STREAM = Buffer.from(streams.organisation());

/**
 * Checks that every payload opens the commitment of its entry, and that a missing one was lawfully disposed of: a later
 * event of the log itself must say so. Disposal holds the streams of its case while it is put on record, so that what it
 * took away comes before it in the tree, and what comes after it was never its to take.
 */
export class PayloadCheck {
  #first: Finding | null = null;
  /** Index of the first entry without payload that no disposal explains so far, by the case whose stream it is in. */
  readonly #missing = new Map<string | null, number>();

  /** Index of the first payload that does not open its entry, for a closer look. */
  mismatch: number | null = null;

  /** The changes of keys that the log announces. */
  readonly keyChanges: KeyChange[] = [];

  next(view: EntryView, payload: Payload | null, index: number): void {
    if (!payload) {
      this.#note(view, index);
      return;
    }
    if (opens(view, payload)) {
      if (isOfStream(view, ORGANISATION_STREAM)) this.#read(payload, index);
      return;
    }
    this.mismatch ??= index;
    const detail = 'what it records is not what was committed to';
    this.#first = firstOf([this.#first, {index, kind: 'altered', detail}]);
  }

  /** Notes that more was found than there are entries. @param index where an entry would be */
  surplus(index: number): void {
    const detail = 'more is recorded here than there are entries';
    this.#first = firstOf([this.#first, {index, kind: 'inserted', detail}]);
  }

  end(): Finding | null {
    let found = this.#first;
    for (const index of this.#missing.values()) {
      const detail = 'what it records is gone, and no event of the log says that it was disposed of';
      found = firstOf([found, {index, kind: 'removed', detail}]);
    }
    return found;
  }

  #note(view: EntryView, index: number): void {
    const caseId = /^case(?:-access)?\/(.+)$/.exec(streamOf(view))?.[1] ?? null;
    if (!this.#missing.has(caseId)) this.#missing.set(caseId, index);
  }

  #read(payload: Payload, index: number): void {
    const event = organisationEvent(payload.toString('utf8', SALT_BYTES));
    if (!event) return;
    const caseId = disposedCase(event);
    if (caseId !== null) this.#missing.delete(caseId);
    const change = keyChangeOf(event, index);
    if (change) this.keyChanges.push(change);
  }
}

/** Whether the payload opens the commitment of the entry. */
export const opens = ({bytes, commitmentAt}: EntryView, payload: Payload): boolean =>
  payload.length >= SALT_BYTES &&
  hash('sha256', payload, 'hex') === bytes.toString('latin1', commitmentAt, commitmentAt + 2 * SALT_BYTES);
