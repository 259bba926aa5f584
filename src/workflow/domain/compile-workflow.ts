import {AnyStateMachine, assign, createMachine} from 'xstate';
import {
  ActionMeta,
  AlwaysSource,
  DefinitionSource,
  JsonSchema,
  StateSource,
  TransitionSource,
  WorkflowMeta,
} from './definition';
import {Condition, FactError, FactLanguage, Facts, applySets, initialFacts} from './facts';
import {formsWithLetters} from './letters';
import {alwaysIn, statesOf, transitionsIn, transitionsOf} from './transitions';

export interface RevealCondition {
  readonly see: readonly string[];
  readonly when: Condition;
}

export interface MaskCondition {
  readonly masks: readonly string[];
  readonly when: Condition;
}

export interface WaitingCondition {
  readonly role: string;
  readonly when: Condition;
}

/** A definition made ready to run; immutable, cached by (id, version, hash). */
export interface Workflow {
  readonly id: string;
  readonly version: string;
  readonly hash: string;
  readonly meta: WorkflowMeta;
  readonly machine: AnyStateMachine;
  readonly actionTypes: ReadonlySet<string>;
  /** What each action is called; where states call it differently, as the first does. */
  readonly actionTitles: ReadonlyMap<string, string>;
  readonly initialFacts: Facts;
  readonly outsideFacts: readonly string[];
  readonly reveals: ReadonlyMap<string, readonly RevealCondition[]>;
  readonly masking: ReadonlyMap<string, readonly MaskCondition[]>;
  readonly waiting: ReadonlyMap<string, readonly WaitingCondition[]>;
  /** By name, letters filled in. */
  readonly forms: Readonly<Record<string, JsonSchema>>;
  readonly instrument: unknown;
}

/** The event that `step` hands to the machine: what is sent, and as whom. */
export interface StepEvent {
  readonly type: string;
  readonly relations: ReadonlySet<string>;
  readonly supplied: Facts;
  readonly outside: Facts;
}

interface GuardArgs {
  readonly context: Facts;
  readonly event: StepEvent;
}

const always: Condition = () => true;

/**
 * Compiles a checked definition into a machine whose guards ask both the expression and the sender's relations,
 * and whose only change of context is what `meta.sets` declares.
 *
 * @param hash SHA-256 of the canonical definition, hex
 * @throws FactError when a guard or a condition is not one over the declared facts
 */
export function compileWorkflow(source: DefinitionSource, hash: string): Workflow {
  const {workflow, instrument} = source;
  const {facts: declarations} = workflow.meta;
  const language = new FactLanguage(declarations);
  const condition = (when?: string): Condition => (when === undefined ? always : language.compile(when));

  const guarded = (meta: ActionMeta, guard?: string) => {
    const holds = condition(guard);
    return ({context, event}: GuardArgs): boolean =>
      meta.by.some((relation) => event.relations.has(relation)) && holds({...context, ...event.outside});
  };
  const changed = ({sets = {}, ensures}: ActionMeta) => {
    const holds = condition(ensures);
    return ({context, event}: GuardArgs): Facts => {
      const facts = applySets(declarations, sets, context, event.supplied);
      if (!holds(facts)) throw new FactError(`"${String(ensures)}" would not hold after this action`);
      return facts;
    };
  };
  const transition = (source: TransitionSource): Record<string, unknown> => ({
    ...(source.target === undefined ? {} : {target: source.target}),
    meta: {...source.meta, effects: source.actions ?? []},
    guard: guarded(source.meta, source.guard),
    actions: assign(changed(source.meta)),
  });
  const eventless = ({target, guard, meta}: AlwaysSource): Record<string, unknown> => {
    const holds = condition(guard);
    return {
      ...(target === undefined ? {} : {target}),
      guard: ({context}: {context: Facts}) => holds(context),
      actions: assign(({context}: {context: Facts}) =>
        applySets(declarations, meta?.sets ?? {}, context, {}),
      ),
    };
  };
  const state = (source: StateSource): Record<string, unknown> => ({
    ...source,
    ...(source.on && {
      on: Object.fromEntries(
        Object.entries(source.on).map(([type, on]) => [type, transitionsIn(on).map(transition)]),
      ),
    }),
    ...(source.always !== undefined && {
      always: alwaysIn(source).map(({transition}) => eventless(transition)),
    }),
    ...(source.states && {
      states: Object.fromEntries(Object.entries(source.states).map(([name, child]) => [name, state(child)])),
    }),
  });

  const begin = initialFacts(declarations);
  const config = {...state(workflow), id: workflow.id, context: begin};
  const waiting = [...statesOf(workflow)].map(
    ({path, state: {meta}}) =>
      [path, (meta?.waitingFor ?? []).map(({role, when}) => ({role, when: condition(when)}))] as const,
  );
  return {
    id: workflow.id,
    version: workflow.version,
    hash,
    meta: workflow.meta,
    machine: createMachine(config as Parameters<typeof createMachine>[0]),
    actionTypes: new Set([...transitionsOf(workflow)].map(({type}) => type)),
    actionTitles: new Map(
      [...transitionsOf(workflow)].reverse().map(({type, transition}) => [type, transition.meta.title]),
    ),
    initialFacts: begin,
    outsideFacts: Object.keys(declarations).filter((name) => declarations[name]?.from === 'outside'),
    reveals: new Map(
      Object.entries(workflow.meta.reveals).map(([relation, rules]) => [
        relation,
        rules.map(({see, when}) => ({see, when: condition(when)})),
      ]),
    ),
    masking: new Map(
      Object.entries(workflow.meta.masking ?? {}).map(([relation, rules]) => [
        relation,
        rules.map(({masks, when}) => ({masks, when: condition(when)})),
      ]),
    ),
    waiting: new Map(waiting),
    forms: formsWithLetters(source.forms, source.letters),
    instrument,
  };
}
