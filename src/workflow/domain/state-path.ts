import {StateValue} from './definition';

/**
 * The dotted paths of the active states, outermost first: `{open: 'screening'}` gives `open`, `open.screening`.
 */
export function statePaths(value: StateValue, prefix = ''): string[] {
  if (typeof value === 'string') return [prefix + value];
  return Object.entries(value).flatMap(([name, child]) => [
    prefix + name,
    ...(child === undefined ? [] : statePaths(child, `${prefix}${name}.`)),
  ]);
}

/** The innermost active state, dotted; of parallel regions the last. */
export const stagePath = (value: StateValue): string => statePaths(value).at(-1) ?? '';
