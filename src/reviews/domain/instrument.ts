import {createHash} from 'node:crypto';
import canonicalize from 'canonicalize';

/** What a question measures, one thing alone. */
export type About =
  | 'system'
  | 'cognition'
  | 'care'
  | 'documentation'
  | 'avoidability'
  | 'concern'
  | 'learning'
  | 'commendation'
  | 'summary'
  | 'harm';

export interface Option {
  readonly value: string;
  readonly label: string;
  readonly anchor?: string;
}

interface AnyQuestion {
  readonly id: string;
  readonly about: About;
  readonly title: string;
  readonly question?: string;
  /** Asked only where an earlier question has one of these answers. */
  readonly when?: {readonly question: string; readonly is: readonly string[]};
}

export interface Phase {
  readonly id: string;
  readonly title: string;
  readonly notApplicable?: boolean;
}

export interface ScaleQuestion extends AnyQuestion {
  readonly kind: 'scale';
  readonly scale: readonly Option[];
  readonly suffixes?: {readonly for: readonly string[]; readonly options: readonly Option[]};
  readonly notApplicable?: boolean;
  readonly phases?: readonly Phase[];
  readonly comment?: {
    readonly title?: string;
    readonly required?: 'always';
    /** From this level of the scale on. */
    readonly requiredFrom?: string;
    readonly requiredFor?: readonly string[];
  };
}

export interface ChoiceQuestion extends AnyQuestion {
  readonly kind: 'choice' | 'choices';
  readonly options: readonly Option[];
}

export interface TextQuestion extends AnyQuestion {
  readonly kind: 'text';
  readonly required?: boolean;
  readonly maxLength?: number;
}

export type Question = ScaleQuestion | ChoiceQuestion | TextQuestion;

/** An instrument as it is stored: with the parts that it selects, so that it can be read without any file. */
export interface Instrument {
  readonly id: string;
  readonly version: string;
  readonly title: string;
  readonly provenance?: string;
  readonly licence?: string;
  readonly scoreless?: boolean;
  readonly uses?: readonly string[];
  readonly parts?: readonly Instrument[];
  readonly questions?: readonly Question[];
}

/** Which instrument a review answered, for ever. */
export interface InstrumentReference {
  readonly id: string;
  readonly version: string;
  /** SHA-256, hex, of the RFC 8785 canonical form. */
  readonly hash: string;
}

export function instrumentReference(instrument: Instrument): InstrumentReference {
  const {id, version} = instrument;
  return {id, version, hash: instrumentHash(instrument)};
}

/** SHA-256, hex, of the RFC 8785 canonical form of what an instrument's file says, whatever that is. */
export function instrumentHash(said: unknown): string {
  return createHash('sha256')
    .update(canonicalize(said) ?? '')
    .digest('hex');
}

/** All questions in their order: those of the selected parts first. */
export function questionsOf({parts = [], questions = []}: Instrument): readonly Question[] {
  return [...parts.flatMap(questionsOf), ...questions];
}

/** Whether it, or a part of it, says that nothing is scored. */
export function isScoreless({scoreless = false, parts = []}: Instrument): boolean {
  return scoreless || parts.some(isScoreless);
}

/** The levels that can be recorded, suffixes included, in the order of the scale: 1, 2a, 2b, 3a, 3b. */
export function levelsOf({scale, suffixes}: ScaleQuestion): readonly (Option & {readonly level: string})[] {
  return scale.flatMap((level) => {
    if (suffixes?.for.includes(level.value) !== true) return [{...level, level: level.value}];
    return suffixes.options.map(({value, label, anchor = level.anchor}) => ({
      level: level.value,
      value: `${level.value}${value}`,
      label: `${level.label}: ${value}, ${label}`,
      ...(anchor !== undefined && {anchor}),
    }));
  });
}

/** Recorded values for which a comment must be written. */
export function commentedLevels(question: ScaleQuestion): readonly string[] {
  const {comment = {}, scale} = question;
  const from = scale.findIndex(({value}) => value === comment.requiredFrom);
  const asking = new Set([
    ...(from < 0 ? [] : scale.slice(from).map(({value}) => value)),
    ...(comment.requiredFor ?? []),
  ]);
  return levelsOf(question).flatMap(({level, value}) => (asking.has(level) ? [value] : []));
}

export const NOT_APPLICABLE: Option = {value: 'notApplicable', label: 'Not applicable'};
