import {TransitionSource, WorkflowSource} from './definition';
import {ConditionTable, FactSpace} from './fact-space';
import {FactError, Facts, initialFacts} from './facts';
import {Config, HeardTransition, StateGraph} from './state-graph';

const {floor} = Math;

/** One alternative of one action in one state, made ready for many look-ups. */
export interface Rule {
  readonly id: number;
  readonly state: string;
  readonly type: string;
  readonly source: TransitionSource;
  readonly heard: HeardTransition;
  readonly guard: ConditionTable | null;
  readonly ensures: ConditionTable | null;
  /** One bit a relation. */
  readonly takers: number;
  readonly changes: readonly Change[];
}

/** `by` is the new digit, what is added to it, or how many digits there are. */
interface Change {
  readonly kind: 'to' | 'add' | 'any';
  readonly fact: number;
  readonly by: number;
}

/** The rules that answer to one action in one leaf, in the order in which they are asked. */
export interface Hearing {
  readonly type: string;
  readonly rules: readonly Rule[];
  readonly asksOutside: boolean;
}

/** Called for every way on: the rule, who takes it (bits), the outside facts' combination, the next combination or -1. */
export type Visit = (rule: Rule, takers: number, outside: number, next: number) => void;

/** Called for every guard that is asked. */
export type Asked = (rule: Rule, held: boolean) => void;

/**
 * What a definition lets happen, as a successor function over numbers: a combination is `place * space.size + facts`.
 * Independent of XState; a property test holds it against `step`.
 */
export class Behaviour {
  readonly graph: StateGraph;
  readonly space: FactSpace;
  readonly rules: readonly Rule[];
  /** Every relation that some action names; its bit is its place here. */
  readonly relations: readonly string[];
  readonly initial: number;
  readonly #places: Config[] = [];
  readonly #placeIndex = new Map<string, number>();
  readonly #hearings = new Map<string, readonly Hearing[]>();
  readonly #ways: Int32Array[] = [];
  readonly #digits: Int32Array;
  readonly #outsideSize: number;

  /** @throws FactError when a condition cannot be compiled or the combinations cannot be numbered */
  constructor(workflow: WorkflowSource) {
    this.graph = new StateGraph(workflow);
    const leaves = this.graph.leaves.map(({path}) => path);
    this.space = new FactSpace(workflow, leaves);
    if (this.space.size > 2 ** 40)
      throw new FactError(`the facts have ${this.space.size} combinations: narrow their domains`);
    this.relations = [...new Set(this.#heardAnywhere().flatMap(({source}) => source.meta.by))];
    if (this.relations.length > 30) throw new FactError('more than 30 relations send actions');
    this.rules = this.#heardAnywhere().map((heard, id) => this.#rule(heard, id));
    for (const leaf of leaves) this.#hearings.set(leaf, this.#hearingsOf(leaf));
    this.#digits = new Int32Array(this.space.variables.length);
    this.#outsideSize = this.space.outsideSize;
    this.initial = this.combination(this.graph.initial, initialFacts(workflow.meta.facts));
  }

  get placeCount(): number {
    return this.#places.length;
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

  hearings(leaf: string): readonly Hearing[] {
    return this.#hearings.get(leaf) ?? [];
  }

  /** Writes the digits of a combination: facts, stage and whether it is settled; outside facts stay as they are. */
  read(combination: number, digits: Int32Array): void {
    this.space.decode(combination % this.space.size, digits);
    const {leaf} = this.place(combination);
    digits[this.space.stage] = this.space.variables[this.space.stage]?.domain.indexOf(leaf) ?? 0;
    digits[this.space.stage + 1] = this.graph.node(leaf)?.settled ? 1 : 0;
  }

  /** Every way on from one combination, for every sender and every outside observation. */
  moves(combination: number, visit: Visit, asked?: Asked): void {
    for (const hearing of this.hearings(this.place(combination).leaf))
      this.answers(combination, hearing, visit, asked);
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
        const after = this.#way(place, rule) * this.space.size;
        this.#change(rule, 0, code, (next) => {
          visit(rule, takers, outside, next < 0 ? -1 : after + next);
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
        tell(-1);
        continue;
      }
      this.#digits[fact] = digit;
      this.#change(rule, at + 1, code + (digit - before) * (this.space.strides[fact] ?? 0), tell);
    }
    this.#digits[fact] = before;
  }

  #way(place: number, rule: Rule): number {
    const ways = (this.#ways[place] ??= new Int32Array(this.rules.length).fill(-1));
    const known = ways[rule.id] ?? -1;
    if (known >= 0) return known;
    const config = this.#places[place] ?? this.graph.initial;
    const next = this.#placeOf(
      rule.source.target === undefined ? config : this.graph.follow(config, rule.heard),
    );
    ways[rule.id] = next;
    return next;
  }

  #placeOf(config: Config): number {
    const key = JSON.stringify([config.leaf, config.history]);
    const known = this.#placeIndex.get(key);
    if (known !== undefined) return known;
    this.#placeIndex.set(key, this.#places.length);
    return this.#places.push(config) - 1;
  }

  #heardAnywhere(): HeardTransition[] {
    return [...this.graph.nodes()].flatMap((node) =>
      this.graph.heard(node.path).filter(({state}) => state === node),
    );
  }

  #hearingsOf(leaf: string): Hearing[] {
    const byType = new Map<string, Rule[]>();
    for (const {state, type, source} of this.graph.heard(leaf)) {
      const rule = this.rules.find(
        ({heard}) => heard.state === state && heard.type === type && heard.source === source,
      );
      if (rule) byType.set(type, [...(byType.get(type) ?? []), rule]);
    }
    const isOutside = (fact: number) => fact >= this.space.stored && fact < this.space.stage;
    return [...byType].map(([type, rules]) => ({
      type,
      rules,
      asksOutside: rules.some(({guard}) => guard?.reads.some(isOutside)),
    }));
  }

  #rule(heard: HeardTransition, id: number): Rule {
    const {state, type, source} = heard;
    const {by, sets = {}, ensures} = source.meta;
    const changes = Object.entries(sets).flatMap(([name, change]): Change[] => {
      const fact = this.space.indexOf(name);
      const domain = this.space.variables[fact]?.domain ?? [];
      if (fact < 0) return [];
      if (change === 'any') return [{kind: 'any', fact, by: domain.length}];
      if (typeof change === 'object') return [{kind: 'add', fact, by: change.add}];
      return [{kind: 'to', fact, by: domain.indexOf(change)}];
    });
    return {
      id,
      state: state.path,
      type,
      source,
      heard,
      guard: source.guard === undefined ? null : this.space.table(source.guard),
      ensures: ensures === undefined ? null : this.space.table(ensures),
      takers: by.reduce((bits, relation) => bits | (2 ** this.relations.indexOf(relation)), 0),
      changes,
    };
  }
}
