import {CREDENTIALS, ORDINARY, TITLES, Token, joinsOn, plainWord, tokensOf} from './known-words';

/** Small words within family names: "van der Berg". */
const PARTICLES = new Set('van von der den de del della di da dos du la le el al bin ibn ter zu'.split(' '));
/** A shorter one in small letters may be any word. */
const SHORTEST_SMALL = 5;

interface Forms {
  /** Whether names in small letters count as well; of a long text that is kept, they would be most of it. */
  readonly small: boolean;
}

const isWord = (word: string): boolean => /^[\p{L}\p{M}']{2,}$/u.test(word);

/**
 * The pairs of neighbouring words of a text that may be of a name, folded: `daniel whitcombe`, `dr whitcombe`. Enough to
 * find a name that is known, and all that has to be kept of a text for it. Initials between two words are left out.
 */
export function namePairs(text: string, {small}: Forms): Set<string> {
  const normal = text.normalize('NFC');
  const tokens = tokensOf(normal);
  const pairs = new Set<string>();
  const may = ({word, capital}: Token): boolean =>
    capital || PARTICLES.has(word) || (small && word.length >= SHORTEST_SMALL && !ORDINARY.has(word));
  tokens.forEach((one, at) => {
    let next = at + 1;
    while (tokens[next]?.word.length === 1 && joinsOn(normal, tokens, next - 1)) next += 1;
    const other = tokens[next];
    if (!other || !joinsOn(normal, tokens, next - 1)) return;
    const [first, second] = [plainWord(one.word), plainWord(other.word)];
    if (!isWord(first) || !isWord(second)) return;
    if ((may(one) || TITLES.has(one.word)) && may(other)) pairs.add(`${first} ${second}`);
  });
  return pairs;
}

/** What texts were found to hold, and whom they name. */
export class NamePairs {
  readonly #pairs: ReadonlySet<string>;

  constructor(pairs: ReadonlySet<string>) {
    this.#pairs = pairs;
  }

  /**
   * Whether somebody of this name is named: in full, in either order, with or without what stands between; or by the family
   * name with a title. A first name alone names nobody, with a title or without.
   */
  name(name: string): boolean {
    if (this.#pairs.size === 0) return false;
    const {given, family} = partsOf(name);
    if (family.length === 0) return false;
    const [first] = given;
    const full =
      first === undefined
        ? []
        : [given, [first]].flatMap((some) => [
            [...some, ...family],
            [...family, ...some],
          ]);
    const titled = [...TITLES].map((title) => [title, ...family]);
    const credited = [...CREDENTIALS].map((credential) => [...family, credential]);
    return [...full, ...titled, ...credited].some((words) => this.#hold(words));
  }

  #hold(words: readonly string[]): boolean {
    return words.every((word, at) => at === 0 || this.#pairs.has(`${words[at - 1] ?? ''} ${word}`));
  }
}

/** "Dr Anna van der Berg, MD" and "van der Berg, Anna" have the same parts. */
function partsOf(name: string): {given: string[]; family: string[]} {
  const words = (text: string): string[] =>
    tokensOf(text.normalize('NFC'))
      .map(({word}) => plainWord(word))
      .filter((word) => isWord(word) && !TITLES.has(word) && !CREDENTIALS.has(word));
  const [before = [], after = []] = name.split(',').map(words);
  if (before.length > 0 && after.length > 0) return {given: after, family: before};
  // A hyphen joins the words of one name.
  const names = name
    .split(/[\s,]+/u)
    .map(words)
    .filter((some) => some.length > 0);
  let from = names.length - 1;
  while (from > 1 && PARTICLES.has(names[from - 1]?.join(' ') ?? '')) from -= 1;
  return {given: names.slice(0, from).flat(), family: names.slice(Math.max(from, 0)).flat()};
}
