import {AnyMachineSnapshot, initialTransition, transition} from 'xstate';
import {ActionMeta, CaseState, StateMeta, StateValue} from './definition';
import {StepEvent, Workflow} from './compile-workflow';
import {Facts} from './facts';
import {stagePath, statePaths} from './state-path';

export interface Action {
  readonly type: string;
  /** Values for the facts that the transition declares `any`. */
  readonly supplied?: Facts;
}

export interface Actor {
  /** Effective relations to the case: see `effectiveRelations`. */
  readonly relations: ReadonlySet<string>;
}

export interface StepInput {
  readonly definition: Workflow;
  readonly state: CaseState;
  /** Stored facts together with the observed outside ones. */
  readonly facts: Facts;
  readonly action: Action;
  readonly actor: Actor;
}

export interface Step {
  readonly allowed: true;
  readonly state: CaseState;
  readonly facts: Facts;
  readonly effects: readonly string[];
  readonly meta: ActionMeta;
  readonly entered: boolean;
}

export type Refusal = {readonly allowed: false; readonly reason: 'unknown_type' | 'not_allowed'};

/** A transition's `meta`, and the actions that it names. */
export interface TakenMeta extends ActionMeta {
  readonly effects: readonly string[];
}

/** The state and facts with which a case of this workflow begins. */
export function begin(definition: Workflow): {state: CaseState; facts: Facts} {
  const [snapshot] = initialTransition(definition.machine);
  return {state: caseState(snapshot as AnyMachineSnapshot), facts: definition.initialFacts};
}

/**
 * Decides one action, purely: which transition it takes, the state and facts after it, the effects to carry out.
 * XState silently ignores what it does not know or allow, so both are refused here by name.
 *
 * @throws FactError when the supplied facts are not those that the transition declares
 */
export function step({definition, state, facts, action, actor}: StepInput): Step | Refusal {
  if (!definition.actionTypes.has(action.type)) return {allowed: false, reason: 'unknown_type'};
  const {stored, outside} = split(definition, facts);
  const event: StepEvent = {
    type: action.type,
    relations: actor.relations,
    supplied: action.supplied ?? {},
    outside,
  };
  const snapshot = restore(definition, state, stored);
  const meta = takenBy(definition, snapshot, event);
  if (!meta) return {allowed: false, reason: 'not_allowed'};
  const [after] = transition(definition.machine, snapshot, event);
  const stateAfter = caseState(after as AnyMachineSnapshot);
  return {
    allowed: true,
    state: stateAfter,
    facts: (after as AnyMachineSnapshot).context as Facts,
    effects: meta.effects,
    meta,
    entered: stagePath(stateAfter.value) !== stagePath(state.value),
  };
}

export interface AllowedAction {
  readonly type: string;
  readonly meta: TakenMeta;
}

/** Every action that the actor may take now, in the order of the definition. */
export function allowedActions({
  definition,
  state,
  facts,
  actor,
}: Omit<StepInput, 'action'>): AllowedAction[] {
  const {stored, outside} = split(definition, facts);
  const snapshot = restore(definition, state, stored);
  const allowed: AllowedAction[] = [];
  for (const type of definition.actionTypes) {
    const meta = takenBy(definition, snapshot, {type, relations: actor.relations, supplied: {}, outside});
    if (meta) allowed.push({type, meta});
  }
  return allowed;
}

/** What the definition says of the innermost active state. */
export function stateMeta(definition: Workflow, value: StateValue): StateMeta & {settled: boolean} {
  const node = definition.machine.getStateNodeById(`${definition.id}.${stagePath(value)}`);
  return {...(node.meta as StateMeta | undefined), settled: node.tags.includes('settled')};
}

/** Who the case waits for, by role. */
export function waitingRoles(definition: Workflow, value: StateValue, facts: Facts): string[] {
  return statePaths(value).flatMap((path) =>
    (definition.waiting.get(path) ?? []).filter(({when}) => when(facts)).map(({role}) => role),
  );
}

/**
 * Which relations count. One that limits (the subject, a conflict) leaves its holder nothing but what it keeps,
 * whatever else they are; of two that limit, each must keep the other.
 */
export function effectiveRelations(definition: Workflow, held: ReadonlySet<string>): Set<string> {
  const {limiting} = definition.meta;
  const limits = [...held].filter((relation) => relation in limiting);
  return new Set(
    [...held].filter((relation) =>
      limits.every((limit) => limit === relation || limiting[limit]?.keeps.includes(relation)),
    ),
  );
}

function takenBy(definition: Workflow, snapshot: AnyMachineSnapshot, event: StepEvent): TakenMeta | null {
  const [taken] = definition.machine.getTransitionData(snapshot, event);
  return (taken?.meta as TakenMeta | undefined) ?? null;
}

function split(definition: Workflow, facts: Facts): {stored: Facts; outside: Facts} {
  const outside = new Set(definition.outsideFacts);
  const entries = Object.entries(facts);
  return {
    stored: Object.fromEntries(entries.filter(([name]) => !outside.has(name))),
    outside: Object.fromEntries(entries.filter(([name]) => outside.has(name))),
  };
}

function restore(definition: Workflow, state: CaseState, context: Facts): AnyMachineSnapshot {
  const {machine} = definition;
  const historyValue = Object.fromEntries(
    Object.entries(state.history).map(([id, nodes]) => [
      id,
      nodes.map((node) => machine.getStateNodeById(node)),
    ]),
  );
  return machine.resolveState({value: state.value, context, historyValue});
}

function caseState(snapshot: AnyMachineSnapshot): CaseState {
  const history = Object.entries(snapshot.historyValue).map(
    ([id, nodes]) => [id, nodes.map((node) => node.id)] as const,
  );
  return {value: snapshot.value as StateValue, history: Object.fromEntries(history)};
}
