import {WorkflowSource} from './definition';
import {SourcePath, alwaysIn, stateAt, statesOf, transitionsOf} from './transitions';

export interface LocatedCondition {
  readonly expression: string;
  /** Where in the definition, dotted, as people call it. */
  readonly where: string;
  readonly at: SourcePath;
}

/** Every condition that the engine asks, with its place. */
export function conditionsOf(workflow: WorkflowSource): LocatedCondition[] {
  const found: LocatedCondition[] = [];
  const add = (expression: string | undefined, where: string, at: SourcePath): void => {
    if (expression !== undefined) found.push({expression, where, at});
  };
  for (const {state, type, transition, at} of transitionsOf(workflow)) {
    const where = `${state || workflow.id}.on.${type}`;
    add(transition.guard, where, [...at, 'guard']);
    add(transition.meta.ensures, where, [...at, 'meta', 'ensures']);
  }
  for (const {path, state} of statesOf(workflow)) {
    for (const {transition, at} of alwaysIn(state))
      add(transition.guard, `${path || workflow.id}.always`, [...stateAt(path), ...at, 'guard']);
    // What stands under `meta` of the root is of the workflow, not of a state.
    for (const [index, {when}] of (path === '' ? [] : (state.meta?.waitingFor ?? [])).entries())
      add(when, path, [...stateAt(path), 'meta', 'waitingFor', index, 'when']);
  }
  for (const [relation, rules] of Object.entries(workflow.meta.reveals))
    for (const [index, {when}] of rules.entries())
      add(when, `meta.reveals.${relation}`, ['meta', 'reveals', relation, index, 'when']);
  return found;
}
