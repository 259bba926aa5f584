import {createHash} from 'node:crypto';

/** A number of a series: PR-2026-0001. */
export const serialNumber = (series: string, year: number, place: number): string =>
  `${series}-${year}-${String(place).padStart(4, '0')}`;

const WIDEST_STEP = 9;

/**
 * How far a number lies from the one before in a register of which not everybody sees every line: numbers grow, and a gap
 * tells nothing of a line that is hidden.
 *
 * @param id random, of what is numbered
 */
export const stepOf = (id: string): number => 1 + (Number.parseInt(id.slice(0, 8), 16) % WIDEST_STEP);

const FEWEST_DIGITS = 5;
/** At most one in so many places of a series is taken, so that a free one is soon found. */
const ROOM = 4;

/**
 * A place in a series that tells neither how many there are nor which came first: that something is hidden between two numbers
 * must not show. At least five digits, more once they grow scarce.
 *
 * @param id random, of what is numbered
 * @param attempt 0, and one more each time the place is taken
 * @param count how many of the series there are
 */
export function scatteredPlace(id: string, attempt: number, count: number): number {
  const digits = Math.max(FEWEST_DIGITS, String(count * ROOM).length);
  const least = 10 ** (digits - 1);
  const drawn = createHash('sha256').update(`${id} ${attempt}`).digest().readUIntBE(0, 6);
  return least + (drawn % (9 * least));
}
