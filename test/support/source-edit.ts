import type {WorkflowSource} from '../../src/workflow';

/** One change of a definition that somebody could make by mistake. */
export interface Mutant {
  readonly name: string;
  readonly workflow: WorkflowSource;
}

export type Node = Record<string, unknown>;
export type Path = readonly string[];
/** Changes a mutant's own copy. */
export type Edit = (copy: Node) => void;

export const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null;

/** The node at a path of keys. */
export function at(root: Node, path: Path): Node {
  let node = root;
  for (const key of path) {
    const next = node[key];
    if (!isNode(next)) throw new Error(`${path.join('.')} is no node`);
    node = next;
  }
  return node;
}

export const without =
  (key: string, path: Path): Edit =>
  (copy) => {
    Reflect.deleteProperty(at(copy, path), key);
  };
