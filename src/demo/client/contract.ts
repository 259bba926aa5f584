/** The pinned contract, as far as a client needs it that drives a case; nothing here knows a workflow. */

/** JSON Schema (2020-12), read one keyword at a time. */
export type Schema = Readonly<Record<string, unknown>>;

export interface Programme {
  readonly id: string;
  readonly title: string;
  readonly form: Schema;
}

export interface UploadTarget {
  readonly href: string;
  readonly field: string;
  readonly accept: readonly string[];
  readonly maxBytes: number;
}

export interface OfferedAction {
  readonly type: string;
  readonly title: string;
  readonly primary: boolean;
  readonly form?: Schema;
  readonly upload?: UploadTarget;
}

export interface CaseView {
  readonly id: string;
  readonly number: string;
  /** XState's state value. */
  readonly state: unknown;
  readonly settled: boolean;
  readonly version: string;
  readonly waitingFor: readonly {readonly role: string}[];
  readonly allowedActions: readonly OfferedAction[];
}

export interface ActionReply {
  readonly event: unknown;
  /** Null when the actor may no longer see the case. */
  readonly case: CaseView | null;
}

export interface SessionView {
  readonly person: {readonly id: string; readonly displayName: string};
  readonly roles: readonly string[];
}

/** A file to be sent where an action takes one. */
export interface SentFile {
  readonly name: string;
  readonly type: string;
  readonly content: Uint8Array<ArrayBuffer>;
}

/** Whom the contract names as demonstration people, in the order in which they are asked. */
export const DEMONSTRATION_PEOPLE: readonly string[] = [
  'coordinator',
  'physician',
  'reviewer1',
  'reviewer2',
  'reviewer3',
  'reviewer4',
  'reviewer5',
  'reviewer6',
  'chair',
  'vicechair',
  'member1',
  'member2',
  'member3',
  'member4',
  'staff',
  'compliance',
  'compliance2',
  'admin',
];

export const DEMONSTRATION_PASSWORD = 'collegium-demonstration';
