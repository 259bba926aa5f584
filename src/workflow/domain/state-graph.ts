import {StateSource, TransitionSource, WorkflowSource} from './definition';
import {transitionsIn} from './transitions';

export interface StateNode {
  /** Dotted; the root's is the empty string. */
  readonly path: string;
  readonly source: StateSource;
  readonly parent: StateNode | null;
  readonly children: StateNode[];
  readonly settled: boolean;
}

/** Where a case is: the innermost state, and what history states remember of those that were left. */
export interface Config {
  readonly leaf: string;
  /** Path of a history state to the state that it leads back to. */
  readonly history: Readonly<Record<string, string>>;
}

export interface HeardTransition {
  readonly state: StateNode;
  readonly type: string;
  readonly source: TransitionSource;
}

/**
 * The states of a definition without parallel regions, and where transitions lead: SCXML section 3.13 as XState 5
 * implements it, written anew so that the checker does not take the engine's word for what the engine does.
 */
export class StateGraph {
  readonly id: string;
  readonly root: StateNode;
  readonly #nodes = new Map<string, StateNode>();
  readonly #live = new Map<string, ReadonlySet<string>>();

  constructor(workflow: WorkflowSource) {
    this.id = workflow.id;
    this.root = this.#add('', {...workflow, meta: {}}, null);
    for (const history of this.nodes()) {
      if (history.source.type === 'history') this.#live.set(history.path, this.#livePaths(history));
    }
  }

  nodes(): IterableIterator<StateNode> {
    return this.#nodes.values();
  }

  get leaves(): StateNode[] {
    return [...this.nodes()].filter(isLeaf);
  }

  node(path: string): StateNode | undefined {
    return this.#nodes.get(path);
  }

  get initial(): Config {
    return {leaf: this.#enter(this.root, {}), history: {}};
  }

  /** What a case in `leaf` listens to, innermost state first, in the order in which alternatives are tried. */
  heard(leaf: string): HeardTransition[] {
    return [...this.#line(leaf)].flatMap((state) =>
      Object.entries(state.source.on ?? {}).flatMap(([type, on]) =>
        transitionsIn(on).map((source) => ({state, type, source})),
      ),
    );
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
    const target = this.#remembered(named, config.history);
    const domain = target !== state && !isBelow(target, state) ? commonAncestor(target, state) : state;
    const history = {...config.history};
    for (const left of this.#line(config.leaf)) {
      if (left === domain) break;
      for (const {path, source} of left.children.filter((child) => child.source.type === 'history'))
        history[path] = source.history === 'deep' ? config.leaf : childTowards(left, config.leaf);
    }
    return this.canonical({leaf: this.#enter(target, config.history), history});
  }

  /** Forgets what history states remember where nothing can read it again before it is overwritten. */
  canonical({leaf, history}: Config): Config {
    const kept = Object.entries(history).filter(([path]) => this.#live.get(path)?.has(leaf));
    return {leaf, history: Object.fromEntries(kept.sort(([a], [b]) => (a < b ? -1 : 1)))};
  }

  #add(path: string, source: StateSource, parent: StateNode | null): StateNode {
    const settled = source.tags?.includes('settled') === true;
    const node: StateNode = {path, source, parent, children: [], settled};
    this.#nodes.set(path, node);
    for (const [name, child] of Object.entries(source.states ?? {}))
      node.children.push(this.#add(join(path, name), child, node));
    return node;
  }

  /** The active states from the innermost to the root. */
  *#line(leaf: string): Generator<StateNode> {
    for (let node = this.node(leaf) ?? null; node; node = node.parent) yield node;
  }

  #enter(node: StateNode, history: Config['history']): string {
    if (node.source.type === 'history') return this.#enter(this.#remembered(node, history), history);
    const initial = this.node(join(node.path, node.source.initial ?? ''));
    return isLeaf(node) || !initial || initial === node ? node.path : this.#enter(initial, history);
  }

  #remembered(node: StateNode, history: Config['history']): StateNode {
    if (node.source.type !== 'history' || !node.parent) return node;
    const fallback = node.source.target ?? node.parent.source.initial ?? '';
    const remembered = history[node.path];
    return (remembered === undefined ? this.target(node, fallback) : this.node(remembered)) ?? node.parent;
  }

  /** In which leaves what this history state remembers may still be read. */
  #livePaths(history: StateNode): ReadonlySet<string> {
    const live = new Set<string>();
    const {parent} = history;
    const leads = (leaf: string, {state, source}: HeardTransition): boolean => {
      const target = source.target === undefined ? undefined : this.target(state, source.target);
      if (target === history) return true;
      if (!target) return false;
      const ends = target.source.type === 'history' && target.parent ? leavesBelow(target.parent) : null;
      const next = ends ?? [this.#enter(target, {})];
      const within = (path: string) =>
        parent === null || parent.path === '' || isPathBelow(path, parent.path);
      return next.some((path) => live.has(path) && (!within(leaf) || within(path)));
    };
    for (let size = -1; size !== live.size;) {
      size = live.size;
      for (const {path} of this.leaves) {
        if (!live.has(path) && this.heard(path).some((heard) => leads(path, heard))) live.add(path);
      }
    }
    return live;
  }
}

const join = (parent: string, name: string): string =>
  parent && name ? `${parent}.${name}` : parent || name;
const isLeaf = (node: StateNode): boolean => node.source.type !== 'history' && node.children.length === 0;
const isPathBelow = (path: string, above: string): boolean => path.startsWith(`${above}.`);

function isBelow(node: StateNode, above: StateNode): boolean {
  for (let at = node.parent; at; at = at.parent) if (at === above) return true;
  return false;
}

function commonAncestor(target: StateNode, source: StateNode): StateNode | null {
  for (let at = target.parent; at; at = at.parent) if (isBelow(source, at)) return at;
  return null;
}

function childTowards(node: StateNode, leaf: string): string {
  const child = node.children.find(({path}) => path === leaf || isPathBelow(leaf, path));
  return child?.path ?? leaf;
}

function leavesBelow(node: StateNode): string[] {
  return isLeaf(node) ? [node.path] : node.children.flatMap(leavesBelow);
}
