import {NumberMask} from './known-numbers';
import {TITLES, isTitle, plainWord, tokensOf} from './known-words';

export const COLLEAGUE = '[colleague]';

/**
 * The names and numbers of everybody of an organisation, found by the words of a text: of thousands, those that can stand in it. Made
 * once, and used for as long as nobody comes or goes by another name.
 */
export class Roster {
  readonly #byWord = new Map<string, string[]>();
  /** Of one word, which is enough. */
  readonly #short = new Set<string>();

  /** Masks National Provider Identifiers, however they are spaced. */
  readonly numbers: NumberMask;

  /** @param npis ten digits each */
  constructor(names: Iterable<string>, npis: readonly string[] = []) {
    this.numbers = new NumberMask(npis.map((text) => ({text, mask: COLLEAGUE})));
    for (const name of new Set(names)) {
      const words = tokensOf(name.normalize('NFC')).map(({word}) => word);
      const core = words.filter((word) => !isTitle(word));
      if (new Set(core).size < 2) this.#short.add(name);
      for (const word of new Set([...core, ...core.map(plainWord)])) {
        const known = this.#byWord.get(word);
        if (known) known.push(name);
        else this.#byWord.set(word, [name]);
      }
    }
  }

  /**
   * @param text in NFC
   * @returns each name of which two words stand in the text, or one with a title before it; sorted
   */
  among(text: string): string[] {
    const found = new Set<string>();
    const begun = new Map<string, string>();
    let before = '';
    for (const {word} of tokensOf(text)) {
      for (const name of this.#byWord.get(word) ?? []) {
        const other = begun.get(name);
        if (this.#short.has(name) || TITLES.has(before) || (other !== undefined && other !== word))
          found.add(name);
        begun.set(name, other ?? word);
      }
      before = word;
    }
    return [...found].sort();
  }
}
