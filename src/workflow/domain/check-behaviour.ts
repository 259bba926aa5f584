import {Behaviour, MOST_COMBINATIONS, MOST_SENDERS} from './behaviour';
import {PropertyCheck} from './check-properties';
import {conditionsOf} from './conditions';
import {WorkflowSource} from './definition';
import {Exploration, TooManyCombinationsError, explore} from './explore';
import {FactSpace, MOST_ROWS} from './fact-space';
import {FactError, wordsOf} from './facts';
import {Finding} from './finding';
import {judgeRules, overlaps, unknownTargets} from './judge-rules';
import {judgeDeadlines, judgeHolds, judgeStates} from './judge-states';
import {describeWay} from './search-ways';
import {StateGraph} from './state-graph';
import {transitionsOf} from './transitions';
import {Waiting} from './waiting';

export interface BehaviourReport {
  readonly findings: readonly Finding[];
  /** Reachable combinations of state, history and facts, and the ways between them; null where there were too many. */
  readonly exploration: Exploration | null;
}

/**
 * What a definition lets happen that it should not: explored over every reachable combination of state and facts.
 * The definition has passed `checkDefinition` before.
 */
export function checkBehaviour(workflow: WorkflowSource): BehaviourReport {
  const found: Finding[] = [];
  const findings = behaviourFindings(workflow);
  for (;;) {
    const {done, value} = findings.next();
    if (done) return {findings: found, exploration: value};
    found.push(value);
  }
}

/** The findings one by one, those that need little work first; at the end, what was explored. */
export function* behaviourFindings(workflow: WorkflowSource): Generator<Finding, Exploration | null> {
  const excess = [...asksTooMuch(workflow)];
  yield* excess;
  if (excess.length > 0) return null;
  const behaviour = new Behaviour(workflow);
  yield* unknownTargets(behaviour);
  yield* unreadFacts(workflow);
  yield* judgeDeadlines(behaviour);
  yield* judgeHolds(behaviour);
  if (behaviour.initial < 0) {
    const finding = 'a new case never rests: what `always` takes at the beginning never ends';
    yield {where: workflow.id, finding, way: [], at: ['initial']};
    return null;
  }
  const exploration = exploredOrNot(behaviour);
  if (exploration instanceof TooManyCombinationsError) {
    yield tooManyFacts(exploration.message);
    return null;
  }
  yield* judgeRules(exploration);
  yield* judgeStates(exploration, new Waiting(workflow, behaviour));
  yield* overlaps(exploration);
  const check = new PropertyCheck(exploration, workflow);
  yield* judgeReveals(exploration, workflow, check);
  yield* brokenProperties(exploration, workflow, check);
  return exploration;
}

const tooManyFacts = (finding: string): Finding => ({
  where: 'meta.facts',
  finding,
  way: [],
  at: ['meta', 'facts'],
});

function exploredOrNot(behaviour: Behaviour): Exploration | TooManyCombinationsError {
  try {
    return explore(behaviour);
  } catch (error) {
    if (error instanceof TooManyCombinationsError) return error;
    throw error;
  }
}

/** What cannot be explored at all, because it asks for too much room. */
function* asksTooMuch(workflow: WorkflowSource): Generator<Finding> {
  const space = new FactSpace(
    workflow,
    new StateGraph(workflow).stages.map(({path}) => path),
  );
  if (space.size > MOST_COMBINATIONS)
    yield tooManyFacts(`have ${space.size} combinations: narrow their domains`);
  const senders = new Set([...transitionsOf(workflow)].flatMap(({transition}) => transition.meta.by));
  if (senders.size > MOST_SENDERS)
    yield {
      where: workflow.id,
      finding: `more than ${MOST_SENDERS} relations send actions`,
      way: [],
      at: ['id'],
    };
  for (const {where, expression, at} of conditionsOf(workflow)) {
    const rows = space.rowsOf(expression);
    if (rows <= MOST_ROWS) continue;
    const finding = `"${expression}" asks too much at once: ${rows} combinations of its facts`;
    yield {where, finding, way: [], at};
  }
}

function* unreadFacts(workflow: WorkflowSource): Generator<Finding> {
  const conditions = [
    ...conditionsOf(workflow).map(({expression}) => expression),
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
