/** FHIR R4 datatypes, `dateTime`: a year, a month, a day, or an instant with its offset. */
const pattern =
  /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,9}))?(Z|[+-]\d{2}:\d{2}))?)?)?$/;

interface Parts {
  year: number;
  month: number;
  day: number;
  milliseconds: number;
}

function daysIn(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** Minutes east of UTC, null where the offset is none that FHIR allows (at most 14:00). */
function offsetMinutes(zone: string): number | null {
  if (zone === 'Z') return 0;
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(4));
  if (minutes > 59 || hours * 60 + minutes > 14 * 60) return null;
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}

/** Milliseconds since the day began in UTC, null where a field is out of range. A leap second (60) is allowed. */
function timeOfDay(match: RegExpExecArray): number | null {
  const [hour, minute, second] = [Number(match[4] ?? 0), Number(match[5] ?? 0), Number(match[6] ?? 0)];
  const offset = offsetMinutes(match[8] ?? 'Z');
  if (offset === null || hour > 23 || minute > 59 || second > 60) return null;
  return ((hour * 60 + minute - offset) * 60 + second) * 1000 + Number(`0.${match[7] ?? '0'}`) * 1000;
}

function partsOf(text: string): Parts | null {
  const match = pattern.exec(text);
  if (match === null) return null;
  const [year, month, day] = [Number(match[1]), Number(match[2] ?? 1), Number(match[3] ?? 1)];
  if (year === 0 || month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return null;
  const milliseconds = timeOfDay(match);
  return milliseconds === null ? null : {year, month, day, milliseconds};
}

/** Whether the text is a FHIR R4 `date`, `dateTime` or `instant` that exists in the calendar (years 0001 to 9999). */
export function isClinicalDate(text: string): boolean {
  return partsOf(text) !== null;
}

/**
 * The moment a clinical date begins, in milliseconds since 1970 UTC, fractions kept; a partial date begins with its
 * first day. Null for anything that is no clinical date.
 */
export function beginningOf(text: string): number | null {
  const parts = partsOf(text);
  if (parts === null) return null;
  // Date.UTC would read the years 0 to 99 as 1900 to 1999.
  return new Date(0).setUTCFullYear(parts.year, parts.month - 1, parts.day) + parts.milliseconds;
}
