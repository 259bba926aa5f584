import {Readable} from 'node:stream';
import {Randomness} from '../../platform/crypto/randomness';
import {Fault} from '../../platform/errors/problem';
import {ReadTransaction, WriteTransaction} from '../../platform/database/transaction';
import {Workflow} from '../domain/compile-workflow';
import {WorkCalendar} from '../domain/deadline';
import {Facts} from '../domain/facts';

export interface CaseRelation {
  readonly personId: string;
  readonly relation: string;
}

/** What the facts of a case hold as far as people are looked for in them. */
export interface NamingText {
  /** Where the text stands. */
  readonly compartment: string;
  /** As `namePairs` finds them. */
  readonly pairs: ReadonlySet<string>;
}

/** What every part of the product may know of the case that it works on. */
export interface CaseContext {
  readonly organisationId: string;
  readonly caseId: string;
  readonly workflow: Workflow;
  readonly facts: Facts;
  readonly round: number;
  readonly committeeId: string;
  readonly subjectId: string;
  readonly referrerId: string;
  /** Relations that hold now. */
  readonly relations: readonly CaseRelation[];
  /** Opens what was told of the case, as it is now. */
  texts(): readonly NamingText[];
}

export interface Actor {
  readonly personId: string;
  /** Effective relations and roles; see `effectiveRelations`. */
  readonly relations: ReadonlySet<string>;
}

export interface NewItem {
  readonly kind: string;
  readonly compartment: string;
  /** Who wrote it or to whom it is addressed: they keep seeing it as their own. */
  readonly owner: string | null;
  readonly content: unknown;
}

export interface StoredItem {
  readonly id: string;
  readonly kind: string;
  readonly owner: string | null;
  readonly round: number;
  readonly content: unknown;
}

/** What an action's handler works with, inside the audited transaction and under the case's lock. */
export interface ActionContext<Data> extends CaseContext {
  readonly tx: WriteTransaction;
  readonly actor: Actor;
  /** Valid by the action's form. */
  readonly data: Data;
  readonly now: Date;
  readonly calendar: WorkCalendar;
  /** When the present stage is due; null without a deadline. */
  readonly dueAt: Date | null;
  readonly randomness: Randomness;
  addItem(item: NewItem): Promise<string>;
  items(kind: string): Promise<readonly StoredItem[]>;
  /** Releases items of these compartments and of this round to the reviewed physician. */
  release(compartments: readonly string[]): Promise<void>;
  relate(personId: string, relation: string): Promise<void>;
  unrelate(personId: string, relation: string): Promise<void>;
  notify(personId: string, kind: string): Promise<void>;
  /** Moves the due time of the present stage; nothing where it has no deadline. */
  extendDeadline(due: Date): Promise<void>;
  moveTo(committeeId: string): Promise<void>;
}

/** What is known while an action is only considered: it can look and say what is wrong, not write. */
export interface PrepareContext<Data> extends CaseContext {
  readonly tx: ReadTransaction;
  readonly now: Date;
  readonly calendar: WorkCalendar;
  readonly dueAt: Date | null;
  readonly actor: Actor;
  readonly data: Data;
}

export interface Prepared {
  /** Values for the facts that the transition declares `any`. */
  readonly supplied?: Facts;
  readonly faults?: readonly Fault[];
}

/** An action of the panel that is only considered: what is entered need not be complete, nor valid. */
export interface Considered {
  readonly tx: ReadTransaction;
  readonly organisationId: string;
  readonly committeeId: string;
  readonly actor: Actor;
  readonly data: unknown;
  /** Relations that hold now. */
  readonly relations: readonly CaseRelation[];
}

/** Who would decide after it. */
export interface Foreseen {
  /** All members of the committee. */
  readonly members: readonly {readonly id: string; readonly name: string}[];
  readonly relations: readonly CaseRelation[];
}

/** Carries out one of the `actions` that a definition names. */
export interface ActionHandler<Data = unknown> {
  readonly effect: string;
  /** The facts for which `prepare` supplies a value: transitions that name the effect declare them `any`. */
  readonly supplies?: readonly string[];
  prepare?(context: PrepareContext<Data>): Promise<Prepared>;
  /** Makes the action one of the panel's: the relations as they would be after it, as far as they say who decides. */
  foresee?(considered: Considered): Promise<Foreseen>;
  apply(context: ActionContext<Data>): Promise<void>;
}

export interface Choice {
  readonly const: string;
  readonly title: string;
}

export interface ChoiceContext {
  readonly tx: ReadTransaction;
  readonly organisationId: string;
  readonly personId: string;
  /** Absent while a case is being referred. */
  readonly case: CaseContext | null;
  /** Compartments of the case that the disclosure gate shows them whole: what a list says of it must stand in these. */
  readonly sees: ReadonlySet<string>;
  /** What the case holds of a kind: a list may name it to whoever takes the action. */
  items(kind: string): readonly StoredItem[];
  /** Those of other cases of which the gate shows a compartment whole to whoever chooses: figures may count only these. */
  showing(caseIds: readonly string[], compartment: string): Promise<ReadonlySet<string>>;
}

/** Fills in a list that forms name under `x-choices`, limited to what the viewer may choose. */
export interface ChoiceSource {
  readonly name: string;
  choices(context: ChoiceContext): Promise<readonly Choice[]>;
}

/** Makes a form that a definition names but does not write out, e.g. of its instrument. */
export interface FormSource {
  readonly name: string;
  form(workflow: Workflow): Readonly<Record<string, unknown>>;
}

/** A file on its way in, before anything of it is part of the case. */
export interface IncomingFile {
  readonly stream: Readable;
  /** As the sender named it; never trusted, never part of a path. */
  readonly name: string;
}

export interface UploadContext {
  readonly tx: WriteTransaction;
  readonly organisationId: string;
  readonly caseId: string;
  readonly now: Date;
  readonly randomness: Randomness;
  /** Seals content under the case's key, bound to where it lies. */
  seal(place: string, content: Buffer): Buffer;
}

export interface ReceivedFile {
  readonly id: string;
  readonly kind: string;
  readonly counts: Readonly<Record<string, number>>;
  /** Goes to the handlers of the action as its data. */
  readonly data: unknown;
}

/** Takes the file of an action that has an upload instead of a form. */
export interface UploadHandler {
  readonly name: string;
  /** Media types offered to the client. */
  readonly accept: readonly string[];
  readonly maxBytes: number;
  /**
   * Parses the file into staging rows, without the case's lock; what is thrown leaves nothing behind.
   *
   * @throws Problem when the file cannot be taken
   */
  receive(file: IncomingFile, context: UploadContext): Promise<ReceivedFile>;
}
