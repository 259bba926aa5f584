import {StateSource, WorkflowSource} from './definition';
import {liveHistories} from './live-histories';
import {
  HeardTransition,
  StateNode,
  alwaysAt,
  heardAt,
  isBelow,
  isHistory,
  isLeaf,
  isParallel,
} from './state-node';

/** Where a case is: the innermost states, and what history states remember of those that were left. */
export interface Config {
  /** In the document's order; more than one in a parallel state. */
  readonly leaves: readonly string[];
  /** Path of a history state to the states that it leads back to. */
  readonly history: Readonly<Record<string, readonly string[]>>;
}

/**
 * The states of a definition, and where transitions lead: SCXML section 3.13 as XState 5 implements it, written anew
 * so that the checker does not take the engine's word for what the engine does. One action moves at most one region.
 */
export class StateGraph {
  readonly id: string;
  readonly root: StateNode;
  readonly #nodes = new Map<string, StateNode>();
  readonly #live: ReadonlyMap<string, ReadonlySet<string>> | null;

  constructor(workflow: WorkflowSource) {
    this.id = workflow.id;
    this.root = this.#add('', {...workflow, meta: {}}, null);
    const parallel = [...this.nodes()].some(isParallel);
    this.#live = parallel ? null : liveHistories(this);
  }

  nodes(): IterableIterator<StateNode> {
    return this.#nodes.values();
  }

  get leaves(): StateNode[] {
    return [...this.nodes()].filter(isLeaf);
  }

  /** What can be the stage of a case: each innermost state, and instead of what lies in a parallel state, that state. */
  get stages(): StateNode[] {
    const inParallel = (node: StateNode): boolean =>
      node.parent !== null && (isParallel(node.parent) || inParallel(node.parent));
    return [...this.nodes()].filter((node) => (isLeaf(node) || isParallel(node)) && !inParallel(node));
  }

  node(path: string): StateNode | undefined {
    return this.#nodes.get(path);
  }

  get initial(): Config {
    const entered = new Set([this.root]);
    this.#descend(this.root, {}, entered);
    return {leaves: leavesOf(entered), history: {}};
  }

  /** The innermost state, or the parallel one that holds all innermost ones. */
  stage({leaves}: Config): StateNode {
    let node = this.node(leaves[0] ?? '') ?? this.root;
    while (node.parent && !leaves.every((leaf) => leaf === node.path || isPathBelow(leaf, node.path)))
      node = node.parent;
    return node;
  }

  /** The active states, inner ones before those around them. */
  active(leaves: readonly string[]): StateNode[] {
    const nodes = new Set<StateNode>();
    for (const leaf of leaves)
      for (let node = this.node(leaf) ?? null; node; node = node.parent) nodes.add(node);
    return [...nodes].sort((a, b) => b.order - a.order);
  }

  /** What a case in these states listens to, in the order in which alternatives are tried. */
  heard(leaves: readonly string[]): HeardTransition[] {
    return this.active(leaves).flatMap((state) => heardAt(state));
  }

  /** What is taken from these states by itself, in the order in which it is tried. */
  always(leaves: readonly string[]): HeardTransition[] {
    return this.active(leaves).flatMap((state) => alwaysAt(state));
  }

  /** The state that a `target` names, read from the state that it stands in; undefined when there is none. */
  target(state: StateNode, target: string): StateNode | undefined {
    if (target.startsWith('#')) {
      const [id, ...path] = target.slice(1).split('.');
      return id === this.id ? this.node(path.join('.')) : undefined;
    }
    if (target.startsWith('.')) return this.node(join(state.path, target.slice(1)));
    return state.parent ? this.node(join(state.parent.path, target)) : undefined;
  }

  /** Where a transition leads from `config`; one without a known target stays. */
  follow(config: Config, {state, source}: HeardTransition): Config {
    const named = source.target === undefined ? undefined : this.target(state, source.target);
    if (!named) return config;
    const targets = this.#remembered(named, config.history);
    const within = targets.every((target) => target === state || isBelow(target, state));
    const domain = within ? state : (commonAncestor([...targets, state]) ?? this.root);
    const active = this.active(config.leaves);
    const left = active.filter((node) => isBelow(node, domain));
    const history = {...config.history};
    for (const node of left)
      for (const {path, source} of node.children.filter(isHistory))
        history[path] = (
          source.history === 'deep'
            ? active.filter((one) => isLeaf(one) && isBelow(one, node))
            : active.filter(({parent}) => parent === node)
        )
          .sort((a, b) => a.order - b.order)
          .map((one) => one.path);
    const entered = new Set<StateNode>();
    if (!isHistory(named) && (named !== state || domain !== state)) entered.add(named);
    this.#descend(named, config.history, entered);
    for (const target of targets) this.#complete(target, domain, {history: config.history, entered});
    const stay = active.filter((node) => !left.includes(node));
    return this.canonical({leaves: leavesOf([...stay, ...entered]), history});
  }

  /** Forgets what history states remember where nothing can read it again before it is overwritten. */
  canonical({leaves, history}: Config): Config {
    const kept = Object.entries(history).filter(
      ([path]) => this.#live === null || leaves.some((leaf) => this.#live?.get(path)?.has(leaf)),
    );
    return {leaves, history: Object.fromEntries(kept.sort(([a], [b]) => (a < b ? -1 : 1)))};
  }

  /** The states that a target stands for: a history state stands for what it remembers. */
  #remembered(node: StateNode, history: Config['history']): StateNode[] {
    if (!isHistory(node) || !node.parent) return [node];
    const remembered = history[node.path]?.flatMap((path) => this.node(path) ?? []);
    if (remembered) return remembered;
    if (node.source.target === undefined && isParallel(node.parent)) return [node.parent];
    const fallback = this.target(node, node.source.target ?? node.parent.source.initial ?? '');
    return fallback ? this.#remembered(fallback, history) : [node.parent];
  }

  /** Enters what lies in a state that is entered. */
  #descend(node: StateNode, history: Config['history'], entered: Set<StateNode>): void {
    if (isHistory(node)) {
      const ends = this.#remembered(node, history);
      for (const end of ends) {
        entered.add(end);
        this.#descend(end, history, entered);
      }
      for (const end of ends) this.#complete(end, node.parent, {history, entered});
    } else if (isParallel(node)) {
      this.#regions(node, history, entered);
    } else if (!isLeaf(node)) {
      const initial = this.node(join(node.path, node.source.initial ?? ''));
      if (!initial || initial === node) return;
      if (!isHistory(initial)) entered.add(initial);
      this.#descend(initial, history, entered);
      this.#complete(initial, node, {history, entered});
    }
  }

  #regions(node: StateNode, history: Config['history'], entered: Set<StateNode>): void {
    for (const region of node.children.filter((child) => !isHistory(child))) {
      if ([...entered].some((one) => isBelow(one, region))) continue;
      entered.add(region);
      this.#descend(region, history, entered);
    }
  }

  /** Enters the states around one that is entered, up to `end`, and the regions beside it. */
  #complete(
    node: StateNode,
    end: StateNode | null,
    {history, entered}: {history: Config['history']; entered: Set<StateNode>},
  ): void {
    for (let at = node.parent; at && at !== end; at = at.parent) {
      entered.add(at);
      if (isParallel(at)) this.#regions(at, history, entered);
    }
    if (end && isParallel(end)) this.#regions(end, history, entered);
  }

  #add(path: string, source: StateSource, parent: StateNode | null): StateNode {
    const settled = source.tags?.includes('settled') === true;
    const node: StateNode = {path, source, parent, children: [], settled, order: this.#nodes.size};
    this.#nodes.set(path, node);
    for (const [name, child] of Object.entries(source.states ?? {}))
      node.children.push(this.#add(join(path, name), child, node));
    return node;
  }
}

const join = (parent: string, name: string): string =>
  parent && name ? `${parent}.${name}` : parent || name;
const isPathBelow = (path: string, above: string): boolean => above === '' || path.startsWith(`${above}.`);

function commonAncestor([first, ...rest]: readonly StateNode[]): StateNode | null {
  for (let at = first?.parent ?? null; at; at = at.parent) {
    const above = at;
    if (rest.every((node) => isBelow(node, above))) return at;
  }
  return null;
}

const leavesOf = (nodes: Iterable<StateNode>): string[] =>
  [...new Set(nodes)]
    .filter(isLeaf)
    .sort((a, b) => a.order - b.order)
    .map(({path}) => path);
