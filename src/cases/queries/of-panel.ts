import {Disclosed} from '../../disclosure';
import {FeatureRegistry, Workflow} from '../../workflow';

/** Whether an action is one of the panel's, in a workflow that asks for a quorum, to somebody who may know who meets. */
export const isOfPanel = (
  {effects}: {readonly effects: readonly string[]},
  {workflow, disclosed}: {readonly workflow: Workflow; readonly disclosed: Disclosed},
  registry: FeatureRegistry,
): boolean =>
  workflow.outsideFacts.includes('quorum') &&
  disclosed.sees.has('deliberation') &&
  effects.some((effect) => registry.handlers.get(effect).foresee !== undefined);
