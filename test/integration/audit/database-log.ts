import type {Client} from 'pg';
import {checkpointBody} from '../../../src/audit/domain/checkpoint';
import type {Tampering} from '../../../src/audit/domain/tampering';

/** The one finding that is right. */
export interface Found {
  readonly index: number;
  readonly kind: Tampering;
  /** Where it is told of another organisation's log than the drill's; null of none. */
  readonly organisation?: string | null;
}

export interface Expected extends Found {
  /** With every checkpoint kept elsewhere, where that tells more. */
  readonly withNotes?: Found;
  /** Whether only who kept checkpoints can see it. */
  readonly byNotes?: true;
}

export interface MutableLeaf {
  readonly index: number;
  readonly id: string;
  readonly stream: string;
  readonly number: string;
}

export interface MutableLog {
  /** Of a superuser, in a transaction, with triggers off. */
  readonly client: Client;
  readonly pick: (limit: number) => number;
  readonly organisation: string;
  readonly leaves: readonly MutableLeaf[];
  /** Every checkpoint in the database. */
  readonly notes: readonly string[];
  /** Leaf of the event that announces the log's key. */
  readonly announced: number;
  /** Size of the checkpoint that a witness has signed. */
  readonly cosigned: number;
}

/** Does something to one entry, or to what hangs on it. @returns what is to be found */
export type Mutation = (leaf: MutableLeaf) => Promise<Expected>;

/** What a drill asks of its log. */
export class LogFacts {
  /** Of the organisation's checkpoints, smallest first. */
  readonly sizes: readonly number[];
  readonly size: number;

  constructor(readonly log: MutableLog) {
    this.sizes = log.notes.flatMap((note) =>
      note.includes(log.organisation) ? (checkpointBody(note)?.size ?? []) : [],
    );
    this.size = log.leaves.length;
  }

  /** The first checkpoint that covers a leaf. */
  sizeAfter({index}: MutableLeaf): number {
    return this.sizes.find((size) => size > index) ?? this.size;
  }

  /** The largest good checkpoint below one; 0 when there is none. */
  below(size: number): number {
    return this.sizes.findLast((before) => before < size) ?? 0;
  }

  /** A checkpoint that does not hold the leaf; not the first, which is before the event that announces its key. */
  sizeBefore({index}: MutableLeaf): number {
    return this.sizes.findLast((size, at) => size <= index && at > 0) ?? this.sizes[1] ?? 1;
  }

  lastOf(stream: string): number {
    return this.log.leaves.findLast((leaf) => leaf.stream === stream)?.index ?? -1;
  }

  /** The full tile over a leaf, or the last one that there is. */
  tileOf({index}: MutableLeaf): number {
    return Math.min(Math.floor(index / 256), Math.floor(this.size / 256) - 1);
  }

  gone({index}: MutableLeaf): Expected {
    return {index, kind: index === this.size - 1 ? 'truncated' : 'removed'};
  }
}
