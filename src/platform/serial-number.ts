/** A number of a series, dense within its year: PR-2026-0001. */
export const serialNumber = (series: string, year: number, place: number): string =>
  `${series}-${year}-${String(place).padStart(4, '0')}`;
