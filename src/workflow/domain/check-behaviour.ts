import {Behaviour, Rule} from './behaviour';
import {PropertyCheck} from './check-properties';
import {StateSource, WorkflowSource} from './definition';
import {ConditionTable} from './fact-space';
import {FactError} from './facts';
import {Exploration, explore} from './explore';
import {canReach, describeWay, hopsTo} from './search-ways';
import {StateNode} from './state-graph';
import {statesOf, transitionsOf} from './transitions';

export interface Finding {
  /** Where in the definition, dotted. */
  readonly where: string;
  readonly finding: string;
  /** The shortest sequence of actions that shows it; empty where it shows at the beginning or without any. */
  readonly way: readonly string[];
}

export interface BehaviourReport {
  readonly findings: readonly Finding[];
  /** Reachable combinations of state, history and facts, and the ways between them. */
  readonly combinations: number;
  readonly ways: number;
}

/**
 * What a definition lets happen that it should not: explored over every reachable combination of state and facts.
 * The definition has passed `checkDefinition` before.
 *
 * @throws FactError when a condition asks too much, RangeError when there are too many combinations
 */
export function checkBehaviour(workflow: WorkflowSource): BehaviourReport {
  const behaviour = new Behaviour(workflow);
  const exploration = explore(behaviour);
  const findings = [
    ...unknownTargets(behaviour),
    ...unreadFacts(workflow),
    ...missingDeadlines(behaviour),
    ...judgeRules(exploration),
    ...judgeCombinations(exploration, new Waiting(workflow, behaviour)),
    ...judgeReveals(exploration, workflow),
    ...brokenProperties(exploration, workflow),
  ];
  return {findings, combinations: exploration.size, ways: exploration.edgeCount};
}

const ruleName = ({state, type, source}: Rule): string =>
  `${state ? `${state}.` : ''}on.${type}${source.guard === undefined ? '' : ` [${source.guard}]`}`;

function* unknownTargets({graph, rules}: Behaviour): Generator<Finding> {
  for (const rule of rules) {
    const {target} = rule.source;
    if (target !== undefined && !graph.target(rule.heard.state, target))
      yield {where: ruleName(rule), finding: `target ${target} is no state`, way: []};
  }
}

function* unreadFacts(workflow: WorkflowSource): Generator<Finding> {
  const conditions = [
    ...[...transitionsOf(workflow)].flatMap(({transition}) => [transition.guard, transition.meta.ensures]),
    ...Object.values(workflow.meta.reveals).flatMap((rules) => rules.map(({when}) => when)),
    ...[...statesOf(workflow)].flatMap(({state}) => waitingRules(state).map(({when}) => when)),
  ].join(' ');
  const words = new Set(conditions.replace(/'[^']*'|"[^"]*"/g, ' ').match(/[A-Za-z_]\w*/g) ?? []);
  for (const name of Object.keys(workflow.meta.facts))
    if (!words.has(name))
      yield {where: `meta.facts.${name}`, finding: 'is declared, but no condition reads it', way: []};
}

function* missingDeadlines({graph}: Behaviour): Generator<Finding> {
  for (const leaf of graph.leaves) {
    const hasDeadline = (node: StateNode | null): boolean =>
      node !== null && (node.source.meta?.deadline !== undefined || hasDeadline(node.parent));
    if (!leaf.settled && !hasDeadline(leaf))
      yield {where: leaf.path, finding: 'waits without a deadline: give it meta.deadline', way: []};
  }
}

function* judgeRules(exploration: Exploration): Generator<Finding> {
  const {behaviour, records} = exploration;
  for (const rule of behaviour.rules) {
    const record = records[rule.id];
    if (!record || record.held + record.refused === 0) continue;
    const where = ruleName(rule);
    if (record.firstOutOfDomain >= 0) {
      const way = [...describeWay(exploration, hopsTo(exploration, record.firstOutOfDomain)), rule.type];
      yield {where, finding: 'takes a fact out of its domain', way};
    }
    if (record.held === 0) yield {where, finding: 'its guard is never true where it is asked', way: []};
    else if (record.taken === 0)
      yield {
        where,
        finding: 'is never taken: another alternative always comes first, or what it ensures never holds',
        way: [],
      };
    if (rule.guard && record.refused === 0)
      yield {where, finding: 'its guard is always true where it is asked: leave it out', way: []};
  }
}

function* judgeCombinations(exploration: Exploration, waiting: Waiting): Generator<Finding> {
  const {behaviour, size, combination} = exploration;
  const {graph, space} = behaviour;
  const nodeOf = (index: number) => graph.node(behaviour.place(combination(index)).leaf);
  const first = new Map<string, Map<string, number>>();
  const note = (kind: string, path: string, index: number): void => {
    const places = first.get(kind) ?? new Map<string, number>();
    first.set(kind, places);
    if (!places.has(path)) places.set(path, index);
  };
  const endable = canReach(exploration, (index) => nodeOf(index)?.settled === true);
  const reached = new Set<string>();
  const reopened = new Set<string>();
  const digits = new Int32Array(space.variables.length);
  for (let index = 0; index < size; index += 1) {
    const node = nodeOf(index);
    if (!node) continue;
    reached.add(node.path);
    const others: number[] = [];
    exploration.forEachWay(index, (to) => {
      if (to !== index) others.push(to);
    });
    if (node.settled) {
      if (others.some((to) => nodeOf(to)?.settled === false)) reopened.add(node.path);
      continue;
    }
    if (others.length === 0)
      note('is a dead end: nobody can do anything there that changes the case', node.path, index);
    if (endable[index] !== 1) note('never comes to a settled state from there', node.path, index);
    behaviour.read(combination(index), digits);
    if (waiting.forNobody(node.path, digits)) note('waits for nobody: see meta.waitingFor', node.path, index);
  }
  for (const {path, settled, source} of graph.leaves) {
    if (!reached.has(path)) yield {where: path, finding: 'is never reached', way: []};
    else if (settled && source.type !== 'final' && !reopened.has(path))
      yield {where: path, finding: 'is settled for ever, but not `type: final`', way: []};
    if (source.type === 'final' && reopened.has(path))
      yield {where: path, finding: 'is final, yet goes on', way: []};
  }
  for (const [finding, places] of first)
    for (const [where, index] of places)
      yield {where, finding, way: describeWay(exploration, hopsTo(exploration, index))};
  yield* waiting.constant(reached);
}

const waitingRules = (state: StateSource) => state.meta?.waitingFor ?? [];

/** Whom the states wait for, as tables; remembers what each condition was seen to say. */
class Waiting {
  readonly #rules = new Map<string, (ConditionTable | null)[]>();
  readonly #said = new Map<string, number[]>();
  readonly #behaviour: Behaviour;

  constructor(workflow: WorkflowSource, behaviour: Behaviour) {
    this.#behaviour = behaviour;
    for (const {path, state} of statesOf(workflow)) {
      const above = this.#rules.get(path.slice(0, Math.max(0, path.lastIndexOf('.')))) ?? [];
      const own = waitingRules(state).map(({when}) =>
        when === undefined ? null : behaviour.space.table(when),
      );
      this.#rules.set(path, [...above, ...own]);
      this.#said.set(
        path,
        [...above, ...own].map(() => 0),
      );
    }
  }

  /** Under some outside observation; the digits of outside facts are overwritten. */
  forNobody(path: string, digits: Int32Array): boolean {
    const rules = this.#rules.get(path) ?? [];
    const said = this.#said.get(path) ?? [];
    let nobody = false;
    for (let outside = 0; outside < this.#behaviour.space.outsideSize; outside += 1) {
      this.#behaviour.space.observe(outside, digits);
      let anybody = false;
      rules.forEach((rule, at) => {
        const holds = rule === null || rule.holds(digits);
        said[at] = (said[at] ?? 0) | (holds ? 1 : 2);
        anybody ||= holds;
      });
      nobody ||= !anybody;
    }
    return nobody;
  }

  *constant(reached: ReadonlySet<string>): Generator<Finding> {
    for (const [path, rules] of this.#rules) {
      for (const [at, rule] of rules.entries()) {
        const said = this.#said.get(path)?.[at] ?? 0;
        if (!rule || !reached.has(path) || said === 3 || said === 0) continue;
        const finding = `meta.waitingFor: "${rule.expression}" is ${said === 1 ? 'always' : 'never'} true there`;
        yield {where: path, finding, way: []};
      }
    }
  }
}

function* judgeReveals(exploration: Exploration, workflow: WorkflowSource): Generator<Finding> {
  const {behaviour} = exploration;
  const check = new PropertyCheck(exploration, workflow);
  for (const [relation, rules] of Object.entries(workflow.meta.reveals)) {
    for (const when of new Set(rules.flatMap((rule) => rule.when ?? []))) {
      const {expression} = behaviour.space.table(when);
      const where = `meta.reveals.${relation}`;
      if (check.violation({title: where, never: expression}) === null)
        yield {where, finding: `"${expression}" is never true`, way: []};
      else if (check.violation({title: where, always: expression}) === null)
        yield {where, finding: `"${expression}" is always true: leave it out`, way: []};
    }
  }
}

function* brokenProperties(exploration: Exploration, workflow: WorkflowSource): Generator<Finding> {
  const check = new PropertyCheck(exploration, workflow);
  for (const [at, property] of (workflow.meta.properties ?? []).entries()) {
    const where = `meta.properties[${at}]`;
    try {
      const violation = check.violation(property);
      if (!violation) continue;
      const way = describeWay(exploration, violation.hops);
      if (violation.then !== null) way.push(violation.then);
      yield {where, finding: `does not hold: ${property.title}`, way};
    } catch (error) {
      if (!(error instanceof FactError)) throw error;
      yield {where, finding: `cannot be judged: ${property.title}: ${error.message}`, way: []};
    }
  }
}
