import {CalendarDay, IndexTime, dayNumber} from './index-event';

const MONTHS = 'jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec';
const NAMES = `(?:(?:${MONTHS})\\.?|january|february|march|april|june|july|august|sept(?:ember)?\\.?|october|november|december)`;
const TIME = '(?:(?:,|,? at)? (\\d{1,2}:\\d{2})(?::\\d{2})?(?![\\d:]))?';

const monthOf = (name: string): number => MONTHS.split('|').indexOf(name.slice(0, 3).toLowerCase()) + 1;

/** ISO 8601, and its date with slashes or dots. */
const iso = new RegExp(
  '(?<![\\d/-])(\\d{4})([-/.])(\\d{1,2})\\2(\\d{1,2})' +
    '(?:[T ](\\d{2}:\\d{2})(?::\\d{2}(?:\\.\\d+)?)?(?: ?(Z|[+-]\\d{2}:?\\d{2}))?)?(?![\\d/])',
  'g',
);
/** HL7 v2: 20260314, 202603141405. */
const packed =
  /(?<![\p{L}\d.-])((?:19|20)\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?:([01]\d|2[0-3])([0-5]\d)(?:[0-5]\d)?)?(?![\p{L}\d])/gu;
const numeric = new RegExp(
  `(?<![\\d/.-])(\\d{1,2})([./-])(\\d{1,2})\\2(\\d{4}|\\d{2})(?![\\d/])${TIME}`,
  'g',
);
const dayFirst = new RegExp(
  `(?<![\\p{L}\\d])(\\d{1,2})(?:st|nd|rd|th)?(?: of)?[ -]?(${NAMES})(?:,?[ -]*(\\d{4}|'?\\d{2}(?![\\d:])))?(?![\\p{L}\\d])${TIME}`,
  'giu',
);
const monthFirst = new RegExp(
  `(?<![\\p{L}\\d])(${NAMES})[ -]+(\\d{1,2})(?:st|nd|rd|th)?(?![\\p{L}\\d:])(?:,?[ -]+(\\d{4}|'\\d{2}))?(?![\\p{L}\\d])${TIME}`,
  'giu',
);
const monthAndYear = new RegExp(`(?<![\\p{L}\\d])(${NAMES})[ ,-]+((?:19|20)\\d{2})(?![\\p{L}\\d])`, 'giu');
/** Without a year it may be a fraction, so only after a word that asks for a date. */
const short =
  /(?<=(?<!\p{L})(?:on|since|from|until|till|before|after|dated|date:?|seen|admitted|discharged) )(\d{1,2})\/(\d{1,2})(?![\d/])/giu;

/** `may 5 mg` is no date, `May 5` is one. */
const isWord = (name: string): boolean => /^(?:may|mar|march|jan|dec|sep)$/.test(name);

/** Dates in free text, in the forms in which charts have them, told as days from the index event. */
export class TextDates {
  readonly #time: IndexTime;
  readonly #births: ReadonlySet<number>;

  /** @param birthDates of the patient, `YYYY-MM-DD`: not even told as days */
  constructor(time: IndexTime, birthDates: readonly string[]) {
    this.#time = time;
    this.#births = new Set(
      birthDates.flatMap((text) => {
        const [year = 0, month = 0, day = 0] = text.split('-').map(Number);
        return dayNumber({year, month, day}) ?? [];
      }),
    );
  }

  mask(text: string): string {
    return text
      .replace(iso, (whole, ...groups: (string | undefined)[]) => this.#iso(whole, groups))
      .replace(packed, (...[, year, month, day, hour, minute]: (string | undefined)[]) =>
        this.#told(
          {year: Number(year), month: Number(month), day: Number(day)},
          hour === undefined ? null : `${hour}:${String(minute)}`,
        ),
      )
      .replace(numeric, (whole, ...groups: (string | undefined)[]) => this.#numeric(whole, groups))
      .replace(dayFirst, (whole: string, ...[day = '', name = '', year, time]: (string | undefined)[]) =>
        isWord(name) && year === undefined ? whole : this.#named(whole, {day, name, year, time}),
      )
      .replace(monthFirst, (whole: string, ...[name = '', day = '', year, time]: (string | undefined)[]) =>
        isWord(name) && year === undefined ? whole : this.#named(whole, {day, name, year, time}),
      )
      .replace(monthAndYear, (_, name: string, year: string) =>
        this.#time.month({year: Number(year), month: monthOf(name)}),
      )
      .replace(short, (whole, one: string, other: string) => {
        const dates = [
          [one, other],
          [other, one],
        ].flatMap(([month, day]) => this.#inYear({month: Number(month), day: Number(day)}));
        return this.#nearest(whole, dates, null);
      });
  }

  #told(date: CalendarDay, time: string | null): string {
    const number = dayNumber(date);
    return number !== null && this.#births.has(number) ? '[date of birth]' : this.#time.day(date, time);
  }

  #iso(whole: string, [year, , month, day, time, zone]: (string | undefined)[]): string {
    const date = {year: Number(year), month: Number(month), day: Number(day)};
    if (dayNumber(date) === null) return whole;
    if (time === undefined || zone === undefined) return this.#told(date, time ?? null);
    const offset = zone === 'Z' || zone.includes(':') ? zone : `${zone.slice(0, 3)}:${zone.slice(3)}`;
    const pad = (part: number): string => String(part).padStart(2, '0');
    return this.#time.instant(
      new Date(`${String(year)}-${pad(date.month)}-${pad(date.day)}T${time}:00${offset}`),
    );
  }

  /** The day or the month may come first: of two that exist, the one closer to the index event. */
  #numeric(whole: string, [one, mark, other, year, time]: (string | undefined)[]): string {
    const [first, second] = [Number(one), Number(other)];
    const years = yearsOf(String(year));
    const dates = years.flatMap((full) => [
      ...(mark === '.' ? [] : [{year: full, month: first, day: second}]),
      {year: full, month: second, day: first},
    ]);
    return this.#nearest(whole, dates, time ?? null);
  }

  #named(
    whole: string,
    {
      day,
      name,
      year,
      time,
    }: {day: string; name: string; year?: string | undefined; time?: string | undefined},
  ): string {
    const date = {month: monthOf(name), day: Number(day)};
    const dates =
      year === undefined
        ? this.#inYear(date)
        : yearsOf(year.replace("'", '')).map((full) => ({...date, year: full}));
    return this.#nearest(whole, dates, time ?? null);
  }

  #inYear(date: Pick<CalendarDay, 'month' | 'day'>): CalendarDay[] {
    const year = this.#time.nearestYear(date) ?? 2000;
    return [{...date, year}];
  }

  #nearest(whole: string, dates: readonly CalendarDay[], time: string | null): string {
    const existing = dates.filter((date) => dayNumber(date) !== null);
    const born = existing.find((date) => this.#births.has(dayNumber(date) ?? NaN));
    const away = (date: CalendarDay): number => this.#time.distance(date);
    const chosen = born ?? [...existing].sort((a, b) => away(a) - away(b))[0];
    return chosen ? this.#told(chosen, time) : whole;
  }
}

/** A year of two digits lies in this century or in the last. */
const yearsOf = (year: string): number[] =>
  year.length === 4 ? [Number(year)] : [2000 + Number(year), 1900 + Number(year)];
