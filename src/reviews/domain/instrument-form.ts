import {JsonSchema} from '../../workflow';
import {
  ChoiceQuestion,
  Instrument,
  NOT_APPLICABLE,
  Option,
  Phase,
  Question,
  ScaleQuestion,
  commentedLevels,
  levelsOf,
  questionsOf,
} from './instrument';

const LONGEST_COMMENT = 8000;

/** Harm is rated after the outcome is known, everything else before. */
export type InstrumentStep = 'process' | 'outcome';

/**
 * The instrument, or one step of it, as a form that knows JSON Schema 2020-12 and nothing else. A question that is asked only after certain
 * answers stands in the `then` of an `if`; answered elsewhere, it is refused.
 */
export function instrumentForm(instrument: Instrument, step: InstrumentStep | null = null): JsonSchema {
  const questions = questionsOf(instrument).filter(
    ({about}) => step === null || (about === 'harm') === (step === 'outcome'),
  );
  const always = questions.filter((question) => !isConditional(question));
  const conditional = questions.filter(isConditional);
  return {
    title: instrument.title,
    type: 'object',
    ...(conditional.length > 0 ? {unevaluatedProperties: false} : {additionalProperties: false}),
    required: always.filter(isRequired).map(({id}) => id),
    properties: Object.fromEntries(always.map((question) => [question.id, answerForm(question)])),
    ...(conditional.length > 0 && {
      allOf: conditional.map((question) => conditionForm(question, questions)),
    }),
  };
}

type ConditionalQuestion = Question & {readonly when: NonNullable<Question['when']>};

const isConditional = (question: Question): question is ConditionalQuestion => question.when !== undefined;

const isRequired = (question: Question): boolean => question.kind !== 'text' || question.required === true;

function conditionForm(question: ConditionalQuestion, questions: readonly Question[]): JsonSchema {
  const {id, when} = question;
  const asked = questions.find((earlier) => earlier.id === when.question);
  return {
    if: {
      type: 'object',
      properties: {[when.question]: answered(asked, when.is)},
      required: [when.question],
    },
    then: {
      type: 'object',
      properties: {[id]: answerForm(question)},
      ...(isRequired(question) && {required: [id]}),
    },
  };
}

/** Whether the earlier question has one of these answers. */
function answered(asked: Question | undefined, values: readonly string[]): JsonSchema {
  if (asked?.kind === 'choices') return {type: 'array', contains: {enum: values}};
  if (asked?.kind !== 'scale') return {enum: values};
  const rated = levelsOf(asked).flatMap(({level, value}) => (values.includes(level) ? [value] : []));
  return {type: 'object', properties: {rating: {enum: [...new Set([...rated, ...values])]}}};
}

function answerForm(question: Question): JsonSchema {
  switch (question.kind) {
    case 'scale':
      return question.phases
        ? phasesForm(question, question.phases)
        : {...head(question), ...ratingForm(question)};
    case 'text':
      return {
        ...head(question),
        type: 'string',
        minLength: 1,
        maxLength: question.maxLength ?? LONGEST_COMMENT,
      };
    case 'choice':
      return {...head(question), oneOf: offered(question.options)};
    case 'choices':
      return choicesForm(question);
  }
}

function head({title, question}: {title: string; question?: string}): JsonSchema {
  return {title, ...(question !== undefined && {description: question})};
}

const offered = (options: readonly Option[]): JsonSchema[] =>
  options.map(({value, label, anchor}) => ({
    const: value,
    title: label,
    ...(anchor !== undefined && {description: anchor}),
  }));

function choicesForm(question: ChoiceQuestion): JsonSchema {
  const items = {oneOf: offered(question.options)};
  return {...head(question), type: 'array', minItems: 1, uniqueItems: true, items};
}

function phasesForm(question: ScaleQuestion, phases: readonly Phase[]): JsonSchema {
  const rated = phases.map(({id, title, notApplicable = false}) => [
    id,
    {title, ...ratingForm({...question, notApplicable: notApplicable || question.notApplicable === true})},
  ]);
  return {
    ...head(question),
    type: 'object',
    additionalProperties: false,
    required: phases.map(({id}) => id),
    properties: Object.fromEntries(rated) as JsonSchema,
  };
}

function ratingForm(question: ScaleQuestion): JsonSchema {
  const {comment = {}, notApplicable} = question;
  const levels = offered([...levelsOf(question), ...(notApplicable === true ? [NOT_APPLICABLE] : [])]);
  const asking =
    comment.required === 'always' ? levelsOf(question).map(({value}) => value) : commentedLevels(question);
  return {
    type: 'object',
    additionalProperties: false,
    required: ['rating'],
    properties: {
      rating: {title: 'Rating', oneOf: levels},
      comment: {title: comment.title ?? 'Comment', type: 'string', minLength: 1, maxLength: LONGEST_COMMENT},
    },
    ...(asking.length > 0 && {
      if: {properties: {rating: {enum: asking}}, required: ['rating']},
      then: {properties: {comment: {}}, required: ['comment']},
    }),
  };
}
