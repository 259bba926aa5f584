import {namePairs} from '../../masking';
import type {TimelineEntry} from './timeline';

/** More than any chart seen; a file that holds more pairs of capitalised words than this was made to fill memory. */
const MOST = 100_000;
/** Longer than a name: what a chunk ends with may go on in the next. */
const OVERLAP = 200;

/** Gathers, while a file is read, what is kept of its texts to find people by: pairs in capitals, a few in a hundred words. */
export class CollectedPairs {
  readonly #pairs = new Set<string>();
  readonly #decoder = new TextDecoder('utf-8');
  readonly #most: number;
  #tail = '';

  constructor(most = MOST) {
    this.#most = most;
  }

  get found(): string[] {
    return [...this.#pairs].sort();
  }

  entries(batch: readonly TimelineEntry[]): void {
    for (const {title, value, detail, components = []} of batch)
      for (const text of [
        ...[title, value, ...Object.values(detail)],
        ...components.flatMap((part) => [part.title, part.value]),
      ])
        if (text !== null) this.#take(text);
  }

  /** Of a file of plain text, in the order in which it comes. */
  bytes(chunk: Buffer): void {
    const text = this.#tail + this.#decoder.decode(chunk, {stream: true});
    this.#take(text);
    this.#tail = text.slice(-OVERLAP);
  }

  #take(text: string): void {
    if (this.#pairs.size >= this.#most) return;
    for (const pair of namePairs(text, {small: false})) this.#pairs.add(pair);
  }
}
