import {Ajv2020} from 'ajv/dist/2020';
import type {ErrorObject, ValidateFunction} from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import {fullFormats} from 'ajv-formats/dist/formats.js';
import {Fault, pointer as jsonPointer} from '../../platform/errors/problem';
import {Choice, JsonSchema, LetterWords, filledLetter} from '../../workflow';

const ajv = new Ajv2020({allErrors: true, strict: true, allowUnionTypes: true, strictRequired: false});
addFormats(ajv, ['date', 'date-time', 'email']);
// RFC 3339 has a year 0000; the calendar that is stored and printed begins with the year 1.
const anyDate = fullFormats.date as {readonly validate: (text: string) => boolean};
ajv.addFormat('date', (text: string) => anyDate.validate(text) && !text.startsWith('0000'));
ajv.addVocabulary(['x-choices', 'x-letter']);

/** Ours, which no client has to know. */
const KEYWORDS: ReadonlySet<string> = new Set(['x-choices', 'x-letter']);

const compiled = new WeakMap<JsonSchema, ValidateFunction>();
const MOST_FAULTS = 50;
/** More than any list of a form takes; comparing each item with each other must not take long. */
const MOST_ITEMS = 1000;

/** Lists by the name that forms give under `x-choices`. */
export type ChoiceLists = ReadonlyMap<string, readonly Choice[]>;

/** All faults of `data` by `form`, with RFC 6901 pointers into a body that holds it under `data`; choices are checked against what may be chosen now. */
export function formFaults(form: JsonSchema, data: unknown, choices: ChoiceLists): Fault[] {
  let validate = compiled.get(form);
  if (!validate) {
    validate = ajv.compile(form);
    compiled.set(form, validate);
  }
  const endless = [...endlessLists(data)];
  if (endless.length > 0) return endless.slice(0, MOST_FAULTS);
  if (!validate(data)) return (validate.errors ?? []).slice(0, MOST_FAULTS).map(fault);
  return [...choiceFaults(form, data, choices)].slice(0, MOST_FAULTS);
}

/** The names of the lists that a form needs. */
export function choicesNeeded(form: JsonSchema): Set<string> {
  const names = new Set<string>();
  JSON.stringify(form, (key, value: unknown) => {
    if (key === 'x-choices' && typeof value === 'string') names.add(value);
    return value;
  });
  return names;
}

/** Whether some field of a form begins with a letter. */
export function needsLetterWords(form: JsonSchema): boolean {
  return JSON.stringify(form).includes('"x-letter":');
}

/**
 * The form with its lists filled in as `oneOf` and its letters as `default`, fit for a client that knows JSON Schema and
 * nothing else.
 *
 * @param words from the view of whom letters are written to, never of whoever writes
 */
export function filledForm(form: JsonSchema, choices: ChoiceLists, words: LetterWords = {}): JsonSchema {
  const fill = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(fill);
    if (typeof node !== 'object' || node === null) return node;
    const entries = Object.entries(node);
    const list = entries.find(([key]) => key === 'x-choices')?.[1] as string | undefined;
    const filled = Object.fromEntries(
      entries.filter(([key]) => !KEYWORDS.has(key)).map(([key, value]) => [key, fill(value)]),
    );
    const {'x-letter': letter, default: text} = node as {'x-letter'?: unknown; default?: unknown};
    if (letter !== undefined && typeof text === 'string') filled['default'] = filledLetter(text, words);
    if (list === undefined) return filled;
    const options = choices.get(list) ?? [];
    // JSON Schema knows no empty oneOf: where nobody can be chosen, nothing is valid.
    return options.length > 0 ? {...filled, oneOf: options} : {...filled, not: {}};
  };
  return fill(form) as JsonSchema;
}

function fault({instancePath, keyword, params, message}: ErrorObject): Fault {
  const named = params as {
    additionalProperty?: string;
    unevaluatedProperty?: string;
    missingProperty?: string;
  };
  const unknown = named.additionalProperty ?? named.unevaluatedProperty;
  const property = unknown ?? named.missingProperty;
  const pointer = `/data${instancePath}${property === undefined ? '' : jsonPointer(property)}`;
  if (unknown !== undefined) return {pointer, detail: 'is not a field of this form'};
  if (keyword === 'required') return {pointer, detail: 'is required'};
  return {pointer, detail: message ?? 'is not valid'};
}

/** Lists so long that no form takes them; looked for first, since the schema compares all items before it counts them. */
function* endlessLists(data: unknown, pointer = '/data'): Generator<Fault> {
  if (typeof data !== 'object' || data === null) return;
  if (Array.isArray(data) && data.length > MOST_ITEMS) {
    yield {pointer, detail: `must not have more than ${MOST_ITEMS} items`};
    return;
  }
  for (const [name, child] of Object.entries(data))
    yield* endlessLists(child, `${pointer}${jsonPointer(name)}`);
}

function* choiceFaults(
  schema: unknown,
  data: unknown,
  choices: ChoiceLists,
  pointer = '/data',
): Generator<Fault> {
  if (typeof schema !== 'object' || schema === null || data === undefined) return;
  const {
    'x-choices': list,
    properties,
    items,
  } = schema as {
    'x-choices'?: string;
    properties?: Record<string, unknown>;
    items?: unknown;
  };
  if (list !== undefined && !(choices.get(list) ?? []).some((choice) => choice.const === data))
    yield {pointer, detail: 'is not one of those who or which can be chosen'};
  if (Array.isArray(data)) {
    for (const [index, item] of data.entries())
      yield* choiceFaults(items, item, choices, `${pointer}/${index}`);
  } else if (typeof data === 'object' && data !== null) {
    for (const [name, child] of Object.entries(properties ?? {}))
      yield* choiceFaults(
        child,
        (data as Record<string, unknown>)[name],
        choices,
        `${pointer}${jsonPointer(name)}`,
      );
  }
}
