import {DateTime} from 'luxon';
import {Fault, pointer} from '../../platform/errors/problem';

/** A day on which the organisation does not work. */
export interface Holiday {
  /** ISO date. */
  readonly day: string;
  readonly name: string;
}

const LONGEST_NAME = 100;
const MOST = 1000;

/** Everything that is wrong with a list of holidays. */
export function holidayFaults(holidays: readonly Holiday[]): Fault[] {
  const faults: Fault[] = [];
  const days = new Set<string>();
  if (holidays.length > MOST) faults.push({pointer: '/holidays', detail: `are more than ${MOST}`});
  for (const [index, {day, name}] of holidays.entries()) {
    const at = (field: string): string => pointer('holidays', index, field);
    if (!isDate(day)) faults.push({pointer: at('day'), detail: `${day} is no day such as 2026-12-25`});
    else if (days.has(day)) faults.push({pointer: at('day'), detail: `${day} is named twice`});
    days.add(day);
    if (name.trim() === '' || name.length > LONGEST_NAME)
      faults.push({pointer: at('name'), detail: `must have 1 to ${LONGEST_NAME} characters`});
  }
  return faults;
}

const isDate = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text) && DateTime.fromISO(text).isValid;
