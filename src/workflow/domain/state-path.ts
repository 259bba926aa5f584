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

/** The value of a state by its dotted path; the inverse of `stagePath`. */
export function valueOf(path: string): StateValue {
  const [name = '', ...below] = path.split('.');
  return below.length === 0 ? name : {[name]: valueOf(below.join('.'))};
}

/** The innermost active state, dotted; in a parallel state, that state. */
export function stagePath(value: StateValue): string {
  if (typeof value === 'string') return value;
  const [only, ...others] = Object.entries(value);
  if (only === undefined || others.length > 0) return '';
  const [name, child] = only;
  const inner = child === undefined ? '' : stagePath(child);
  return inner ? `${name}.${inner}` : name;
}
