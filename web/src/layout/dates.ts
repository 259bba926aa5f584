/** Times are shown in the organisation's zone; set once it is known. */
let zone = 'UTC';

export function setTimeZone(timeZone: string): void {
  zone = timeZone;
}

export const timeZone = (): string => zone;

const format = (options: Intl.DateTimeFormatOptions, at: string | Date): string =>
  new Intl.DateTimeFormat('en-GB', {...options, timeZone: zone}).format(new Date(at));

/** @example `22 Nov 2026` */
export const day = (at: string | Date): string =>
  format({day: 'numeric', month: 'short', year: 'numeric'}, at);

/** @example `22 Nov 2026, 16:40` */
export const moment = (at: string | Date): string =>
  format({day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit'}, at);

/** Days of the calendar from today, negative when past. */
export function daysUntil(at: string, now = new Date()): number {
  const dayNumber = (when: Date): number => {
    const [year = 0, month = 0, date = 0] = format({year: 'numeric', month: '2-digit', day: '2-digit'}, when)
      .split('/')
      .reverse()
      .map(Number);
    return Date.UTC(year, month - 1, date) / 86_400_000;
  };
  return dayNumber(new Date(at)) - dayNumber(now);
}

/** @example `due in 3 days`, `due today`, `2 days late` */
export function dueInWords(at: string): string {
  const days = daysUntil(at);
  if (days === 0) return 'due today';
  if (days === 1) return 'due tomorrow';
  if (days > 1) return days <= 21 ? `due in ${String(days)} days` : `due ${day(at)}`;
  return days === -1 ? '1 day late' : `${String(-days)} days late`;
}

/** @example `3 days ago` */
export function agoInWords(at: string): string {
  const days = -daysUntil(at);
  if (days <= 0) return 'today';
  if (days === 1) return 'yesterday';
  return days <= 21 ? `${String(days)} days ago` : day(at);
}
