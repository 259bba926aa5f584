import {DateTime} from 'luxon';

/** When the house is asleep and the day before has come to the index. */
const HOUR = 3;

/** The first moment of the day, in an organisation's zone (IANA). */
export const dayBegins = (at: Date, timeZone: string): Date =>
  DateTime.fromJSDate(at, {zone: timeZone}).startOf('day').toJSDate();

/** Three in the morning, in an organisation's zone, the next time after `now`. */
export function nextNight(now: Date, timeZone: string): Date {
  const today = DateTime.fromJSDate(now, {zone: timeZone}).startOf('day').set({hour: HOUR});
  const next = today.toMillis() > now.getTime() ? today : today.plus({days: 1});
  return next.toJSDate();
}
