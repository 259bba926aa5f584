import {SYSTEM} from './check-deadlines';
import {Behaviour} from './behaviour';
import {HOLD} from './deadline';
import {Exploration} from './explore';
import {Finding} from './finding';
import {Rule} from './rule';
import {canReach, describeWay, hopsTo} from './search-ways';
import {StateNode} from './state-node';
import {stateAt} from './transitions';
import {Waiting} from './waiting';

const found = (where: string, finding: string, way: readonly string[] = []): Finding => ({
  where,
  finding,
  way,
  at: stateAt(where),
});

/** Stages that may last for ever. */
export function* judgeDeadlines({graph}: Behaviour): Generator<Finding> {
  const stages = new Set(graph.stages);
  for (const node of graph.nodes()) {
    const {path} = node;
    const limited = graph.active([path]).some(({source}) => source.meta?.deadline !== undefined);
    if (stages.has(node) && !node.settled && !limited)
      yield found(path, 'waits without a deadline: give it meta.deadline');
  }
}

/** Stages that send a case back to where it was, though the deadlines of that stage did not rest meanwhile. */
export function* judgeHolds({graph, rules}: Behaviour): Generator<Finding> {
  const goesBack = ({heard: {state}, target = ''}: Rule): boolean =>
    graph.target(state, target)?.source.type === 'history';
  const returning = new Set(rules.filter(goesBack).map(({heard}) => heard.state));
  for (const node of graph.stages)
    if (returning.has(node) && !node.settled && node.source.tags?.includes(HOLD) !== true)
      yield found(
        node.path,
        `goes back to where the case was, and the time of that stage begins anew: let it rest with tags: [${HOLD}]`,
      );
}

/** What is wrong with states, judged by every combination in which a case can rest. */
export function* judgeStates(exploration: Exploration, waiting: Waiting): Generator<Finding> {
  const {behaviour, size, combination} = exploration;
  const first = new Map<string, {path: string; finding: string; index: number}>();
  const endable = canReach(exploration, (index) => behaviour.stage(combination(index)).settled);
  const [rested, reopened] = [new Set<StateNode>(), new Set<StateNode>()];
  for (let index = 0; index < size; index += 1) {
    const stage = behaviour.stage(combination(index));
    for (const leaf of behaviour.place(combination(index)).leaves) {
      const node = behaviour.graph.node(leaf);
      if (node) rested.add(node);
    }
    rested.add(stage);
    for (const finding of faultsOf(exploration, index, {waiting, endable, reopened})) {
      const key = `${stage.path} ${finding}`;
      if (!first.has(key)) first.set(key, {path: stage.path, finding, index});
    }
  }
  for (const node of behaviour.graph.leaves)
    if (!rested.has(node)) yield found(node.path, 'is never reached, or left at once');
  for (const node of behaviour.graph.stages.filter((stage) => rested.has(stage))) {
    const final = node.source.type === 'final';
    if (node.settled && !final && !reopened.has(node))
      yield found(node.path, 'is settled for ever, but not `type: final`');
    if (final && reopened.has(node)) yield found(node.path, 'is final, yet goes on');
  }
  for (const {path, finding, index} of first.values())
    yield found(path, finding, describeWay(exploration, hopsTo(exploration, index)));
  yield* waiting.constant();
}

interface Judged {
  readonly waiting: Waiting;
  readonly endable: Uint8Array;
  readonly reopened: Set<StateNode>;
}

/** What is wrong in one combination; notes the settled states that are left again. */
function* faultsOf(
  exploration: Exploration,
  index: number,
  {waiting, endable, reopened}: Judged,
): Generator<string> {
  const {behaviour, combination} = exploration;
  const stage = behaviour.stage(combination(index));
  const actors = new Set<string>();
  const leading = new Set<string>();
  const taken = new Set<string>();
  let [left, unsettled] = [false, false];
  exploration.forEachWay(index, (to, id) => {
    const rule = behaviour.rules[id];
    for (const relation of rule?.by ?? []) actors.add(relation);
    for (const relation of rule?.primary ? rule.by : []) leading.add(relation);
    if (rule?.by.includes(SYSTEM)) taken.add(rule.type);
    left ||= to !== index;
    unsettled ||= !behaviour.stage(combination(to)).settled;
  });
  for (const {source} of behaviour.graph.active([stage.path])) {
    const sends = source.meta?.deadline?.sends;
    if (sends !== undefined && !taken.has(sends))
      yield `its deadline leads nowhere: ${sends} cannot be taken by ${SYSTEM} there`;
  }
  if (stage.settled || stage.source.type === 'final') {
    if (unsettled) reopened.add(stage);
    if (stage.settled) return;
  }
  if (!left) yield 'is a dead end: nobody can do anything there that changes the case';
  else if ([...actors].every((relation) => relation === SYSTEM)) yield 'is a state in which nobody may act';
  if (endable[index] !== 1) yield 'never comes to a settled state from there';
  yield* waiting.faults(combination(index), leading);
}
