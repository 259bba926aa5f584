import {StateSource, TransitionSource, WorkflowSource} from './definition';

export interface LocatedTransition {
  readonly state: string;
  readonly type: string;
  readonly transition: TransitionSource;
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

/** XState lets `on` hold a target, one transition or several; this is the several. */
export function transitionsIn(
  on: string | TransitionSource | readonly TransitionSource[],
): readonly TransitionSource[] {
  if (typeof on === 'string') return [{target: on, meta: {title: on, by: []}}];
  return Array.isArray(on) ? (on as readonly TransitionSource[]) : [on as TransitionSource];
}

/** Every transition of a definition with the state that it leaves and the action that causes it. */
export function* transitionsOf(source: WorkflowSource): Generator<LocatedTransition> {
  for (const {path, state} of statesOf(source)) {
    for (const [type, on] of Object.entries(state.on ?? {})) {
      for (const transition of transitionsIn(on)) yield {state: path, type, transition};
    }
  }
}
