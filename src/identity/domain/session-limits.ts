import type {SignedInPerson} from './signed-in-person';

type Proven = Pick<SignedInPerson, 'confirmedAt' | 'secondFactor'>;

const minute = 60_000;

/** A session ends after this time without a request, in milliseconds (NIST SP 800-63B-4, AAL2: at most 1 h). */
export const IDLE_LIMIT = 60 * minute;

/** A session ends after this time whatever is done, in milliseconds. */
export const ABSOLUTE_LIMIT = 12 * 60 * minute;

/** A use is noted at most so often, in milliseconds, so that reading costs no write. */
export const NOTING_INTERVAL = minute;

/** How long a sign-in counts for sensitive actions, in milliseconds. */
export const CONFIRMATION_LIMIT = 10 * minute;

/** Until when the password need not be given again for a sensitive action. */
export const confirmedUntil = (confirmedAt: Date): Date =>
  new Date(confirmedAt.getTime() + CONFIRMATION_LIMIT);

/**
 * Whether somebody may change how they sign in: both what they know and, where they have one, their second factor were given
 * so lately (ASVS 5.0, 7.5.1).
 */
export const isFullyConfirmed = (
  {confirmedAt, secondFactor: {enrolled, provenAt}}: Proven,
  now: Date,
): boolean =>
  isConfirmed(confirmedAt, now) && (!enrolled || (provenAt !== null && isConfirmed(provenAt, now)));

export const isConfirmed = (confirmedAt: Date, now: Date): boolean => now < confirmedUntil(confirmedAt);
