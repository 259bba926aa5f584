/** Coarse enough to stay in the log for ever without telling anything of a case. */
export const AUDIT_KINDS = [
  'change',
  'read',
  'refusal',
  'signIn',
  'export',
  'download',
  'print',
  'breakGlass',
  'disposal',
  'configuration',
] as const;
export type AuditKind = (typeof AUDIT_KINDS)[number];

/**
 * Why somebody acted, in the words of HL7's v3 PurposeOfUse: quality improvement, administration of the system,
 * compliance, legal, breaking the glass.
 */
export type PurposeOfUse = 'HQUALIMP' | 'HSYSADMIN' | 'HCOMPL' | 'HLEGAL' | 'BTG';

/**
 * What is put on record. Names no clinical content: ids, types, field names and codes alone.
 * `action` and `outcome` use the words of HL7 FHIR R4 AuditEvent (C, R, U, D, E; 0 success, 4 minor, 8 serious, 12 major
 * failure).
 */
export interface AuditEvent {
  readonly type: string;
  readonly action: 'C' | 'R' | 'U' | 'D' | 'E';
  readonly outcome: '0' | '4' | '8' | '12';
  /** In whose name it was done: a person's id, or `system`. */
  readonly who: string;
  /** Who really did it, where that is somebody else: of a command, the operating system's user, `os:<name>`. */
  readonly real?: string;
  /** Left out, it follows from the kind: `usualPurpose`. */
  readonly why?: PurposeOfUse;
  /** Roles and relations under which it was done. */
  readonly as: readonly string[];
  /** Record concerned, e.g. a case id. */
  readonly on: string | null;
  readonly details: Readonly<Record<string, unknown>>;
}

/** Where an event came from: the server itself, the command line, or a request. */
export interface EventOrigin {
  readonly via: 'http' | 'cli' | 'system';
  readonly address: string | null;
  /** A name for the sign-in, from which no token follows. */
  readonly session: string | null;
}

/** An event as its canonical bytes hold it: version 1, every field there. */
export type RecordedEvent = Omit<AuditEvent, 'real' | 'why'> & {
  readonly v: 1;
  readonly real: string | null;
  readonly why: PurposeOfUse;
  readonly where: EventOrigin;
};

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

const usualPurpose = (kind: AuditKind): PurposeOfUse => {
  if (kind === 'breakGlass') return 'BTG';
  if (kind === 'disposal') return 'HCOMPL';
  return kind === 'configuration' || kind === 'signIn' ? 'HSYSADMIN' : 'HQUALIMP';
};

/**
 * The event as it is kept, with where it came from.
 *
 * @param real who really acted, where the event does not say it
 */
export const recordedEvent = (
  {kind, event}: AuditRecord,
  where: EventOrigin,
  real: string | null = null,
): RecordedEvent => ({
  ...event,
  v: 1,
  real: event.real ?? real,
  why: event.why ?? usualPurpose(kind),
  where,
});
