const MINUTE = 60_000;
const MINUTES_A_DAY = 1440;

const masked = /^day (-?\d+)(?:, (\d{2}):(\d{2}))?$/;
const wholeDay = /^\d{4}-\d{2}-\d{2}$/;

/** Minutes since 1970, or since the day of the event where dates are masked; null for what has no date. */
export function minuteOf(at: string | null): number | null {
  if (at === null) return null;
  const [, day, hours = '0', minutes = '0'] = masked.exec(at) ?? [];
  if (day !== undefined) return Number(day) * MINUTES_A_DAY + Number(hours) * 60 + Number(minutes);
  const moment = Date.parse(at);
  return Number.isNaN(moment) ? null : moment / MINUTE;
}

export interface Clock {
  readonly day: (at: string) => string;
  readonly moment: (at: string) => string;
}

/** A date as it is read: masked ones, and those without a day, as the server gives them; others on the given clock. */
export function timeInWords(at: string | null, clock: Clock): string {
  if (at === null) return 'no date';
  if (wholeDay.test(at)) return clock.day(`${at}T12:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}T/.test(at) && minuteOf(at) !== null ? clock.moment(at) : at;
}

/** From when to when; an end on the same day is told by its time alone. */
export function spanInWords(from: string | null, to: string | null, clock: Clock): string {
  const [begin, end] = [timeInWords(from, clock), to === null ? '' : timeInWords(to, clock)];
  if (end === '' || end === begin) return begin;
  const [date, time] = [begin.lastIndexOf(', '), end.lastIndexOf(', ')];
  const sameDay = time > 0 && begin.slice(0, date) === end.slice(0, time);
  return `${begin} to ${sameDay ? end.slice(time + 2) : end}`;
}

/** Latest first; what has no date comes last, in the order of the chart. */
export function latestFirst<T extends {readonly at: string | null}>(entries: readonly T[]): T[] {
  const minute = ({at}: T): number => minuteOf(at) ?? Number.NEGATIVE_INFINITY;
  return entries.toSorted((one, other) => {
    const [left, right] = [minute(one), minute(other)];
    return left === right ? 0 : right - left;
  });
}
