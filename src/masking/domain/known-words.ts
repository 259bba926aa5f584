import {foldText} from './fold-text';

/** A name or place as it may be written, and what stands for it. */
export interface KnownWords {
  readonly text: string;
  readonly mask: string;
  /** Whether each of its words gives it away by itself. */
  readonly bare: boolean;
  /** Whether it is a person: then titles go with it, and the family name may come first. */
  readonly person: boolean;
  /** Whether a single word is meant with a capital letter alone: "Surgery", not "surgery". */
  readonly proper?: boolean;
}

export interface Token {
  readonly word: string;
  readonly from: number;
  readonly to: number;
  readonly capital: boolean;
}

interface Term {
  readonly words: readonly string[];
  readonly mask: string;
}

export const TITLES: ReadonlySet<string> = new Set(
  'dr doctor prof professor mr mrs ms miss sir nurse sister attending'.split(' '),
);
export const CREDENTIALS: ReadonlySet<string> = new Set(
  'md do phd rn np pa lpn msn bsn mph facs jr sr ii iii'.split(' '),
);
/** Names that are words as well: as such they begin with a small letter. */
export const ORDINARY: ReadonlySet<string> = new Set(
  (
    'brown white black green gray young short price stone woods wells banks rivers brooks hands heart foot grace faith ' +
    'joy hope summer penny daily sharp strong small little large chance house church field marsh frank earnest patience'
  ).split(' '),
);

/** What may stand between two words of one name. */
const between = /^(?:,?\s{1,3}|\.\s{0,3}|-|,)$/u;

const AMBIGUOUS = '[name]';

export function tokensOf(text: string): Token[] {
  const folded = foldText(text);
  return [...folded.matchAll(/[\p{L}\p{M}\p{N}]+(?:'(?!s(?!\p{L}))\p{L}+)*/gu)].map(({0: word, index}) => {
    const first = text.charAt(index);
    return {word, from: index, to: index + word.length, capital: first !== first.toLowerCase()};
  });
}

/** Synthetic charts number their names: "Adams676" is also written "Adams". */
export const plainWord = (word: string): string => word.replace(/(?<=\p{L})\d+$/u, '');

export const isTitle = (word: string): boolean => TITLES.has(word) || CREDENTIALS.has(word);

/** Finds names and places in texts, word by word, however they are capitalised, accented or spaced. */
export class WordMask {
  readonly #terms = new Map<string, Map<string, Term>>();
  readonly #byFirst: ReadonlyMap<string, readonly Term[]>;
  /** Words that are enough by themselves, and those that are so after a title. */
  readonly #bare = new Map<string, string>();
  readonly #proper = new Map<string, string>();
  readonly #titled = new Map<string, string>();

  constructor(known: readonly KnownWords[]) {
    for (const one of known) this.#add(one);
    this.#byFirst = new Map(
      [...this.#terms].map(([first, terms]) => [
        first,
        [...terms.values()].sort((a, b) => b.words.length - a.words.length),
      ]),
    );
  }

  mask(text: string): string {
    let masked = '';
    let done = 0;
    for (const {from, to, mask} of this.find(text)) {
      masked += text.slice(done, from) + mask;
      done = to;
    }
    return masked + text.slice(done);
  }

  /** Where something known stands, from the first on, none within another. */
  *find(text: string): Generator<{from: number; to: number; mask: string}> {
    const tokens = tokensOf(text);
    for (let at = 0; at < tokens.length; at += 1) {
      const found = this.#longest(text, tokens, at) ?? this.#single(text, tokens, at);
      if (!found) continue;
      const [first, last] = withTitles(text, tokens, at, found.end);
      const [from, to] = [tokens[first]?.from ?? 0, tokens[last]?.to ?? 0];
      yield {from, to, mask: found.mask};
      at = last;
    }
  }

  #add({text, mask, bare, person, proper = false}: KnownWords): void {
    const all = tokensOf(text.normalize('NFC')).map(({word}) => word);
    const plain = all.map(plainWord);
    for (const words of [all, plain]) {
      const core = person ? words.filter((word) => !isTitle(word)) : words;
      const [first] = core;
      if (first === undefined) continue;
      if (core.length > 1) {
        this.#sequence(core, mask);
        const last = core.at(-1) ?? '';
        if (person) {
          this.#sequence([last, ...core.slice(0, -1)], mask);
          if (core.length > 2)
            for (const order of [
              [first, last],
              [last, first],
            ])
              this.#sequence(order, mask);
        }
      }
      for (const word of core) {
        if (word.length < 2) continue;
        if (person) put(this.#titled, word, mask);
        if ((bare || core.length === 1) && word.length > 2)
          put(proper ? this.#proper : this.#bare, word, mask);
      }
    }
  }

  #sequence(words: readonly string[], mask: string): void {
    const [first = ''] = words;
    const terms = this.#terms.get(first) ?? new Map<string, Term>();
    this.#terms.set(first, terms);
    const key = words.join(' ');
    const same = terms.get(key);
    terms.set(key, {words, mask: same === undefined || same.mask === mask ? mask : AMBIGUOUS});
  }

  /** The longest known sequence that begins here; an initial may stand between its words. */
  #longest(text: string, tokens: readonly Token[], at: number): {end: number; mask: string} | null {
    for (const {words, mask} of this.#byFirst.get(tokens[at]?.word ?? '') ?? []) {
      let end = at;
      let next = 1;
      while (next < words.length && joinsOn(text, tokens, end)) {
        const token = tokens[end + 1];
        if (token?.word === words[next]) next += 1;
        else if (token?.word.length !== 1) break;
        end += 1;
      }
      if (next === words.length) return {end, mask};
    }
    return null;
  }

  #single(text: string, tokens: readonly Token[], at: number): {end: number; mask: string} | null {
    const token = tokens[at];
    if (!token) return null;
    const {word, capital} = token;
    const before = tokens[at - 1];
    const titled = before && TITLES.has(before.word) && joinsOn(text, tokens, at - 1);
    const after = titled ? this.#titled.get(word) : undefined;
    if (after !== undefined) return {end: at, mask: after};
    const bare = this.#bare.get(word);
    if (bare !== undefined && (capital || (word.length > 4 && !ORDINARY.has(word))))
      return {end: at, mask: bare};
    const proper = capital ? this.#proper.get(word) : undefined;
    return proper === undefined ? null : {end: at, mask: proper};
  }
}

export const joinsOn = (text: string, tokens: readonly Token[], at: number): boolean => {
  const [one, other] = [tokens[at], tokens[at + 1]];
  return one !== undefined && other !== undefined && between.test(text.slice(one.to, other.from));
};

/** Titles before and credentials after go with the name. */
function withTitles(text: string, tokens: readonly Token[], first: number, last: number): [number, number] {
  let [from, to] = [first, last];
  while (from > 0 && TITLES.has(tokens[from - 1]?.word ?? '') && joinsOn(text, tokens, from - 1)) from -= 1;
  while (
    tokens[to + 1]?.capital === true &&
    CREDENTIALS.has(tokens[to + 1]?.word ?? '') &&
    joinsOn(text, tokens, to)
  )
    to += 1;
  return [from, to];
}

/** Two who share a word share no mask. */
function put(masks: Map<string, string>, word: string, mask: string): void {
  const known = masks.get(word);
  masks.set(word, known === undefined || known === mask ? mask : AMBIGUOUS);
}
