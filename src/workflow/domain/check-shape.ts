import {createMachine} from 'xstate';
import {WorkflowSource} from './definition';
import {Report} from './definition-fault';
import {StateGraph} from './state-graph';
import {ALWAYS, StateNode, alwaysAt, heardAt, isParallel} from './state-node';
import {stateAt} from './transitions';

/** What is wrong with the states themselves, whatever their actions say. */
export function checkShape(workflow: WorkflowSource, report: Report): void {
  const graph = new StateGraph(workflow);
  if (isParallel(graph.root)) report('type', ['type'], 'put what is parallel in a state of its own');
  const stages = new Set(graph.stages);
  for (const node of graph.nodes()) {
    const {path, source} = node;
    const say = (fault: string, ...key: string[]): void => {
      report(path || workflow.id, [...stateAt(path), ...key], fault);
    };
    if ('after' in source) say('`after` is lost on restore: use meta.deadline', 'after');
    for (const word of ['invoke', 'entry', 'exit', 'onDone'])
      if (word in source)
        say('invoke, entry, exit and onDone are not supported: name actions on transitions', word);
    const children = node.children.filter((child) => child.source.type !== 'history');
    if (
      children.length > 0 &&
      !isParallel(node) &&
      !(source.initial && source.initial in (source.states ?? {}))
    )
      say(`initial must be one of ${node.children.map((child) => nameOf(child)).join(', ')}`, 'initial');
    if (isParallel(node)) checkRegions(children, say);
    if (!stages.has(node))
      for (const [index, tag] of (source.tags ?? []).entries())
        report(
          path || workflow.id,
          [...stateAt(path), 'tags', index],
          `tag ${tag} says nothing here: a case is in an innermost state, or in a parallel one; tag that`,
        );
    if (stages.has(node) && (!source.meta?.title || !source.meta.progress))
      say('meta.title and meta.progress are missing', 'meta');
  }
  checkWithXState(workflow, report);
}

type Say = (fault: string, ...key: string[]) => void;

const nameOf = ({path}: StateNode): string => path.slice(path.lastIndexOf('.') + 1);

/** XState lets each region answer to the same action; then nobody could say which effects come first. */
function checkRegions(regions: readonly StateNode[], say: Say): void {
  if (regions.length < 2) say('a parallel state has two regions at least', 'type');
  const heard = new Map<string, StateNode>();
  for (const region of regions) {
    const inside = statesIn(region);
    for (const state of inside) {
      if (alwaysAt(state).some(({type}) => type === ALWAYS))
        say(
          `\`always\` in a parallel state is not supported: let an action of ${state.path} name its target`,
        );
    }
    for (const type of new Set(inside.flatMap((state) => heardAt(state)).map((one) => one.type))) {
      const other = heard.get(type);
      if (other) say(`${nameOf(other)} and ${nameOf(region)} both answer to ${type}: let one of them do it`);
      heard.set(type, region);
    }
  }
}

const statesIn = (node: StateNode): StateNode[] => [node, ...node.children.flatMap(statesIn)];

function checkWithXState(workflow: WorkflowSource, report: Report): void {
  try {
    createMachine(structuredClone(workflow) as unknown as Parameters<typeof createMachine>[0]);
  } catch (error) {
    report(workflow.id, ['states'], error instanceof Error ? error.message : String(error));
  }
}
