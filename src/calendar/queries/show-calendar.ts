import {Injectable} from '@nestjs/common';
import {ReadDatabase} from '../../platform/database/read-database';
import {ReadTransaction} from '../../platform/database/transaction';
import {WorkCalendar} from '../../workflow';
import {Holiday} from '../domain/holiday';
import {findHolidays, findZone} from '../persistence/calendar-rows';

export interface Calendar {
  /** IANA name. */
  readonly timeZone: string;
  /** In the order of their days. */
  readonly holidays: readonly Holiday[];
}

/** @throws Error when there is no such organisation */
export async function findCalendar(tx: ReadTransaction, organisationId: string): Promise<Calendar> {
  const zone = await tx.row(findZone, [organisationId]);
  if (!zone) throw new Error(`there is no organisation ${organisationId}`);
  return {timeZone: zone.time_zone, holidays: await tx.rows(findHolidays, [organisationId])};
}

/** The calendar by which deadlines are reckoned. */
export async function workCalendar(tx: ReadTransaction, organisationId: string): Promise<WorkCalendar> {
  const {timeZone, holidays} = await findCalendar(tx, organisationId);
  return {timeZone, holidays: new Set(holidays.map(({day}) => day))};
}

@Injectable()
export class ShowCalendar {
  constructor(private readonly database: ReadDatabase) {}

  show(organisationId: string): Promise<Calendar> {
    return this.database.read((tx) => findCalendar(tx, organisationId));
  }
}
