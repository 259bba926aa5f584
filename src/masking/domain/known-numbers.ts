import {foldText} from './fold-text';

/** Shorter ones are found in every text. */
const SHORTEST = 4;
const MOST_PIECES = 8;

/** Letters and digits alone. */
const compact = (text: string): string => foldText(text.normalize('NFC')).replace(/[^\p{L}\p{N}]/gu, '');

/** Finds numbers that are known, however they are spaced: record, account and insurance numbers, telephone numbers. */
export class NumberMask {
  readonly #known = new Map<string, string>();
  #longest = 0;

  /** @param known what stands for each number */
  constructor(known: readonly {readonly text: string; readonly mask: string}[]) {
    for (const {text, mask} of known) {
      this.#put(text, mask);
      // "MRN 4100017" is also written without its label.
      this.#put(text.replace(/^\D*\s(?=\S*\d)/, ''), mask);
    }
  }

  mask(text: string): string {
    if (this.#known.size === 0 || !/\p{N}/u.test(text)) return text;
    const pieces = [...foldText(text).matchAll(/[\p{L}\p{N}]+/gu)];
    let masked = '';
    let done = 0;
    for (let at = 0; at < pieces.length; at += 1) {
      const found = this.#at(text, pieces, at);
      if (!found) continue;
      const from = pieces[at]?.index ?? 0;
      masked += text.slice(done, text.charAt(from - 1) === '+' ? from - 1 : from) + found.mask;
      done = found.to;
      at = found.last;
    }
    return masked + text.slice(done);
  }

  #put(text: string, mask: string): void {
    const key = compact(text);
    if (key.length < SHORTEST || !/\d/.test(key)) return;
    this.#known.set(key, mask);
    this.#longest = Math.max(this.#longest, key.length);
  }

  /** The longest known number that begins with this piece. */
  #at(
    text: string,
    pieces: readonly RegExpExecArray[],
    at: number,
  ): {mask: string; last: number; to: number} | null {
    let key = '';
    let best: {mask: string; last: number; to: number} | null = null;
    let end = pieces[at]?.index ?? 0;
    for (let last = at; last < pieces.length && last < at + MOST_PIECES; last += 1) {
      const piece = pieces[last];
      if (!piece || !/^[\s./()#:+-]{0,3}$/.test(text.slice(end, piece.index))) break;
      key += piece[0];
      end = piece.index + piece[0].length;
      if (key.length > this.#longest) break;
      const mask = this.#known.get(key);
      if (mask !== undefined) best = {mask, last, to: end};
    }
    return best;
  }
}
