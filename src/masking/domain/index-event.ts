/** The event from which a masked case counts its time. */
export interface IndexEvent {
  /** Its day, `YYYY-MM-DD`; null where nobody said when it was: then no date can be told. */
  readonly day: string | null;
  /** IANA name: by its clocks the hours are told. */
  readonly timeZone: string;
}

export interface CalendarDay {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
}

const DAY = 86_400_000;
const UNTOLD = '[date]';

/** Days since 1970 of a day in the calendar; null when there is no such day. */
export function dayNumber({year, month, day}: CalendarDay): number | null {
  // Date.UTC would read the years 0 to 99 as 1900 to 1999.
  const at = new Date(new Date(0).setUTCFullYear(year, month - 1, day));
  return at.getUTCMonth() === month - 1 && at.getUTCDate() === day ? at.getTime() / DAY : null;
}

const parsedDay = (text: string): CalendarDay => ({
  year: Number(text.slice(0, 4)),
  month: Number(text.slice(5, 7)),
  day: Number(text.slice(8, 10)),
});

/** Tells dates as days from the index event, which is on day 0: `day 3, 14:05`. */
export class IndexTime {
  readonly #origin: CalendarDay | null;
  readonly #number: number | null;
  readonly #clock: Intl.DateTimeFormat;

  constructor({day, timeZone}: IndexEvent) {
    this.#origin = day === null ? null : parsedDay(day);
    this.#number = this.#origin && dayNumber(this.#origin);
    this.#clock = new Intl.DateTimeFormat('en-GB', {
      timeZone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
  }

  /** A day of the calendar, with the time of day (`14:05`) where one was written: `day -2`. */
  day(date: CalendarDay, time: string | null = null): string {
    const number = dayNumber(date);
    const told = number === null || this.#number === null ? UNTOLD : `day ${number - this.#number}`;
    return time === null ? told : `${told}, ${time}`;
  }

  /** A month alone: `month 0` is that of the index event. */
  month({year, month}: Pick<CalendarDay, 'year' | 'month'>): string {
    if (!this.#origin) return UNTOLD;
    return `month ${(year - this.#origin.year) * 12 + month - this.#origin.month}`;
  }

  /** A year alone: `year 0` is that of the index event. */
  year(year: number): string {
    return this.#origin ? `year ${year - this.#origin.year}` : UNTOLD;
  }

  instant(at: Date): string {
    const parts = Object.fromEntries(this.#clock.formatToParts(at).map(({type, value}) => [type, value]));
    const number = (name: string): number => Number(parts[name]);
    const date = {year: number('year'), month: number('month'), day: number('day')};
    return this.day(date, `${String(parts['hour'])}:${String(parts['minute'])}`);
  }

  /** A FHIR date as far as it is told: a year, a month, a day, or an instant. */
  clinical(text: string): string {
    if (/^\d{4}$/.test(text)) return this.year(Number(text));
    if (/^\d{4}-\d{2}$/.test(text))
      return this.month({year: Number(text.slice(0, 4)), month: Number(text.slice(5))});
    if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return this.day(parsedDay(text));
    const at = new Date(text);
    return Number.isNaN(at.getTime()) ? UNTOLD : this.instant(at);
  }

  /** The year in which a day and month without one lie closest to the index event. */
  nearestYear({month, day}: Pick<CalendarDay, 'month' | 'day'>): number | null {
    const origin = this.#origin;
    if (!origin) return null;
    const years = [origin.year - 1, origin.year, origin.year + 1];
    const away = (year: number): number => this.distance({year, month, day});
    return years.sort((one, other) => away(one) - away(other))[0] ?? null;
  }

  /** Days between a day and the index event; infinite for one that does not exist. */
  distance(date: CalendarDay): number {
    const number = dayNumber(date);
    return number === null ? Infinity : Math.abs(number - (this.#number ?? 0));
  }

  /** Completed years from a birth date (a day, a month or a year) to the index event; null when they cannot be told. */
  ageOf(birthDate: string): number | null {
    const origin = this.#origin;
    const [, year, month = '1', day = '1'] = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/.exec(birthDate) ?? [];
    if (!origin || year === undefined) return null;
    const before = origin.month - Number(month) || origin.day - Number(day);
    const age = origin.year - Number(year) - (before < 0 ? 1 : 0);
    return age < 0 ? null : age;
  }
}
