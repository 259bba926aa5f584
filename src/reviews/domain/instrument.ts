import {JsonSchema} from '../../workflow';

interface ScaleLevel {
  readonly value: string;
  readonly label: string;
  readonly anchor: string;
}

interface Axis {
  readonly id: string;
  readonly title: string;
  readonly question: string;
  readonly kind?: 'harm';
  readonly scale: readonly ScaleLevel[];
  readonly notApplicable?: boolean;
  /** From this level of the scale on, a comment is required. */
  readonly commentRequiredFrom?: string;
}

/** What reviewers answer, as the programme's `instrument.yaml` says. Care and harm are separate axes. */
export interface Instrument {
  readonly id: string;
  readonly version: string;
  readonly title: string;
  readonly axes: readonly Axis[];
  readonly systemFactors: {
    readonly title: string;
    readonly question: string;
    readonly options: readonly {readonly value: string; readonly label: string}[];
  };
  readonly summary: {readonly title: string; readonly maxLength: number};
}

const text = (title: string, maxLength: number): JsonSchema => ({
  title,
  type: 'string',
  minLength: 1,
  maxLength,
});

/** The instrument as a form: the system's factors before the axes, comments where the scale asks for them. */
export function instrumentForm(instrument: Instrument): JsonSchema {
  const {systemFactors, summary, axes} = instrument;
  return {
    title: instrument.title,
    type: 'object',
    additionalProperties: false,
    required: ['systemFactors', ...axes.map(({id}) => id), 'summary'],
    properties: {
      systemFactors: {
        title: systemFactors.title,
        description: systemFactors.question,
        type: 'array',
        minItems: 1,
        uniqueItems: true,
        items: {oneOf: systemFactors.options.map(({value, label}) => ({const: value, title: label}))},
      },
      ...Object.fromEntries(axes.map((axis) => [axis.id, axisForm(axis)])),
      summary: text(summary.title, summary.maxLength),
    },
  };
}

function axisForm({title, question, scale, notApplicable, commentRequiredFrom}: Axis): JsonSchema {
  const levels = scale.map(({value, label, anchor}) => ({const: value, title: label, description: anchor}));
  const from = scale.findIndex(({value}) => value === commentRequiredFrom);
  const asking = from < 0 ? [] : scale.slice(from).map(({value}) => value);
  return {
    title,
    description: question,
    type: 'object',
    additionalProperties: false,
    required: ['rating'],
    properties: {
      rating: {
        title: 'Rating',
        oneOf:
          notApplicable === true ? [...levels, {const: 'notApplicable', title: 'Not applicable'}] : levels,
      },
      comment: text('Comment', 8000),
    },
    ...(asking.length > 0 && {
      if: {properties: {rating: {enum: asking}}, required: ['rating']},
      then: {properties: {comment: {}}, required: ['comment']},
    }),
  };
}
