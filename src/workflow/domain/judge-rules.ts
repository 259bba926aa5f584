import {Behaviour, Hearing} from './behaviour';
import {Exploration} from './explore';
import {Finding} from './finding';
import {Rule, ruleName} from './rule';
import {describeWay, hopsTo} from './search-ways';
import {ALWAYS} from './state-node';

/** Targets that are no state. */
export function* unknownTargets({graph, rules}: Behaviour): Generator<Finding> {
  for (const rule of rules) {
    const {target, heard} = rule;
    if (target !== undefined && !graph.target(heard.state, target))
      yield {
        where: ruleName(rule),
        finding: `target ${target} is no state`,
        way: [],
        at: [...rule.at, 'target'],
      };
  }
}

/** What is wrong with single transitions, judged by everything that they were seen to do. */
export function* judgeRules(exploration: Exploration): Generator<Finding> {
  const {behaviour, records} = exploration;
  for (const rule of behaviour.rules) {
    const record = records[rule.id];
    if (!record) continue;
    const found = (finding: string, first = -1): Finding => ({
      where: ruleName(rule),
      finding,
      way: first < 0 ? [] : [...describeWay(exploration, hopsTo(exploration, first)), rule.type],
      at: rule.at,
    });
    const asked = record.held + record.refused > 0;
    if (record.firstOutOfDomain >= 0) yield found('takes a fact out of its domain', record.firstOutOfDomain);
    if (record.firstEndless >= 0) yield found('what `always` takes after it never ends', record.firstEndless);
    if (!asked) {
      if (rule.type === ALWAYS) yield found('is never asked: its state is never entered, or left before');
      continue;
    }
    if (record.held === 0) yield found('its guard is never true where it is asked');
    else if (rule.type !== ALWAYS && record.taken === 0)
      yield found('is never taken: another alternative always comes first, or what it ensures never holds');
    if (rule.guard && record.refused === 0)
      yield found('its guard is always true where it is asked: leave it out');
  }
}

interface Pair {
  readonly earlier: Rule;
  readonly later: Rule;
  /** The first combination in which both hold; and whether each was seen to hold alone. */
  both: number;
  earlierAlone: boolean;
  laterAlone: boolean;
}

/**
 * Alternatives of one action of which each holds without the other and, somewhere, both: then the order of the list
 * decides, and nothing says that it was meant. A special case before the general one, or one without a guard at the
 * end, says so.
 */
export function* overlaps(exploration: Exploration): Generator<Finding> {
  const {behaviour, size, combination} = exploration;
  const pairs = new Map<Hearing, Pair[]>();
  const digits = new Int32Array(behaviour.space.variables.length);
  for (let index = 0; index < size; index += 1) {
    for (const hearing of behaviour.hearings(combination(index))) {
      const mine = pairs.get(hearing) ?? pairsOf(hearing);
      pairs.set(hearing, mine);
      if (mine.length === 0) continue;
      behaviour.read(combination(index), digits);
      for (let outside = 0; outside < behaviour.space.outsideSize; outside += 1) {
        behaviour.space.observe(outside, digits);
        for (const pair of mine) watch(pair, digits, index);
      }
    }
  }
  const told = new Set<string>();
  for (const {earlier, later, both, earlierAlone, laterAlone} of [...pairs.values()].flat()) {
    const key = `${earlier.id} ${later.id}`;
    if (both < 0 || !earlierAlone || !laterAlone || told.has(key)) continue;
    told.add(key);
    yield {
      where: ruleName(later),
      finding: `overlaps with [${earlier.guard?.expression ?? ''}] without an order: let one exclude the other, or the last have no guard`,
      way: [...describeWay(exploration, hopsTo(exploration, both)), later.type],
      at: [...later.at, 'guard'],
    };
  }
}

function pairsOf({rules}: Hearing): Pair[] {
  return rules.flatMap((later, at) =>
    rules
      .slice(0, at)
      .filter(
        (earlier) =>
          earlier.state === later.state &&
          earlier.guard !== null &&
          later.guard !== null &&
          (earlier.takers & later.takers) !== 0,
      )
      .map((earlier) => ({earlier, later, both: -1, earlierAlone: false, laterAlone: false})),
  );
}

function watch(pair: Pair, digits: Int32Array, index: number): void {
  const [first, second] = [pair.earlier, pair.later].map(({guard}) => guard?.holds(digits) === true);
  if (first && second && pair.both < 0) pair.both = index;
  pair.earlierAlone ||= first === true && !second;
  pair.laterAlone ||= second === true && !first;
}
