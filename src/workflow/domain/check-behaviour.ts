import {Behaviour} from './behaviour';
import {PropertyCheck} from './check-properties';
import {WorkflowSource} from './definition';
import {Exploration, explore} from './explore';
import {FactError, wordsOf} from './facts';
import {Finding} from './finding';
import {judgeRules, overlaps, unknownTargets} from './judge-rules';
import {judgeDeadlines, judgeHolds, judgeStates} from './judge-states';
import {describeWay} from './search-ways';
import {alwaysIn, statesOf, transitionsOf} from './transitions';
import {Waiting, waitingRules} from './waiting';

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
  const found: Finding[] = [];
  const findings = behaviourFindings(workflow);
  for (;;) {
    const {done, value} = findings.next();
    if (done) return {findings: found, ...value};
    found.push(value);
  }
}

/** The findings one by one, those that need little work first; at the end, the size of what was explored. */
function* behaviourFindings(workflow: WorkflowSource): Generator<Finding, Omit<BehaviourReport, 'findings'>> {
  const behaviour = new Behaviour(workflow);
  yield* unknownTargets(behaviour);
  yield* unreadFacts(workflow);
  yield* judgeDeadlines(behaviour);
  yield* judgeHolds(behaviour);
  if (behaviour.initial < 0) {
    const finding = 'a new case never rests: what `always` takes at the beginning never ends';
    yield {where: workflow.id, finding, way: [], at: ['initial']};
    return {combinations: 0, ways: 0};
  }
  const exploration = explore(behaviour);
  yield* judgeRules(exploration);
  yield* judgeStates(exploration, new Waiting(workflow, behaviour));
  yield* overlaps(exploration);
  const check = new PropertyCheck(exploration, workflow);
  yield* judgeReveals(exploration, workflow, check);
  yield* brokenProperties(exploration, workflow, check);
  return {combinations: exploration.size, ways: exploration.edgeCount};
}

function* unreadFacts(workflow: WorkflowSource): Generator<Finding> {
  const conditions = [
    ...[...transitionsOf(workflow)].flatMap(({transition}) => [transition.guard, transition.meta.ensures]),
    ...[...statesOf(workflow)].flatMap(({state}) => alwaysIn(state).map(({transition}) => transition.guard)),
    ...Object.values(workflow.meta.reveals).flatMap((rules) => rules.map(({when}) => when)),
    ...[...statesOf(workflow)].flatMap(({state}) => waitingRules(state).map(({when}) => when)),
    ...(workflow.meta.properties ?? []).flatMap((property) => Object.values(property)),
  ].join(' ');
  const words = wordsOf(conditions);
  for (const name of Object.keys(workflow.meta.facts))
    if (!words.has(name))
      yield {
        where: `meta.facts.${name}`,
        finding: 'is declared, but no condition reads it',
        way: [],
        at: ['meta', 'facts', name],
      };
}

function* judgeReveals(
  {behaviour}: Exploration,
  workflow: WorkflowSource,
  check: PropertyCheck,
): Generator<Finding> {
  for (const [relation, rules] of Object.entries(workflow.meta.reveals)) {
    const asked = new Set<string>();
    for (const [index, {when}] of rules.entries()) {
      if (when === undefined || asked.has(when)) continue;
      asked.add(when);
      const {expression} = behaviour.space.table(when);
      const where = `meta.reveals.${relation}`;
      const at = ['meta', 'reveals', relation, index, 'when'];
      if (check.violation({title: where, never: expression}) === null)
        yield {where, finding: `"${expression}" is never true`, way: [], at};
      else if (check.violation({title: where, always: expression}) === null)
        yield {where, finding: `"${expression}" is always true: leave it out`, way: [], at};
    }
  }
}

function* brokenProperties(
  exploration: Exploration,
  workflow: WorkflowSource,
  check: PropertyCheck,
): Generator<Finding> {
  for (const [index, property] of (workflow.meta.properties ?? []).entries()) {
    const place = {where: `meta.properties[${index}]`, at: ['meta', 'properties', index]};
    try {
      if (check.isVacuous(property))
        yield {...place, finding: `speaks of nothing: ${property.title}: its \`while\` never holds`, way: []};
      const violation = check.violation(property);
      if (!violation) continue;
      const way = describeWay(exploration, violation.hops);
      if (violation.then !== null) way.push(violation.then);
      yield {...place, finding: `does not hold: ${property.title}`, way};
    } catch (error) {
      if (!(error instanceof FactError)) throw error;
      yield {...place, finding: `cannot be judged: ${property.title}: ${error.message}`, way: []};
    }
  }
}
