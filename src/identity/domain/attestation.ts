import type {RoleGrant} from './role';

const DAY = 86_400_000;
const YEAR = 365 * DAY;

/** Milliseconds before an attestation lapses at which its person is told. */
export const REMINDERS: readonly number[] = [30 * DAY, 7 * DAY];

/** Roles whose holders see or decide what is in cases. Whoever refers, and whoever's care is reviewed, promises nothing first. */
const CASE_ROLES: ReadonlySet<string> = new Set([
  'coordinator',
  'chair',
  'viceChair',
  'member',
  'reviewer',
  'physicianLeader',
  'compliance',
]);

export interface Attesting {
  readonly roles: readonly Pick<RoleGrant, 'role'>[];
  /** Null when they never did. */
  readonly attestedUntil: Date | null;
}

export const mustAttest = (roles: Attesting['roles']): boolean =>
  roles.some(({role}) => CASE_ROLES.has(role));

export const attestedUntil = (now: Date): Date => new Date(now.getTime() + YEAR);

/** Whether somebody has to sign before they see or do anything in cases. */
export const attestationDue = ({roles, attestedUntil: until}: Attesting, now: Date): boolean =>
  mustAttest(roles) && (until === null || until <= now);

/** What holds no case: one's own account, what must be signed, people and roles, forms and calendars. */
const OPEN = [
  'session',
  'sessions',
  'attestations',
  'people',
  'roles',
  'registry',
  'programmes',
  'workflows',
  'instruments',
  'calendar',
  'concerns',
  'inbox',
].map((name) => `/api/${name}`);

/**
 * Whether a route is closed while an attestation is due: everything but what holds no case, so that a new route is closed
 * until it is named here. A case can always be referred.
 */
export const needsAttestation = (method: string, route: string): boolean =>
  !(method === 'POST' && route === '/api/cases') &&
  !OPEN.some((known) => route === known || route.startsWith(`${known}/`));

/** The words that are signed. */
export interface AttestationText {
  readonly version: string;
  readonly title: string;
  readonly text: string;
  /** Who wrote and who approved it. */
  readonly provenance: string;
}

const parts = ['version', 'title', 'text', 'provenance'] as const;

/** @throws TypeError for what is none */
export function attestationText(value: unknown): AttestationText {
  const found = (value ?? {}) as Readonly<Record<string, unknown>>;
  for (const part of parts)
    if (typeof found[part] !== 'string' || found[part] === '')
      throw new TypeError(`the text of the attestation has no ${part}`);
  return found as unknown as AttestationText;
}
