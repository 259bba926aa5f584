/** Coarse enough to stay in the log for ever without telling anything of a case. */
export type AuditKind = 'change' | 'read' | 'refusal' | 'signIn' | 'export' | 'configuration';

/**
 * What is put on record. Names no clinical content: ids, types, field names and codes alone.
 * `action` and `outcome` use the words of HL7 FHIR R4 AuditEvent (C, R, U, D, E; 0 success, 4 minor failure).
 */
export interface AuditEvent {
  readonly type: string;
  readonly action: 'C' | 'R' | 'U' | 'D' | 'E';
  readonly outcome: '0' | '4';
  /** Person id, or `system`. */
  readonly who: string;
  /** Roles and relations under which it was done. */
  readonly as: readonly string[];
  /** Record concerned, e.g. a case id. */
  readonly on: string | null;
  readonly details: Readonly<Record<string, unknown>>;
}

/** An event and the stream that keeps it. */
export interface AuditRecord {
  readonly stream: string;
  readonly kind: AuditKind;
  readonly event: AuditEvent;
}

export type AtLeastOne<T> = readonly [T, ...T[]];

export const streams = {
  case: (id: string) => `case/${id}`,
  /** Reads and refusals stand apart, so that reading never waits for acting. */
  access: (id: string) => `case-access/${id}`,
  account: (id: string) => `account/${id}`,
  organisation: () => 'org',
} as const;

/** Whose log records what concerns the whole installation: no organisation has this id. */
export const INSTALLATION = '00000000-0000-0000-0000-000000000000';
