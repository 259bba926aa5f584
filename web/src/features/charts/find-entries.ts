import type {ChartEntry} from './chart-entry';

const fold = (text: string): string => text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();

/** The words that are sought, folded: case and accents make no difference. */
export const soughtWords = (sought: string): string[] => fold(sought).split(/\s+/).filter(Boolean);

/** All that is read of an entry, folded. What was kept without being understood is not searched. */
function textOf({title, value, at, performers, components = [], detail}: ChartEntry): string {
  const details = Object.entries(detail).flatMap(([name, text]) => (name === 'raw' ? [] : [text]));
  const parts = components.flatMap((part) => [part.title, part.value ?? '']);
  return fold([title, value ?? '', at ?? '', ...performers, ...parts, ...details].join('\n'));
}

/** Prepares a search in a chart: each entry's text is folded once. */
export function searchIn(entries: readonly ChartEntry[]): (sought: string) => readonly ChartEntry[] {
  const texts = new Map<ChartEntry, string>();
  const folded = (entry: ChartEntry): string => {
    const text = texts.get(entry) ?? textOf(entry);
    texts.set(entry, text);
    return text;
  };
  return (sought) => {
    const words = soughtWords(sought);
    return words.length === 0
      ? entries
      : entries.filter((entry) => words.every((word) => folded(entry).includes(word)));
  };
}

export interface TextPart {
  readonly text: string;
  readonly found: boolean;
}

/** A text in parts, with those told apart that hold a sought word. */
export function markedParts(text: string, words: readonly string[]): TextPart[] {
  const lower = text.toLowerCase();
  const parts: TextPart[] = [];
  let from = 0;
  while (from < text.length) {
    const next = words
      .map((word) => ({at: lower.indexOf(word, from), length: word.length}))
      .filter(({at}) => at >= 0)
      .sort((one, other) => one.at - other.at || other.length - one.length)[0];
    if (!next) break;
    if (next.at > from) parts.push({text: text.slice(from, next.at), found: false});
    parts.push({text: text.slice(next.at, next.at + next.length), found: true});
    from = next.at + next.length;
  }
  return from < text.length || parts.length === 0
    ? [...parts, {text: text.slice(from), found: false}]
    : parts;
}
