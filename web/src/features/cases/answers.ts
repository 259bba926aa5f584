import type {ContentItem, Instrument} from '../../api';
import {shownName} from './shown-name';

/** What was answered to one question, in the instrument's words. */
export interface Answer {
  /** Labels of what was chosen; empty where only words were asked for. */
  readonly chosen: string;
  readonly words: string;
}

/** One question, or one phase of it, with an answer of each reviewer, null where they gave none. */
export interface AnsweredRow {
  readonly key: string;
  readonly title: string;
  readonly answers: readonly (Answer | null)[];
  /** Reviewers chose differently. */
  readonly differs: boolean;
}

/** What one person answered, in one or in two steps. */
export interface ReviewColumn {
  readonly key: string;
  readonly who: string;
  readonly answers: Readonly<Record<string, unknown>>;
}

export interface InstrumentReference {
  readonly id: string;
  readonly version: string;
}

interface Answered {
  readonly instrument: InstrumentReference;
  readonly answers: Readonly<Record<string, unknown>>;
}

/** Answers to an instrument that an item holds; null for every other item. */
export function answeredIn({data}: ContentItem): Answered | null {
  const {instrument, answers} = data as Partial<Answered>;
  return instrument && answers ? {instrument, answers} : null;
}

/** Everybody who answered, in the order in which they are shown, with what they answered in all steps together. */
export function reviewColumns(items: readonly ContentItem[]): ReviewColumn[] {
  const columns = new Map<string, ReviewColumn>();
  for (const item of items) {
    const answered = answeredIn(item);
    if (!answered) continue;
    const key = reviewerOf(item);
    columns.set(key, {
      key,
      who: item.own ? 'You' : item.by ? shownName(item.by) : 'A reviewer',
      answers: {...columns.get(key)?.answers, ...answered.answers},
    });
  }
  return [...columns.values()].sort((a, b) => a.who.localeCompare(b.who));
}

/** Two may have the same name; whoever is neither named nor has a pseudonym cannot be joined with their other step. */
function reviewerOf({own, by, id}: ContentItem): string {
  if (own) return 'own';
  if (!by) return id;
  return 'pseudonym' in by ? by.pseudonym : by.id;
}

type Question = Instrument['questions'][number];

/** Questions that anybody answered, in the order of the instrument, the phases of one apart. */
export function answeredRows({questions}: Instrument, columns: readonly ReviewColumn[]): AnsweredRow[] {
  return questions.flatMap((question) =>
    question.phases.length === 0
      ? rowOf(question, question.title, columns, [question.id])
      : question.phases.flatMap((phase) =>
          rowOf(question, `${question.title}: ${phase.title}`, columns, [question.id, phase.id]),
        ),
  );
}

function rowOf(
  question: Question,
  title: string,
  columns: readonly ReviewColumn[],
  path: readonly string[],
): AnsweredRow[] {
  const answers = columns.map((column) => answerIn(question, valueAt(column.answers, path)));
  if (answers.every((answer) => answer === null)) return [];
  const chosen = new Set(answers.flatMap((answer) => (answer === null ? [] : [answer.chosen])));
  return [{key: path.join('.'), title, answers, differs: chosen.size > 1}];
}

const valueAt = (answers: unknown, [name = '', ...rest]: readonly string[]): unknown => {
  const value = (answers as Readonly<Record<string, unknown>> | undefined)?.[name];
  return rest.length === 0 ? value : valueAt(value, rest);
};

function answerIn({options}: Question, value: unknown): Answer | null {
  const label = (one: unknown): string =>
    options.find((option) => option.value === one)?.label ?? String(one);
  if (value === undefined || value === null) return null;
  if (Array.isArray(value)) return {chosen: value.map(label).join('; '), words: ''};
  if (typeof value === 'string')
    return options.length === 0 ? {chosen: '', words: value} : {chosen: label(value), words: ''};
  const {rating, comment} = value as {readonly rating?: unknown; readonly comment?: unknown};
  return {
    chosen: rating === undefined ? '' : label(rating),
    words: typeof comment === 'string' ? comment : '',
  };
}
