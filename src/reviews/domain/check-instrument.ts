import {Ajv2020} from 'ajv/dist/2020';
import type {ErrorObject, ValidateFunction} from 'ajv/dist/2020';
import {About, Instrument, Option, Question, isScoreless, levelsOf, questionsOf} from './instrument';

export interface InstrumentFault {
  /** Into the instrument's own file, e.g. `['questions', 0, 'title']`. */
  readonly path: readonly (string | number)[];
  readonly fault: string;
}

const CARE: ReadonlySet<About> = new Set(['care', 'documentation', 'cognition']);
/** What tells of the outcome; such words in a scale of care make the worse outcome look like the worse care. */
const OUTCOME_WORDS =
  /\b(harm\w*|injur\w*|deaths?|died|dead|fatal\w*|mortalit\w+|disabilit\w+|disabled|outcomes?|surviv\w+|morbidit\w+|complications?)\b/i;
const CARE_WORDS = /\b(in?appropriate\w*|negligen\w+|errors?|mistakes?|standard of care|competent)\b/i;

/** Judges instruments by their JSON Schema, then by what a schema cannot say. */
export class InstrumentCheck {
  readonly #validate: ValidateFunction;

  /** @param schema workflows/instrument.schema.json */
  constructor(schema: object) {
    const ajv = new Ajv2020({allErrors: true, discriminator: true, strict: true, strictRequired: false});
    this.#validate = ajv.compile(schema);
  }

  /** All faults of an instrument's file at once; its parts have files of their own. */
  faults(file: unknown): InstrumentFault[] {
    const {parts, ...own} = (file ?? {}) as {parts?: readonly Instrument[]};
    if (!this.#validate(own)) return (this.#validate.errors ?? []).flatMap(schemaFault);
    return [...meaningFaults({...(own as unknown as Instrument), ...(parts && {parts})})];
  }
}

/** `anyOf` and the like only repeat what stands beside them. */
function schemaFault({instancePath, keyword, params, message}: ErrorObject): InstrumentFault[] {
  const named = params as {additionalProperty?: string; missingProperty?: string; allowedValues?: unknown[]};
  const path = instancePath
    .split('/')
    .slice(1)
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
  if (keyword === 'anyOf') return [{path, fault: 'has neither questions nor parts that it uses'}];
  if (
    keyword === 'required' &&
    path.length === 0 &&
    ['uses', 'questions'].includes(named.missingProperty ?? '')
  )
    return [];
  if (named.additionalProperty !== undefined)
    return [
      {
        path: [...path, named.additionalProperty],
        fault: `${named.additionalProperty} is no word of an instrument here`,
      },
    ];
  if (named.missingProperty !== undefined) return [{path, fault: `${named.missingProperty} is missing`}];
  const values = named.allowedValues ? `: ${named.allowedValues.join(', ')}` : '';
  return [{path, fault: `${message ?? 'is not valid'}${values}`}];
}

interface Placed {
  readonly question: Question;
  readonly path: readonly (string | number)[];
}

function* meaningFaults(instrument: Instrument): Generator<InstrumentFault> {
  const {questions = [], parts = []} = instrument;
  const selected = parts.flatMap((part, index) =>
    questionsOf(part).map((question): Placed => ({question, path: ['uses', index]})),
  );
  const placed = [
    ...selected,
    ...questions.map((question, index): Placed => ({question, path: ['questions', index]})),
  ];
  const scoreless = isScoreless(instrument);
  for (const [index, {question, path}] of placed.entries()) {
    const earlier = placed.slice(0, index).map((one) => one.question);
    if (earlier.some(({id}) => id === question.id))
      yield {path, fault: `a question ${question.id} is asked already`};
    if (scoreless && question.kind === 'scale' && question.about !== 'harm')
      yield {path, fault: 'a scoreless instrument has no scale but that of harm'};
    yield* orderFaults({question, path}, earlier);
    if (path[0] === 'uses') continue;
    yield* mixedFaults({question, path});
    yield* referenceFaults({question, path}, earlier);
  }
}

function* orderFaults(
  {question: {about}, path}: Placed,
  earlier: readonly Question[],
): Generator<InstrumentFault> {
  if (about === 'system' && earlier.some((one) => CARE.has(one.about)))
    yield {path, fault: 'ask about the system of care before the care of a person'};
  if (CARE.has(about) && earlier.some((one) => one.about === 'harm'))
    yield {path, fault: 'rate care before harm, so that the outcome does not colour it'};
}

/** Care and harm are separate axes, in what they say and in what they depend on. */
function* mixedFaults({question, path}: Placed): Generator<InstrumentFault> {
  const {about} = question;
  const told = textsOf(question);
  for (const {text, at} of told) {
    const outcome = CARE.has(about) && OUTCOME_WORDS.exec(text);
    if (outcome)
      yield {
        path: [...path, ...at],
        fault: `"${outcome[0]}" speaks of the outcome: care and harm are separate axes, ask for harm in one of its own`,
      };
    const care = about === 'harm' && CARE_WORDS.exec(text);
    if (care)
      yield {
        path: [...path, ...at],
        fault: `"${care[0]}" judges care: care and harm are separate axes, rate care in one of its own`,
      };
  }
}

function textsOf(question: Question): {text: string; at: (string | number)[]}[] {
  const inOptions = (options: readonly Option[], at: (string | number)[]) =>
    options.flatMap(({label, anchor}, index) => [
      {text: label, at: [...at, index, 'label']},
      ...(anchor === undefined ? [] : [{text: anchor, at: [...at, index, 'anchor']}]),
    ]);
  const title = {text: question.title, at: ['title']};
  if (question.kind === 'text') return [title];
  if (question.kind !== 'scale') return [title, ...inOptions(question.options, ['options'])];
  const suffixes = question.suffixes?.options ?? [];
  return [title, ...inOptions(question.scale, ['scale']), ...inOptions(suffixes, ['suffixes', 'options'])];
}

function* referenceFaults(
  {question, path}: Placed,
  earlier: readonly Question[],
): Generator<InstrumentFault> {
  yield* repeated(question, path);
  if (question.kind === 'scale') {
    const known = new Set(question.scale.map(({value}) => value));
    const {comment = {}, suffixes} = question;
    const named: [readonly (string | number)[], readonly string[]][] = [
      [['comment', 'requiredFrom'], comment.requiredFrom === undefined ? [] : [comment.requiredFrom]],
      [['comment', 'requiredFor'], comment.requiredFor ?? []],
      [['suffixes', 'for'], suffixes?.for ?? []],
    ];
    for (const [at, values] of named)
      for (const value of values.filter((one) => !known.has(one)))
        yield {
          path: [...path, ...at],
          fault: `the scale has no level ${value}; it has ${[...known].join(', ')}`,
        };
  }
  const {when} = question;
  if (!when) return;
  const asked = earlier.find(({id}) => id === when.question);
  const at = [...path, 'when'];
  if (!asked || asked.kind === 'text' || (asked.kind === 'scale' && asked.phases)) {
    yield {
      path: at,
      fault: `there is no earlier question ${when.question} with one answer or a list to choose from`,
    };
    return;
  }
  if ((asked.about === 'harm') !== (question.about === 'harm'))
    yield {
      path: at,
      fault: 'harm depends on no other question, and none on harm: the outcome would colour the rating',
    };
  const possible = answersOf(asked);
  for (const value of when.is.filter((one) => !possible.has(one)))
    yield {path: at, fault: `${when.question} has no answer ${value}; it has ${[...possible].join(', ')}`};
}

function answersOf(question: Exclude<Question, {kind: 'text'}>): Set<string> {
  if (question.kind !== 'scale') return new Set(question.options.map(({value}) => value));
  return new Set(levelsOf(question).flatMap(({level, value}) => [level, value]));
}

function* repeated(question: Question, path: Placed['path']): Generator<InstrumentFault> {
  if (question.kind === 'text') return;
  const values =
    question.kind === 'scale'
      ? levelsOf(question).map(({value}) => value)
      : question.options.map(({value}) => value);
  const phases = question.kind === 'scale' ? (question.phases ?? []).map(({id}) => id) : [];
  for (const list of [values, phases])
    for (const value of list.filter((one, index) => list.indexOf(one) !== index))
      yield {path, fault: `${value} stands there twice`};
}
