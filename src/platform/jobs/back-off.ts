/** A job that has failed this often is given up. */
export const ATTEMPTS = 8;

const FIRST_PAUSE = 15_000;
const FACTOR = 4;
const LONGEST_PAUSE = 6 * 3_600_000;

/**
 * When a job that has now failed `failures` times is due again: after 15 s, 1 min, 4 min and so on, at most 6 h, so
 * that a mail server may be away for a night.
 *
 * @returns null when it is to be given up
 */
export function nextAttempt(failures: number, now: Date): Date | null {
  if (failures >= ATTEMPTS) return null;
  return new Date(now.getTime() + Math.min(LONGEST_PAUSE, FIRST_PAUSE * FACTOR ** (failures - 1)));
}
