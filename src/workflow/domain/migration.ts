import {Behaviour} from './behaviour';
import {checkBehaviour} from './check-behaviour';
import {CaseState, WorkflowSource} from './definition';
import {FactValue, Facts, domainFault} from './facts';
import {StateGraph} from './state-graph';
import {stagePath, valueOf} from './state-path';

/** Where a case stands: its state, and its stored facts. */
export interface MovingCase {
  readonly state: CaseState;
  readonly facts: Facts;
}

export type Move =
  ({readonly ok: true; readonly stage: string} & MovingCase) | {readonly ok: false; readonly why: string};

/** Old paths to new ones; whatever lies below a path goes with it. */
export type StateMap = Readonly<Record<string, string>>;

/**
 * How cases go from one version of a definition to another. A case goes only where the new version could have brought it
 * by itself: into a combination of stage, history and facts that its exploration reaches. A case in parallel regions stays.
 */
export class Migration {
  /** Why nothing can be moved at all; empty where cases can be tried one by one. */
  readonly faults: readonly string[];
  readonly #from: StateGraph;
  readonly #to: WorkflowSource;
  readonly #map: StateMap;
  readonly #behaviour: Behaviour | null;
  readonly #reachable = new Set<number>();

  /** @param to has passed `checkDefinition` */
  constructor(from: WorkflowSource, to: WorkflowSource, map: StateMap) {
    this.#from = new StateGraph(from);
    this.#to = to;
    this.#map = map;
    const misfits = [...this.#mapFaults()];
    const {findings, exploration} =
      misfits.length > 0 ? {findings: [], exploration: null} : checkBehaviour(to);
    const unsound = findings.map(
      ({where, finding}) => `version ${to.version} is not sound: ${where}: ${finding}`,
    );
    this.faults = [...misfits, ...unsound];
    this.#behaviour = this.faults.length > 0 ? null : (exploration?.behaviour ?? null);
    if (!this.#behaviour || !exploration) return;
    for (let index = 0; index < exploration.size; index += 1)
      this.#reachable.add(exploration.combination(index));
  }

  /** The path that an old path has in the new version, whether or not there is one. */
  path(old: string): string {
    const names = old.split('.');
    for (let count = names.length; count > 0; count -= 1) {
      const mapped = this.#map[names.slice(0, count).join('.')];
      if (mapped !== undefined) return [mapped, ...names.slice(count)].join('.');
    }
    return old;
  }

  /** Where one case goes, or why it cannot. Names states and facts; no fact's value. */
  move({state, facts}: MovingCase): Move {
    if (!this.#behaviour) return {ok: false, why: 'the versions do not fit'};
    const {graph} = this.#behaviour;
    const stage = stagePath(state.value);
    const known = this.#from.canonical({leaves: [stage], history: this.#remembered(state)});
    const leaf = this.path(stage);
    if (!graph.leaves.some(({path}) => path === leaf))
      return {ok: false, why: `there is no state ${leaf}: say where ${stage} goes with --map`};
    const history: Record<string, readonly string[]> = {};
    for (const [place, remembered] of Object.entries(known.history)) {
      const at = this.path(place);
      if (graph.node(at)?.source.type !== 'history')
        return {ok: false, why: `there is no history state ${at}, which remembers ${remembered.join(', ')}`};
      const lost = remembered.find((old) => !graph.node(this.path(old)));
      if (lost !== undefined)
        return {
          ok: false,
          why: `it would come back to ${this.path(lost)}, which does not exist: --map ${lost}=...`,
        };
      history[at] = remembered.map((old) => this.path(old));
    }
    const carried = this.#carry(facts);
    if (typeof carried === 'string') return {ok: false, why: carried};
    if (!this.#reachable.has(this.#behaviour.combination({leaves: [leaf], history}, carried)))
      return {ok: false, why: `the new version never comes to ${leaf} with these facts`};
    const id = (path: string): string => `${this.#to.id}.${path}`;
    return {
      ok: true,
      stage: leaf,
      state: {
        value: valueOf(leaf),
        history: Object.fromEntries(Object.entries(history).map(([at, to]) => [id(at), to.map(id)])),
      },
      facts: carried,
    };
  }

  /** History as paths; the root's id stands before each. */
  #remembered({history}: CaseState): Record<string, readonly string[]> {
    const path = (node: string): string => node.slice(this.#from.id.length + 1);
    return Object.fromEntries(Object.entries(history).map(([at, nodes]) => [path(at), nodes.map(path)]));
  }

  /** Facts of the same name stay, new ones begin as the definition says; what it no longer has is left behind. */
  #carry(facts: Facts): Facts | string {
    const carried: Record<string, FactValue> = {};
    for (const [name, declaration] of Object.entries(this.#to.meta.facts)) {
      if (declaration.from === 'outside') continue;
      const value = facts[name] ?? declaration.initial;
      if (value === undefined || domainFault(declaration, value) !== null)
        return `fact ${name} has a value that the new version does not know`;
      carried[name] = value;
    }
    return carried;
  }

  *#mapFaults(): Generator<string> {
    const graph = new StateGraph(this.#to);
    if (this.#from.id !== this.#to.id) yield `${this.#from.id} and ${this.#to.id} are different programmes`;
    for (const [old, path] of Object.entries(this.#map)) {
      if (!this.#from.node(old) || old === '')
        yield `--map ${old}=${path}: the old version has no state ${old}`;
      if (!graph.node(path) || path === '')
        yield `--map ${old}=${path}: the new version has no state ${path}`;
    }
  }
}
