import {ConditionTable} from './fact-space';
import {WorkflowSource} from './definition';
import {Exploration} from './explore';
import {Property} from './property';
import {Hop, canReach, hopsTo, searchWay} from './search-ways';
import {Limits, Sight} from './sight';

/** A promise that does not hold, and the way that breaks it. */
export interface Violation {
  readonly property: Property;
  readonly hops: readonly Hop[];
  /** The action that would be taken next, where it is the action that breaks it. */
  readonly then: string | null;
}

interface Observed {
  readonly index: number;
  /** Which combination of the outside facts is observed. */
  readonly outside: number;
}

/** Tries each promise of a definition against every reachable combination. */
export class PropertyCheck {
  readonly #exploration: Exploration;
  readonly #workflow: WorkflowSource;
  readonly #digits: Int32Array;
  /** The digits of every combination, one row each: asked again by each promise. */
  readonly #rows: Int32Array;

  constructor(exploration: Exploration, workflow: WorkflowSource) {
    const {behaviour, size, combination} = exploration;
    this.#exploration = exploration;
    this.#workflow = workflow;
    const width = behaviour.space.variables.length;
    this.#digits = new Int32Array(width);
    this.#rows = new Int32Array(width * size);
    for (let index = 0; index < size; index += 1) {
      behaviour.read(combination(index), this.#digits);
      this.#rows.set(this.#digits, index * width);
    }
  }

  /**
   * @returns the shortest way that breaks the promise, or null
   * @throws FactError when a condition is none over the facts and the stage
   */
  violation(property: Property): Violation | null {
    const broken = (index: number, then: string | null = null): Violation | null =>
      index < 0 ? null : {property, hops: hopsTo(this.#exploration, index), then};
    const within = property.while === undefined ? null : this.#table(property.while);
    if ('may' in property) {
      const {may, only} = property;
      if (within === null) return broken(this.#takenByOther(may, only), may);
      return broken(
        this.#first(within, (at) => !this.#takersOf(at, may).every((taker) => only.includes(taker))),
        may,
      );
    }
    if ('can' in property) {
      const {can, by = [], with: other} = property;
      const limits = new Limits(this.#workflow);
      if (other !== undefined && !by.every((word) => limits.leaves(other, word)))
        return broken(this.#first(within, () => true));
      return broken(this.#first(within, (at) => !this.#canTake(at, can, by)));
    }
    if ('before' in property) {
      const {before, requires} = property;
      if (this.#isAction(requires)) return this.#unprepared(property, before, requires);
      const condition = this.#table(requires);
      return broken(
        this.#first(within, (at) => !this.#takenWhile(at, before, condition)),
        before,
      );
    }
    if ('then' in property) return this.#rightAfter(property, property, within);
    if ('after' in property) return this.#afterwards(property, property.after, property.never);
    if ('relation' in property) {
      const sight = new Sight(this.#workflow, this.#exploration.behaviour.space);
      return broken(this.#first(within, sight.breaks(property, this.#digits)));
    }
    if ('eventually' in property) {
      const condition = this.#table(property.eventually);
      const marks = canReach(this.#exploration, (index) => this.#somewhere(index, condition, true));
      return broken(this.#first(within, ({index}) => marks[index] !== 1));
    }
    const [expression, wanted] = 'never' in property ? [property.never, true] : [property.always, false];
    const condition = this.#table(expression);
    return broken(this.#first(within, () => condition.holds(this.#digits) === wanted));
  }

  /** Whether the promise is narrowed to what never happens. */
  isVacuous({while: narrowing}: Property): boolean {
    return narrowing !== undefined && this.#first(this.#table(narrowing), () => true) < 0;
  }

  #table(expression: string): ConditionTable {
    return this.#exploration.behaviour.space.table(expression);
  }

  #isAction(word: string): boolean {
    return this.#exploration.behaviour.rules.some(({type}) => type === word);
  }

  /** The first combination, under some outside observation, where the narrowing holds and the judge says yes. */
  #first(within: ConditionTable | null, judge: (at: Observed) => boolean): number {
    const {behaviour, size} = this.#exploration;
    for (let index = 0; index < size; index += 1) {
      this.#look(index);
      for (let outside = 0; outside < behaviour.space.outsideSize; outside += 1) {
        behaviour.space.observe(outside, this.#digits);
        if ((within === null || within.holds(this.#digits)) && judge({index, outside})) return index;
      }
    }
    return -1;
  }

  #look(index: number): void {
    const {length} = this.#digits;
    const row = index * length;
    for (let at = 0; at < length; at += 1) this.#digits[at] = this.#rows[row + at] ?? 0;
  }

  #somewhere(index: number, condition: ConditionTable, wanted: boolean): boolean {
    const {behaviour} = this.#exploration;
    this.#look(index);
    for (let outside = 0; outside < behaviour.space.outsideSize; outside += 1) {
      behaviour.space.observe(outside, this.#digits);
      if (condition.holds(this.#digits) === wanted) return true;
    }
    return false;
  }

  #takenByOther(type: string, only: readonly string[]): number {
    const {behaviour, records} = this.#exploration;
    const others = behaviour.rules.filter(
      (rule) =>
        rule.type === type &&
        (records[rule.id]?.taken ?? 0) > 0 &&
        rule.by.some((relation) => !only.includes(relation)),
    );
    const first = others.map(({id}) => records[id]?.firstTaken ?? -1).sort((a, b) => a - b);
    return first[0] ?? -1;
  }

  /** Whether the action can be taken here, by each of these relations where any are named. */
  #canTake(at: Observed, type: string, by: readonly string[]): boolean {
    const takers = this.#takersOf(at, type);
    return takers.length > 0 && by.every((word) => takers.includes(word));
  }

  #takersOf(at: Observed, type: string): string[] {
    const {relations} = this.#exploration.behaviour;
    let bits = 0;
    this.#takings(at, type, (takers) => (bits |= takers));
    return relations.filter((_, bit) => (bits & (2 ** bit)) !== 0);
  }

  /** Whether the action, where it can be taken from here, is taken only while the condition holds. */
  #takenWhile(at: Observed, type: string, condition: ConditionTable): boolean {
    let taken = 0;
    this.#takings(at, type, (takers) => (taken |= takers));
    return taken === 0 || condition.holds(this.#digits);
  }

  /** The ways to take an action here, under this outside observation. */
  #takings({index, outside}: Observed, type: string, tell: (takers: number) => void): void {
    const {behaviour, combination} = this.#exploration;
    const at = combination(index);
    const hearing = behaviour.hearings(at).find((one) => one.type === type);
    if (!hearing) return;
    behaviour.answers(at, hearing, (_rule, takers, seen, next) => {
      if (next >= 0 && (!hearing.asksOutside || seen === outside)) tell(takers);
    });
  }

  #unprepared(property: Property, before: string, requires: string): Violation | null {
    const {behaviour} = this.#exploration;
    const way = searchWay(this.#exploration, {
      from: [0],
      avoid: (rule) => behaviour.rules[rule]?.type === requires,
      found: (index) => this.#takes(index, before),
    });
    return way && {property, hops: way.hops, then: before};
  }

  #takes(index: number, type: string): boolean {
    const {behaviour} = this.#exploration;
    let takes = false;
    this.#exploration.forEachWay(index, (_to, rule) => {
      takes ||= behaviour.rules[rule]?.type === type;
    });
    return takes;
  }

  #rightAfter(
    property: Property,
    {after, then}: {after: string; then: string},
    within: ConditionTable | null,
  ): Violation | null {
    const {behaviour, size} = this.#exploration;
    const condition = this.#table(then);
    for (let from = 0; from < size; from += 1) {
      if (within !== null && !this.#somewhere(from, within, true)) continue;
      const hops: Hop[] = [];
      this.#exploration.forEachWay(from, (to, id) => {
        const rule = behaviour.rules[id];
        if (rule?.type === after && this.#somewhere(to, condition, false)) hops.push({rule, to});
      });
      const [hop] = hops;
      if (hop) return {property, hops: [...hopsTo(this.#exploration, from), hop], then: null};
    }
    return null;
  }

  #afterwards(property: Property, after: string, never: string): Violation | null {
    const {behaviour, size} = this.#exploration;
    const reached = new Map<number, {from: number; rule: number}>();
    for (let from = 0; from < size; from += 1)
      this.#exploration.forEachWay(from, (to, rule) => {
        if (behaviour.rules[rule]?.type === after && !reached.has(to)) reached.set(to, {from, rule});
      });
    const condition = this.#isAction(never) ? null : this.#table(never);
    const way = searchWay(this.#exploration, {
      from: [...reached.keys()],
      found: (index) => (condition ? this.#somewhere(index, condition, true) : this.#takes(index, never)),
    });
    const entry = way && reached.get(way.start);
    const rule = entry && behaviour.rules[entry.rule];
    if (!way || !entry || !rule) return null;
    const hops = [...hopsTo(this.#exploration, entry.from), {rule, to: way.start}, ...way.hops];
    return {property, hops, then: condition ? null : never};
  }
}
