import {EntryView, isHashAt} from './entry-view';
import {GENESIS} from './entry';
import {StreamHead} from './stream-heads';

/**
 * What is wrong with an entry's place in its stream. `gap`: entries before it are missing; `link`: the entry before it is
 * not the one that it was chained to; `again`: its number was there already.
 */
export interface ChainFault {
  readonly reason: 'gap' | 'link' | 'again';
  /** Index of the leaf that is to be named: the entry before for `link`, the entry itself otherwise. */
  readonly index: number;
  /** Index of the leaf of the entry that does not follow. */
  readonly shownBy: number;
  readonly stream: string;
  /** Number in the stream: the first that is missing for `gap`. */
  readonly number: number;
  /** Set for `link` where the next entry is not chained to the one that shows it either: it is that one which is bad. */
  readonly brokenTwice?: true;
}

/** Holds an entry against the head of its stream. @returns null when it follows */
export function chainFault(
  view: EntryView,
  head: StreamHead | null,
  {index, stream}: {readonly index: number; readonly stream: string},
): ChainFault | null {
  const expected = (head?.number ?? 0) + 1;
  if (view.number > expected) return {reason: 'gap', index, shownBy: index, stream, number: expected};
  if (view.number < expected) return {reason: 'again', index, shownBy: index, stream, number: view.number};
  if (isHashAt(view.bytes, view.previousAt, head?.hash ?? GENESIS)) return null;
  return {
    reason: 'link',
    index: head?.index ?? index,
    shownBy: index,
    stream,
    number: Math.max(1, expected - 1),
  };
}
