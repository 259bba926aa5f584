import {GENESIS, LogEntry, commit, entryHash} from './entry';

/** An entry as read back, with its payload unless that was lawfully disposed of. */
export interface StoredEntry extends LogEntry {
  readonly payload: {readonly salt: Buffer; readonly event: string} | null;
}

export type TamperingKind = 'altered' | 'removed' | 'inserted' | 'truncated';

export interface Tampering {
  readonly organisation: string;
  readonly stream: string;
  readonly number: number;
  readonly kind: TamperingKind;
}

/** Checks one stream entry by entry, in the order of their numbers; memory stays flat. */
export class StreamCheck {
  #last: {number: number; hash: Buffer} = {number: 0, hash: GENESIS};

  constructor(
    readonly organisation: string,
    readonly stream: string,
  ) {}

  /** The first fault that this entry shows, or null. */
  next(entry: StoredEntry): Tampering | null {
    const found = this.#fault(entry);
    this.#last = {number: entry.number, hash: entryHash(entry)};
    return (
      found && {organisation: this.organisation, stream: this.stream, number: found.number, kind: found.kind}
    );
  }

  /** Compares the end of the stream with its recorded head. */
  end(head: {number: number; hash: Buffer} | null): Tampering | null {
    const at = {organisation: this.organisation, stream: this.stream};
    if (!head) return {...at, number: this.#last.number, kind: 'inserted'};
    if (head.number > this.#last.number) return {...at, number: this.#last.number + 1, kind: 'truncated'};
    if (head.number < this.#last.number) return {...at, number: head.number + 1, kind: 'inserted'};
    return head.hash.equals(this.#last.hash) ? null : {...at, number: head.number, kind: 'altered'};
  }

  #fault(entry: StoredEntry): {number: number; kind: TamperingKind} | null {
    const expected = this.#last.number + 1;
    if (entry.number > expected) return {number: expected, kind: 'removed'};
    if (entry.number < expected) return {number: entry.number, kind: 'inserted'};
    // A broken link says that the entry before it is no longer the one that was linked to.
    if (!entry.previous.equals(this.#last.hash)) return {number: Math.max(1, expected - 1), kind: 'altered'};
    const {payload} = entry;
    if (payload && !commit(payload.salt, payload.event).equals(entry.commitment))
      return {number: entry.number, kind: 'altered'};
    return null;
  }
}
