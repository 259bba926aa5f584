const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Dates of a masked case, which are told from the index event: `day 3, 14:05`. */
const TOLD_AS_DAYS = /^(?:(?:day|month|year) -?\d+|\[date\])(?:, \d{2}:\d{2})?$/;

/**
 * An ISO 8601 date or instant in words: "22 Nov 2026", "22 Nov 2026, 10:15". A date alone has no zone and is not
 * moved. Month names are ours, for those of `Intl` differ between versions of its data.
 * @throws RangeError when the text is no ISO date or the zone is unknown
 */
export function reportTime(iso: string, timeZone: string): string {
  if (TOLD_AS_DAYS.test(iso)) return iso;
  const date = /^(\d{4})-(\d{2})-(\d{2})$/.exec(iso);
  if (date) return dayText(Number(date[3]), Number(date[2]), Number(date[1]));
  const instant = new Date(iso);
  if (Number.isNaN(instant.getTime())) throw new RangeError(`"${iso}" is no ISO 8601 date`);
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(instant);
  const part = Object.fromEntries(parts.map(({type, value}) => [type, value])) as Record<
    Intl.DateTimeFormatPartTypes,
    string
  >;
  return `${dayText(Number(part.day), Number(part.month), Number(part.year))}, ${part.hour}:${part.minute}`;
}

function dayText(day: number, month: number, year: number): string {
  const name = months[month - 1];
  if (name === undefined || day < 1 || day > 31) throw new RangeError(`${year}-${month}-${day} is no date`);
  return `${day} ${name} ${year}`;
}
