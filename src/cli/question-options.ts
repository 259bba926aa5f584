import {EventFiltersDto, questionIn} from '../compliance';
import type {EventQuestion} from '../compliance';
import {checked} from './checked';
import {optional} from './command';
import type {Options, Values} from './command';

const NAMES = [
  'who',
  'as',
  'case',
  'kind',
  'type',
  'action',
  'outcome',
  'compartment',
  'address',
  'from',
  'to',
] as const;

/** What can be asked of the log, as options; the same as over HTTP. */
export const questionOptions: Options = Object.fromEntries(NAMES.map((name) => [name, {type: 'string'}]));

export const QUESTION_USAGE = NAMES.map((name) => `[--${name} …]`).join(' ');

/** @throws UsageError that names every option that cannot be used */
export function questionFrom(values: Values): EventQuestion {
  const given = NAMES.flatMap((name) => {
    const value = optional(values, name);
    return value === null ? [] : [[name, value] as const];
  });
  return questionIn(checked(EventFiltersDto, Object.fromEntries(given)));
}
