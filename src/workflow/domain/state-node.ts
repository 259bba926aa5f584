import {AlwaysSource, StateSource, TransitionSource} from './definition';
import {SourcePath, alwaysIn, locatedIn} from './transitions';

export interface StateNode {
  /** Dotted; the root's is the empty string. */
  readonly path: string;
  readonly source: StateSource;
  readonly parent: StateNode | null;
  readonly children: StateNode[];
  readonly settled: boolean;
  /** Place in the document; sorts what is active at once. */
  readonly order: number;
}

export interface HeardTransition {
  readonly state: StateNode;
  readonly type: string;
  readonly source: TransitionSource | AlwaysSource;
  /** Its place in the state's source. */
  readonly at: SourcePath;
}

/** The type of what is taken without anybody's action. */
export const ALWAYS = '';

export const heardAt = (state: StateNode): HeardTransition[] =>
  locatedIn(state.source.on ?? {}).map(({type, transition: source, at}) => ({state, type, source, at}));

export const alwaysAt = (state: StateNode): HeardTransition[] =>
  alwaysIn(state.source).map(({transition: source, at}) => ({state, type: ALWAYS, source, at}));

export const isHistory = (node: StateNode): boolean => node.source.type === 'history';
export const isParallel = (node: StateNode): boolean => node.source.type === 'parallel';
export const isLeaf = (node: StateNode): boolean => !isHistory(node) && node.children.length === 0;

export function isBelow(node: StateNode, above: StateNode): boolean {
  for (let at = node.parent; at; at = at.parent) if (at === above) return true;
  return false;
}
