import {HeardTransition, StateNode} from './state-node';

/** What is asked of the graph of states. */
interface Graph {
  readonly leaves: readonly StateNode[];
  nodes(): Iterable<StateNode>;
  heard(leaves: readonly string[]): HeardTransition[];
  always(leaves: readonly string[]): HeardTransition[];
  target(state: StateNode, target: string): StateNode | undefined;
}

/**
 * For each history state, by its path: in which innermost states what it remembers may still be read before it is
 * overwritten. For definitions without parallel states.
 */
export function liveHistories(graph: Graph): ReadonlyMap<string, ReadonlySet<string>> {
  const histories = [...graph.nodes()].filter(({source}) => source.type === 'history');
  return new Map(histories.map((history) => [history.path, livePaths(graph, history)]));
}

function livePaths(graph: Graph, history: StateNode): ReadonlySet<string> {
  const live = new Set<string>();
  const around = history.parent?.path ?? '';
  const within = (path: string) => around === '' || path.startsWith(`${around}.`);
  const leads = (leaf: string, {state, source}: HeardTransition): boolean => {
    const target = source.target === undefined ? undefined : graph.target(state, source.target);
    if (target === history) return true;
    if (!target) return false;
    return ends(target).some((path) => live.has(path) && (!within(leaf) || within(path)));
  };
  const ways = graph.leaves.map(({path}) => ({
    path,
    ways: [...graph.heard([path]), ...graph.always([path])],
  }));
  for (let size = -1; size !== live.size;) {
    size = live.size;
    for (const {path, ways: out} of ways)
      if (!live.has(path) && out.some((heard) => leads(path, heard))) live.add(path);
  }
  return live;
}

/** Every innermost state in which entering this one may end. */
function ends(target: StateNode): string[] {
  if (target.source.type === 'history') return target.parent ? below(target.parent) : [];
  const initial = target.children.find(
    ({path}) => path === [target.path, target.source.initial].filter(Boolean).join('.'),
  );
  if (target.children.length === 0) return [target.path];
  return initial ? ends(initial) : below(target);
}

const below = (node: StateNode): string[] =>
  node.children.length === 0 ? [node.path] : node.children.flatMap(below);
