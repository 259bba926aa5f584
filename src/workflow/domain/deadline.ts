import {DateTime} from 'luxon';

/** By which days an organisation works: where it lies, and its holidays as ISO dates. Saturday and Sunday are free. */
export interface WorkCalendar {
  /** IANA name. */
  readonly timeZone: string;
  readonly holidays: ReadonlySet<string>;
}

export type DayKind = 'calendar' | 'business';

/** `meta.deadline` of a state. */
export interface DeadlineSource {
  /** ISO 8601 duration from entering the state on. */
  readonly after: string;
  /** Which days count; calendar days when nothing is said. */
  readonly days?: DayKind;
  /** The system action that it sends when it passes. */
  readonly sends?: string;
  /** When those are reminded whose turn it is: durations from the due time, signed. */
  readonly reminders?: readonly string[];
  /** How long after the due time their superiors are told: see `meta.superiors`. */
  readonly escalate?: string;
  /** Whether time runs on while the case is on hold; it pauses when nothing is said. */
  readonly whileOnHold?: 'pause' | 'run';
}

/** A state with this tag keeps the deadlines of the stage that it interrupts. */
export const HOLD = 'hold';

export type StepKind = 'reminder' | 'escalation' | 'action';

/** Something that is to happen once, at a moment. */
export interface DeadlineStep {
  readonly kind: StepKind;
  /** As the definition writes it: the duration, or the action. */
  readonly step: string;
  readonly at: Date;
}

const DURATION =
  /^(?<sign>-?)P(?=\d|T\d)(?:(?<years>\d+)Y)?(?:(?<months>\d+)M)?(?:(?<weeks>\d+)W)?(?:(?<days>\d+)D)?(?:T(?=\d)(?:(?<hours>\d+)H)?(?:(?<minutes>\d+)M)?)?$/;
/** About ten thousand years: beyond it a date cannot be stored. */
const MOST_DIGITS = 4;

/** What is wrong with a duration, or null. Business days are counted in days (and hours), whole weeks being ambiguous. */
export function durationFault(text: string, days: DayKind = 'calendar'): string | null {
  const parts = DURATION.exec(text)?.groups;
  if (!parts || /\d{5}/.test(text))
    return `${text} is no duration such as P14D (at most ${MOST_DIGITS} digits)`;
  const counted = parts['years'] ?? parts['months'] ?? parts['weeks'];
  return days === 'business' && counted !== undefined
    ? `${text}: business days are counted in days, such as P10D`
    : null;
}

/**
 * The moment a duration away, before it when the duration is negative. Days keep the time of day in the organisation's
 * zone; hours and minutes are exact, whatever the clocks do. A time of day that a change of clocks leaves out is moved
 * later, never earlier.
 *
 * @throws RangeError on what is no duration
 */
export function shift(from: Date, text: string, days: DayKind, calendar: WorkCalendar): Date {
  const fault = durationFault(text, days);
  if (fault !== null) throw new RangeError(fault);
  const parts = DURATION.exec(text)?.groups ?? {};
  const sign = parts['sign'] === '-' ? -1 : 1;
  const amount = (name: string): number => sign * Number(parts[name] ?? 0);
  const local = DateTime.fromJSDate(from, {zone: calendar.timeZone});
  const day =
    days === 'business'
      ? plusBusinessDays(local, amount('days'), calendar)
      : local.plus({
          years: amount('years'),
          months: amount('months'),
          weeks: amount('weeks'),
          days: amount('days'),
        });
  return day.plus({hours: amount('hours'), minutes: amount('minutes')}).toJSDate();
}

/** The last millisecond of a day (ISO date) in the organisation's zone. */
export const endOfDay = (day: string, {timeZone}: WorkCalendar): Date =>
  DateTime.fromISO(day, {zone: timeZone}).endOf('day').toJSDate();

/** What a deadline that is due then does, in the order of time; nothing happens at or before `since`. */
export function deadlineSteps(
  source: DeadlineSource,
  {since, due}: {readonly since: Date; readonly due: Date},
  calendar: WorkCalendar,
): DeadlineStep[] {
  const {days = 'calendar', reminders = [], escalate, sends} = source;
  const at = (step: string): Date => shift(due, step, days, calendar);
  const steps: DeadlineStep[] = [
    ...reminders.map((step) => ({kind: 'reminder' as const, step, at: at(step)})),
    ...(escalate === undefined ? [] : [{kind: 'escalation' as const, step: escalate, at: at(escalate)}]),
    ...(sends === undefined ? [] : [{kind: 'action' as const, step: sends, at: due}]),
  ];
  return steps.filter((step) => step.at > since).sort((a, b) => a.at.getTime() - b.at.getTime());
}

/** When a deadline is due that rested from `heldAt` until `now`: what was left of it then is left of it now. */
export function resumedDue(
  {days = 'calendar', whileOnHold = 'pause'}: DeadlineSource,
  {due, heldAt, now}: {readonly due: Date; readonly heldAt: Date; readonly now: Date},
  calendar: WorkCalendar,
): Date {
  if (whileOnHold === 'run') return due;
  const exact = new Date(due.getTime() + now.getTime() - heldAt.getTime());
  if (days === 'calendar' || due <= heldAt) return exact;
  const zone = {zone: calendar.timeZone};
  const [from, to] = [DateTime.fromJSDate(heldAt, zone), DateTime.fromJSDate(due, zone)];
  const left = businessDaysBetween(from, to, calendar);
  if (left === 0) return exact;
  const resumed = plusBusinessDays(DateTime.fromJSDate(now, zone), left, calendar);
  const {hour, minute, second, millisecond} = to;
  return resumed.set({hour, minute, second, millisecond}).toJSDate();
}

function plusBusinessDays(from: DateTime, count: number, calendar: WorkCalendar): DateTime {
  let day = from;
  for (let left = Math.abs(count); left > 0;) {
    day = day.plus({days: Math.sign(count)});
    if (isBusinessDay(day, calendar)) left -= 1;
  }
  return day;
}

function businessDaysBetween(from: DateTime, to: DateTime, calendar: WorkCalendar): number {
  let count = 0;
  for (let day = from.plus({days: 1}); day.startOf('day') <= to; day = day.plus({days: 1}))
    if (isBusinessDay(day, calendar)) count += 1;
  return count;
}

const isBusinessDay = (day: DateTime, {holidays}: WorkCalendar): boolean =>
  day.weekday < 6 && !holidays.has(day.toISODate() ?? '');

/**
 * `P1DT12H` as `1 day 12 hours`.
 *
 * @throws RangeError on what is no duration
 */
export function durationInWords(duration: string): string {
  const parts = DURATION.exec(duration)?.groups;
  if (!parts) throw new RangeError(`${duration} is no duration such as P14D`);
  return ['years', 'months', 'weeks', 'days', 'hours', 'minutes']
    .map((unit) => [Number(parts[unit] ?? 0), unit] as const)
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count} ${count === 1 ? unit.slice(0, -1) : unit}`)
    .join(' ');
}
