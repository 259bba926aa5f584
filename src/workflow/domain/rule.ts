import {ActionMeta} from './definition';
import {ConditionTable, FactSpace} from './fact-space';
import {ALWAYS, HeardTransition} from './state-node';
import {SourcePath, stateAt} from './transitions';

/** One alternative of one action in one state, or of what a state leaves by itself, made ready for many look-ups. */
export interface Rule {
  readonly id: number;
  readonly state: string;
  readonly type: string;
  readonly target: string | undefined;
  /** The relations that may send it; nobody sends what is taken by itself. */
  readonly by: readonly string[];
  /** Whether it leads towards the end. */
  readonly primary: boolean;
  readonly heard: HeardTransition;
  readonly guard: ConditionTable | null;
  readonly ensures: ConditionTable | null;
  /** One bit a relation. */
  readonly takers: number;
  readonly changes: readonly Change[];
  /** Where it stands in the source of the workflow. */
  readonly at: SourcePath;
}

/** `by` is the new digit, what is added to it, or how many digits there are. */
export interface Change {
  readonly kind: 'to' | 'add' | 'any';
  readonly fact: number;
  readonly by: number;
}

/** @throws FactError when a condition cannot be compiled */
export function ruleOf(
  heard: HeardTransition,
  {id, space, relations}: {id: number; space: FactSpace; relations: readonly string[]},
): Rule {
  const {state, type, source} = heard;
  const {by = [], sets = {}, ensures, primary = false}: Partial<ActionMeta> = source.meta ?? {};
  return {
    id,
    state: state.path,
    type,
    target: source.target,
    by,
    primary,
    heard,
    guard: source.guard === undefined ? null : space.table(source.guard),
    ensures: ensures === undefined ? null : space.table(ensures),
    takers: by.reduce((bits, relation) => bits | (2 ** relations.indexOf(relation)), 0),
    changes: Object.entries(sets).flatMap(([name, change]): Change[] => {
      const fact = space.indexOf(name);
      const domain = space.variables[fact]?.domain ?? [];
      if (fact < 0) return [];
      if (change === 'any') return [{kind: 'any', fact, by: domain.length}];
      if (typeof change === 'object') return [{kind: 'add', fact, by: change.add}];
      return [{kind: 'to', fact, by: domain.indexOf(change)}];
    }),
    at: [...stateAt(state.path), ...heard.at],
  };
}

/** How findings call a rule. */
export const ruleName = ({state, type, guard}: Rule): string =>
  `${state ? `${state}.` : ''}${type === ALWAYS ? 'always' : `on.${type}`}${guard === null ? '' : ` [${guard.expression}]`}`;
