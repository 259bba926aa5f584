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
