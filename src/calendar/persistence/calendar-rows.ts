import {reading, writing} from '../../platform/database/statement';
import {Holiday} from '../domain/holiday';

export interface ZoneRow {
  time_zone: string;
}

export const findZone = reading<ZoneRow>('calendar_zone', 'SELECT time_zone FROM organisation WHERE id = $1');

export const findHolidays = reading<Holiday>(
  'calendar_holidays',
  'SELECT day::text, name FROM holiday WHERE organisation_id = $1 ORDER BY day',
);

/** One change of the calendar at a time. */
export const lockZone = reading<ZoneRow>(
  'calendar_lock',
  'SELECT time_zone FROM organisation WHERE id = $1 FOR NO KEY UPDATE',
);

export const insertHoliday = writing(
  'holiday_insert',
  'INSERT INTO holiday (organisation_id, day, name) VALUES ($1, $2, $3)',
);

export const deleteHoliday = writing(
  'holiday_delete',
  'DELETE FROM holiday WHERE organisation_id = $1 AND day = $2',
);
