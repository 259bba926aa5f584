import {pathOf} from './state-path';

interface Transition {
  readonly target?: string;
  readonly meta?: {readonly primary?: boolean; readonly title?: string};
}

interface StateNode {
  readonly initial?: string;
  readonly type?: string;
  readonly tags?: readonly string[];
  readonly meta?: {readonly title?: string};
  readonly states?: Readonly<Record<string, StateNode>>;
  readonly on?: Readonly<Record<string, string | Transition | readonly Transition[]>>;
}

/** A definition in XState's configuration form, as far as it is drawn. */
export type Definition = StateNode & {readonly id?: string};

export interface Stage {
  readonly path: string;
  readonly title: string;
  readonly settled: boolean;
}

function nodeAt(definition: Definition, path: string): StateNode | undefined {
  let here: StateNode | undefined = definition;
  for (const name of path.split('.')) here = here?.states?.[name];
  return here;
}

/** The innermost state in which one stands after entering this one. */
function innermost(definition: Definition, path: string): string {
  const node = nodeAt(definition, path);
  return node?.initial === undefined ? path : innermost(definition, `${path}.${node.initial}`);
}

/** `closed` beside its source, `#peer-review.closed` from the root. */
function targetPath({id = ''}: Definition, from: string, target: string): string {
  if (target.startsWith(`#${id}.`)) return target.slice(id.length + 2);
  const parent = from.split('.').slice(0, -1);
  return [...parent, target].join('.');
}

const listOf = (one: string | Transition | readonly Transition[]): readonly Transition[] =>
  typeof one === 'string' ? [{target: one}] : [one].flat();

const transitionsOf = ({on = {}}: StateNode): Transition[] => Object.values(on).flatMap(listOf);

export function stageAt(definition: Definition, path: string): Stage {
  const node = nodeAt(definition, path);
  return {path, title: node?.meta?.title ?? path, settled: node?.tags?.includes('settled') === true};
}

/** The stages on the way that the primary actions lead, from the beginning until the case is settled. */
export function mainWay(definition: Definition): Stage[] {
  const way: Stage[] = [];
  let path: string | undefined = innermost(definition, definition.initial ?? '');
  while (path !== undefined && !way.some((stage) => stage.path === path)) {
    const here: string = path;
    way.push(stageAt(definition, here));
    const node = nodeAt(definition, here);
    path = transitionsOf(node ?? {})
      .filter(({meta, target}) => meta?.primary === true && target !== undefined)
      .map(({target = ''}) => innermost(definition, targetPath(definition, here, target)))
      .find((next) => nodeAt(definition, next) && !way.some((stage) => stage.path === next));
  }
  return way;
}

/** Where an action can lead from a state, other than to stay. */
export function targetsOf(definition: Definition, state: unknown, type: string): Stage[] {
  const here = pathOf(state);
  const parts = here.split('.');
  // An inner state's own transition comes before that of the states around it.
  for (let depth = parts.length; depth > 0; depth -= 1) {
    const from = parts.slice(0, depth).join('.');
    const found = nodeAt(definition, from)?.on?.[type];
    if (found === undefined) continue;
    return listOf(found).flatMap(({target}) =>
      target === undefined
        ? []
        : [stageAt(definition, innermost(definition, targetPath(definition, from, target)))],
    );
  }
  return [];
}
