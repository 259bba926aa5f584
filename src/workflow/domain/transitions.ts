import {AlwaysSource, StateSource, TransitionSource, WorkflowSource} from './definition';

/** Keys and indices that lead to a part of a source. */
export type SourcePath = readonly (string | number)[];

interface Located<T> {
  readonly transition: T;
  /** Where it stands, from the state. */
  readonly at: SourcePath;
}

export interface LocatedTransition extends Located<TransitionSource> {
  /** The dotted path of the state that it leaves. */
  readonly state: string;
  readonly type: string;
}

/** Walks every state of a definition, root first; the root's path is the empty string. */
export function* statesOf(
  source: StateSource | WorkflowSource,
  path = '',
): Generator<{path: string; state: StateSource}> {
  yield {path, state: source};
  for (const [name, child] of Object.entries(source.states ?? {})) {
    yield* statesOf(child, path ? `${path}.${name}` : name);
  }
}

/** Where a state stands in the source of the workflow: `open.screening` is at `states`, `open`, `states`, `screening`. */
export const stateAt = (path: string): SourcePath =>
  path === '' ? [] : path.split('.').flatMap((name) => ['states', name]);

/** XState lets `on` hold a target, one transition or several; this is the several. */
export function transitionsIn(
  on: string | TransitionSource | readonly TransitionSource[],
): readonly TransitionSource[] {
  if (typeof on === 'string') return [{target: on, meta: {title: on, by: []}}];
  return Array.isArray(on) ? (on as readonly TransitionSource[]) : [on as TransitionSource];
}

type On = NonNullable<StateSource['on']>;

/** The transitions of one state. */
export const locatedIn = (on: On): (Located<TransitionSource> & {type: string})[] =>
  Object.entries(on).flatMap(([type, heard]) =>
    transitionsIn(heard).map((transition, index) => ({
      type,
      transition,
      at: Array.isArray(heard) ? ['on', type, index] : ['on', type],
    })),
  );

/** What one state leaves by itself; like `on`, a target, one transition or several. */
export function alwaysIn({always}: Pick<StateSource, 'always'>): Located<AlwaysSource>[] {
  if (always === undefined) return [];
  if (typeof always === 'string') return [{transition: {target: always}, at: ['always']}];
  if (!Array.isArray(always)) return [{transition: always as AlwaysSource, at: ['always']}];
  return (always as readonly AlwaysSource[]).map((transition, index) => ({
    transition,
    at: ['always', index],
  }));
}

/** Every transition of a definition with the state that it leaves and the action that causes it. */
export function* transitionsOf(source: WorkflowSource): Generator<LocatedTransition> {
  for (const {path, state} of statesOf(source))
    for (const {type, transition, at} of locatedIn(state.on ?? {}))
      yield {state: path, type, transition, at: [...stateAt(path), ...at]};
}

/** The dotted path that a target names, read from the state that it stands in, whether there is such a state or not. */
export function placeOfTarget(workflow: WorkflowSource, state: string, target: string): string {
  if (target.startsWith(`#${workflow.id}.`)) return target.slice(workflow.id.length + 2);
  const from = target.startsWith('.') ? state : state.slice(0, Math.max(0, state.lastIndexOf('.')));
  return [from, target.replace(/^\./, '')].filter(Boolean).join('.');
}
