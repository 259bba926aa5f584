import {join} from 'node:path';
import {WorkflowCatalogue, allowedActions, begin, readDefinitions, step} from '../src/workflow';
import type {Workflow} from '../src/workflow';
import {microseconds, round} from './support/measure';
import type {Report} from './support/measure';

/** The pure parts of one action: what may be done, and the step itself. */
export function run(report: Report): Promise<void> {
  const definition = peerReview();
  const {state, facts} = begin(definition);
  const actor = {relations: new Set(['coordinator'])};
  const known = {...facts, quorum: false};
  const hold = {definition, state, facts: known, action: {type: 'hold'}, actor};
  const held = step(hold);
  if (!held.allowed) throw new Error('the case cannot be put on hold');
  const resume = {
    definition,
    state: held.state,
    facts: {...held.facts, quorum: false},
    action: {type: 'resume'},
    actor,
  };
  const stored = JSON.stringify(resume.state);
  const figures = {
    step: microseconds(() => step(hold)),
    stepBackThroughHistory: microseconds(() => step(resume)),
    restoreAndStep: microseconds(() => step({...resume, state: JSON.parse(stored) as typeof state})),
    refusedStep: microseconds(() => step({...hold, actor: {relations: new Set(['member'])}})),
    allowedActions: microseconds(() => allowedActions(hold)),
  };
  report({figure: 'microseconds', ...figures, stepsPerSecond: round(1e6 / figures.step)});
  return Promise.resolve();
}

function peerReview(): Workflow {
  const definition = readDefinitions(join(__dirname, '..', 'workflows')).find(
    ({source}) => source.workflow.id === 'peer-review',
  );
  if (!definition) throw new Error('there is no workflow');
  return new WorkflowCatalogue().keep(definition.source, definition.hash);
}
