import {DeadlineSource} from './deadline';
import {FactChanges, FactDeclaration} from './facts';
import {Property} from './property';

/** XState's state value: a name, or names nested in names. */
export type StateValue = string | {readonly [name: string]: StateValue | undefined};

/** XState's state as it is stored: the value, and what history states remember. */
export interface CaseState {
  readonly value: StateValue;
  readonly history: Readonly<Record<string, readonly string[]>>;
}

export interface WaitingRule {
  readonly role: string;
  readonly when?: string;
}

/** What stands under `meta` of a state. */
export interface StateMeta {
  readonly title?: string;
  readonly progress?: string;
  readonly waitingFor?: readonly WaitingRule[];
  readonly deadline?: DeadlineSource;
}

/** What stands under `meta` of a transition. */
export interface ActionMeta {
  readonly title: string;
  readonly by: readonly string[];
  readonly form?: string;
  readonly upload?: string;
  readonly draft?: boolean;
  readonly primary?: boolean;
  readonly sets?: FactChanges;
  /** Condition that the facts fulfil afterwards; binds what a handler supplies for `any`. */
  readonly ensures?: string;
}

export interface TransitionSource {
  readonly target?: string;
  readonly guard?: string;
  readonly actions?: readonly string[];
  readonly meta: ActionMeta;
}

/** What is taken by itself, as soon as its guard holds; it carries out nothing. */
export interface AlwaysSource {
  readonly target?: string;
  readonly guard?: string;
  readonly meta?: {readonly sets?: FactChanges};
}

export interface StateSource {
  readonly type?: 'parallel' | 'history' | 'final' | 'compound' | 'atomic';
  readonly initial?: string;
  readonly history?: 'shallow' | 'deep';
  readonly target?: string;
  readonly tags?: readonly string[];
  readonly description?: string;
  readonly meta?: StateMeta;
  readonly on?: Readonly<Record<string, string | TransitionSource | readonly TransitionSource[]>>;
  readonly always?: string | AlwaysSource | readonly AlwaysSource[];
  readonly states?: Readonly<Record<string, StateSource>>;
}

export interface RevealRule {
  readonly see: readonly string[];
  readonly when?: string;
}

/** What of a case is masked for whoever holds a relation, and while what holds. */
export interface MaskRule {
  readonly masks: readonly string[];
  readonly when?: string;
}

export interface WorkflowMeta {
  readonly title: string;
  readonly numberPrefix: string;
  /** Place in lists of programmes; those without one come last. */
  readonly order?: number;
  readonly referral: {readonly form: string};
  readonly report: string;
  readonly instrument?: string;
  readonly facts: Readonly<Record<string, FactDeclaration>>;
  readonly limiting: Readonly<Record<string, {readonly keeps: readonly string[]}>>;
  readonly reveals: Readonly<Record<string, readonly RevealRule[]>>;
  /** Who judges without knowing everything; takes away from what is revealed, and always wins. */
  readonly masking?: Readonly<Record<string, readonly MaskRule[]>>;
  /** Grades of conflicts of interest, where they are not the usual ones; and for how long a review of somebody counts. */
  readonly conflicts?: {
    readonly grades?: Readonly<Record<string, 'absolute' | 'presumptive' | 'advisory' | 'none'>>;
    readonly reviewedWithinDays?: number;
  };
  /** Who is told when a role is late with its turn. */
  readonly superiors?: Readonly<Record<string, string>>;
  /** What the checker proves of every case. */
  readonly properties?: readonly Property[];
}

export interface WorkflowSource extends Omit<StateSource, 'meta'> {
  readonly id: string;
  readonly version: string;
  readonly meta: WorkflowMeta;
}

export type JsonSchema = Readonly<Record<string, unknown>>;

/** A text with which somebody begins to write to the physician: an example, to be adapted before it is sent. */
export interface Letter {
  readonly title: string;
  /** Where it comes from, and under which licence. */
  readonly provenance: string;
  readonly text: string;
}

/** Everything a definition consists of; its hash covers all of it. */
export interface DefinitionSource {
  readonly workflow: WorkflowSource;
  readonly forms: Readonly<Record<string, JsonSchema>>;
  readonly instrument: unknown;
  /** By the name that forms give under `x-letter`; absent without a file of letters. */
  readonly letters?: Readonly<Record<string, Letter>>;
}
