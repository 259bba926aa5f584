import {DefinitionSource, JsonSchema, Letter} from './definition';
import {DefinitionFault, unknownWord} from './definition-fault';
import {SourcePath} from './transitions';

type Letters = Readonly<Record<string, Letter>>;

/** The keyword by which a field of a form names the letter that it begins with. */
const KEYWORD = 'x-letter';
const PARTS = ['title', 'provenance', 'text'] as const;
/** What a text can leave open as `{{word}}`: what the recipient's own view of the case tells, and their name. */
export const LETTER_WORDS = ['recipient', 'reference', 'committee', 'eventDate'] as const;
export type LetterWords = Readonly<Partial<Record<(typeof LETTER_WORDS)[number], string>>>;

const WORD = /\{\{\s*([^{}]*?)\s*\}\}/g;
/** Stands where the recipient is not told; whoever writes puts something in its place, or leaves it out. */
const GAP = '…';

/** Every letter that is named and does not exist, exists and is not named, lacks a part, or asks for an unknown word. */
export function* letterFaults({forms, letters = {}}: DefinitionSource): Generator<DefinitionFault> {
  if (typeof letters !== 'object' || Array.isArray(letters)) {
    yield {where: 'letters', fault: 'must give each letter under its name', at: ['letters']};
    return;
  }
  const named = [...lettersNamed(forms)];
  for (const {at, letter} of named)
    if (!Object.hasOwn(letters, letter))
      yield {where: at.join('.'), fault: unknownWord('letter', letter, Object.keys(letters)), at};
  for (const [name, letter] of Object.entries(letters)) {
    const at = ['letters', name];
    if (!named.some((one) => one.letter === name))
      yield {where: at.join('.'), fault: `no form begins with this letter: name it under ${KEYWORD}`, at};
    yield* partFaults(letter, at);
  }
}

function* partFaults(letter: unknown, at: SourcePath): Generator<DefinitionFault> {
  const said = typeof letter === 'object' && letter !== null ? (letter as Record<string, unknown>) : {};
  const where = at.join('.');
  for (const part of PARTS) {
    const text = said[part];
    if (typeof text !== 'string' || text.trim() === '')
      yield {where, fault: `${part} is missing: a letter has ${PARTS.join(', ')}`, at};
  }
  for (const part of Object.keys(said))
    if (!PARTS.some((known) => known === part))
      yield {where, fault: unknownWord('part', part, PARTS), at: [...at, part]};
  const {text} = said;
  for (const match of String(text).matchAll(WORD)) {
    const word = String(match[1]);
    if (!LETTER_WORDS.some((known) => known === word))
      yield {where, fault: unknownWord('word', word, LETTER_WORDS), at: [...at, 'text']};
  }
}

/** The forms with each letter in its field, as the text with which it begins (`default` in JSON Schema). */
export function formsWithLetters(
  forms: Readonly<Record<string, JsonSchema>>,
  letters: Letters = {},
): Readonly<Record<string, JsonSchema>> {
  const put = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(put);
    if (typeof node !== 'object' || node === null) return node;
    const kept = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, put(value)]));
    const name = (node as Record<string, unknown>)[KEYWORD];
    const letter = typeof name === 'string' && Object.hasOwn(letters, name) ? letters[name] : undefined;
    return letter === undefined ? kept : {...kept, default: letter.text.trim()};
  };
  return put(forms) as Readonly<Record<string, JsonSchema>>;
}

/** A letter's text with what the recipient may know in place of its words. */
export const filledLetter = (text: string, words: LetterWords): string =>
  text.replace(WORD, (_, word: keyof LetterWords) => words[word] ?? GAP);

function* lettersNamed(
  node: unknown,
  at: SourcePath = ['forms'],
): Generator<{readonly at: SourcePath; readonly letter: string}> {
  if (typeof node !== 'object' || node === null) return;
  for (const [key, value] of Object.entries(node))
    if (key === KEYWORD) yield {at: [...at, key], letter: String(value)};
    else yield* lettersNamed(value, [...at, key]);
}
