import {EventQuestion} from './project-event';

/** A question as JSON keeps it: in the log, in a saved report, in an export's first line. */
export type Filters = Readonly<Record<string, string | readonly string[]>>;

/** Conditions of a question that are one text each. */
const TEXT_FILTERS = ['who', 'case', 'type', 'action', 'outcome', 'role', 'compartment', 'address'] as const;

export function filtersOf(question: EventQuestion): Filters {
  const {kinds = [], from, to} = question;
  const texts = TEXT_FILTERS.flatMap((name) => {
    const value = question[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return {
    ...Object.fromEntries(texts),
    ...(kinds.length > 0 && {kinds}),
    ...(from && {from: from.toISOString()}),
    ...(to && {to: to.toISOString()}),
  };
}

export function questionOf(filters: Filters): EventQuestion {
  const {kinds, from, to, ...texts} = filters;
  return {
    ...(texts as Partial<Record<(typeof TEXT_FILTERS)[number], string>>),
    ...(Array.isArray(kinds) && {kinds: kinds as readonly string[]}),
    ...(typeof from === 'string' && {from: new Date(from)}),
    ...(typeof to === 'string' && {to: new Date(to)}),
  };
}
