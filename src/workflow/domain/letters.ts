import {DefinitionSource, JsonSchema, Letter} from './definition';
import {DefinitionFault, unknownWord} from './definition-fault';
import {SourcePath} from './transitions';

type Letters = Readonly<Record<string, Letter>>;

/** The keyword by which a field of a form names the letter that it begins with. */
const KEYWORD = 'x-letter';
const PARTS = ['title', 'provenance', 'text'] as const;

/** Every letter that is named and does not exist, exists and is not named, or lacks a part. */
export function* letterFaults({forms, letters = {}}: DefinitionSource): Generator<DefinitionFault> {
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
}

/** The forms with each letter in its field, as the text with which it begins (`default` in JSON Schema). */
export function formsWithLetters(
  forms: Readonly<Record<string, JsonSchema>>,
  letters: Letters = {},
): Readonly<Record<string, JsonSchema>> {
  const fill = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(fill);
    if (typeof node !== 'object' || node === null) return node;
    const {[KEYWORD]: name, ...rest} = node as Record<string, unknown>;
    const filled = Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, fill(value)]));
    const letter = typeof name === 'string' && Object.hasOwn(letters, name) ? letters[name] : undefined;
    return letter === undefined ? filled : {...filled, default: letter.text.trim()};
  };
  return fill(forms) as Readonly<Record<string, JsonSchema>>;
}

function* lettersNamed(
  node: unknown,
  at: SourcePath = ['forms'],
): Generator<{readonly at: SourcePath; readonly letter: string}> {
  if (typeof node !== 'object' || node === null) return;
  for (const [key, value] of Object.entries(node))
    if (key === KEYWORD) yield {at: [...at, key], letter: String(value)};
    else yield* lettersNamed(value, [...at, key]);
}
