import {WorkflowSource} from './definition';
import {FactSpace} from './fact-space';
import {Facts, initialFacts} from './facts';
import {Rule, ruleOf} from './rule';
import {Config, StateGraph} from './state-graph';
import {ALWAYS, StateNode, alwaysAt, heardAt} from './state-node';
import {transitionsOf} from './transitions';

const {floor} = Math;

/** The rules that answer to one action in one leaf, in the order in which they are asked. */
export interface Hearing {
  readonly type: string;
  readonly rules: readonly Rule[];
  readonly asksOutside: boolean;
}

/** Instead of a next combination: a fact leaves its domain, or what is taken by itself never ends. */
const OUT_OF_DOMAIN = -1;
export const ENDLESS = -2;

/** More combinations of the facts cannot be numbered together with a case's place. */
export const MOST_COMBINATIONS = 2 ** 40;
/** One bit each. */
export const MOST_SENDERS = 30;

/** Called for every way on: the rule, who takes it (bits), the outside facts' combination, the next combination. */
export type Visit = (rule: Rule, takers: number, outside: number, next: number) => void;

/** Called for every guard that is asked. */
export type Asked = (rule: Rule, held: boolean) => void;

/**
 * What a definition lets happen, as a successor function over numbers: a combination is `place * space.size + facts`.
 * Independent of XState; a property test holds it against `step`. The checker asks before whether there is room.
 */
export class Behaviour {
  readonly graph: StateGraph;
  readonly space: FactSpace;
  readonly rules: Rule[] = [];
  /** Every relation that some action names; its bit is its place here. */
  readonly relations: readonly string[];
  /** The combination in which a case begins, or why there is none. */
  readonly initial: number;
  readonly #places: Config[] = [];
  readonly #placeIndex = new Map<string, number>();
  readonly #rulesAt = new Map<StateNode, readonly Rule[]>();
  readonly #stages: StateNode[] = [];
  readonly #hearings: (readonly Hearing[])[] = [];
  readonly #always: (readonly Rule[])[] = [];
  readonly #ways: Int32Array[] = [];
  readonly #digits: Int32Array;
  readonly #after: Int32Array;
  readonly #outsideSize: number;

  /** @throws FactError when a condition cannot be compiled */
  constructor(workflow: WorkflowSource) {
    this.graph = new StateGraph(workflow);
    const stages = this.graph.stages.map(({path}) => path);
    this.space = new FactSpace(workflow, stages);
    const senders = [...transitionsOf(workflow)].flatMap(({transition}) => transition.meta.by);
    this.relations = [...new Set(senders)];
    for (const node of this.graph.nodes()) {
      const rules = [...heardAt(node), ...alwaysAt(node)].map((heard, at) =>
        ruleOf(heard, {id: this.rules.length + at, space: this.space, relations: this.relations}),
      );
      this.#rulesAt.set(node, rules);
      this.rules.push(...rules);
    }
    this.#digits = new Int32Array(this.space.variables.length);
    this.#after = new Int32Array(this.space.variables.length);
    this.#outsideSize = this.space.outsideSize;
    const begin = this.#placeOf(this.graph.initial);
    this.initial = this.#rest(begin, this.space.encode(initialFacts(workflow.meta.facts)));
  }

  place(combination: number): Config {
    return this.#places[floor(combination / this.space.size)] ?? this.graph.initial;
  }

  facts(combination: number): Facts {
    return this.space.facts(combination % this.space.size);
  }

  /** The number of a place, history included, with these facts. */
  combination(place: Config, facts: Facts): number {
    return this.#placeOf(this.graph.canonical(place)) * this.space.size + this.space.encode(facts);
  }

  stage(combination: number): StateNode {
    return (this.#stages[floor(combination / this.space.size)] ??= this.graph.stage(this.place(combination)));
  }

  /** What a case listens to in this combination. */
  hearings(combination: number): readonly Hearing[] {
    const place = floor(combination / this.space.size);
    return (this.#hearings[place] ??= this.#hearingsIn(this.#places[place] ?? this.graph.initial));
  }

  /** Writes the digits of a combination: facts, stage and whether it is settled; outside facts stay as they are. */
  read(combination: number, digits: Int32Array): void {
    this.space.decode(combination % this.space.size, digits);
    const {path, settled} = this.stage(combination);
    digits[this.space.stage] = this.space.variables[this.space.stage]?.domain.indexOf(path) ?? 0;
    digits[this.space.stage + 1] = settled ? 1 : 0;
  }

  /** Every way on from one combination, for every sender and every outside observation. */
  moves(combination: number, visit: Visit, asked?: Asked): void {
    for (const hearing of this.hearings(combination)) this.answers(combination, hearing, visit, asked);
  }

  /** The ways on by one action; where no guard asks an outside fact, one observation stands for all. */
  answers(combination: number, hearing: Hearing, visit: Visit, asked?: Asked): void {
    const place = floor(combination / this.space.size);
    const code = combination - place * this.space.size;
    const digits = this.#digits;
    this.space.decode(code, digits);
    const observations = hearing.asksOutside ? this.#outsideSize : 1;
    for (let outside = 0; outside < observations; outside += 1) {
      this.space.observe(outside, digits);
      let left = 2 ** this.relations.length - 1;
      for (const rule of hearing.rules) {
        const held = rule.guard === null || rule.guard.holds(digits);
        asked?.(rule, held);
        const takers = rule.takers & left;
        if (!held || takers === 0) continue;
        left &= ~rule.takers;
        const after = this.#way(place, rule);
        this.#change(rule, 0, code, (next) => {
          visit(rule, takers, outside, next < 0 ? next : this.#rest(after, next, asked));
        });
      }
    }
  }

  /** Applies the rule's changes from the `at`-th on to the digits, tells the code, and puts the digits back. */
  #change(rule: Rule, at: number, code: number, tell: (code: number) => void): void {
    const change = rule.changes[at];
    if (change === undefined) {
      if (rule.ensures === null || rule.ensures.holds(this.#digits)) tell(code);
      return;
    }
    const {fact, kind, by} = change;
    const before = this.#digits[fact] ?? 0;
    const first = kind === 'any' ? 0 : kind === 'add' ? before + by : by;
    const last = kind === 'any' ? by - 1 : first;
    for (let digit = first; digit <= last; digit += 1) {
      if (digit < 0 || digit >= (this.space.variables[fact]?.domain.length ?? 0)) {
        tell(OUT_OF_DOMAIN);
        continue;
      }
      this.#digits[fact] = digit;
      this.#change(rule, at + 1, code + (digit - before) * (this.space.strides[fact] ?? 0), tell);
    }
    this.#digits[fact] = before;
  }

  /** Takes what is taken by itself from here on, until nothing is: the combination in which the case rests. */
  #rest(place: number, code: number, asked?: Asked): number {
    const seen = new Set<number>();
    let at = place * this.space.size + code;
    for (;;) {
      const from = floor(at / this.space.size);
      const rules = (this.#always[from] ??= this.#rulesIn(this.#places[from] ?? this.graph.initial).filter(
        ({type}) => type === ALWAYS,
      ));
      if (rules.length === 0) return at;
      if (seen.has(at)) return ENDLESS;
      seen.add(at);
      this.space.decode(at % this.space.size, this.#after);
      const taken = rules.find((rule) => {
        const held = rule.guard === null || rule.guard.holds(this.#after);
        asked?.(rule, held);
        return held;
      });
      if (taken === undefined) return at;
      const next = this.#changedBy(taken, at % this.space.size);
      if (next < 0) return next;
      at = this.#way(from, taken) * this.space.size + next;
    }
  }

  /** The code of the facts after what is taken by itself; it sets no fact to `any`. */
  #changedBy(rule: Rule, code: number): number {
    let next = code;
    for (const {kind, fact, by} of rule.changes) {
      const before = this.#after[fact] ?? 0;
      const digit = kind === 'add' ? before + by : by;
      if (digit < 0 || digit >= (this.space.variables[fact]?.domain.length ?? 0)) return OUT_OF_DOMAIN;
      next += (digit - before) * (this.space.strides[fact] ?? 0);
    }
    return next;
  }

  #way(place: number, rule: Rule): number {
    const ways = (this.#ways[place] ??= new Int32Array(this.rules.length).fill(-1));
    const known = ways[rule.id] ?? -1;
    if (known >= 0) return known;
    const config = this.#places[place] ?? this.graph.initial;
    const next = this.#placeOf(rule.target === undefined ? config : this.graph.follow(config, rule.heard));
    ways[rule.id] = next;
    return next;
  }

  #placeOf(config: Config): number {
    const key = JSON.stringify([config.leaves, config.history]);
    const known = this.#placeIndex.get(key);
    if (known !== undefined) return known;
    this.#placeIndex.set(key, this.#places.length);
    return this.#places.push(config) - 1;
  }

  #rulesIn({leaves}: Config): Rule[] {
    return this.graph.active(leaves).flatMap((node) => this.#rulesAt.get(node) ?? []);
  }

  #hearingsIn(config: Config): Hearing[] {
    const byType = new Map<string, Rule[]>();
    for (const rule of this.#rulesIn(config))
      if (rule.type !== ALWAYS) byType.set(rule.type, [...(byType.get(rule.type) ?? []), rule]);
    const isOutside = (fact: number) => fact >= this.space.stored && fact < this.space.stage;
    return [...byType].map(([type, rules]) => ({
      type,
      rules,
      asksOutside: rules.some(({guard}) => guard?.reads.some(isOutside)),
    }));
  }
}
