export {CalendarModule} from './calendar.module';
export {SetHolidays} from './commands/set-holidays';
export type {Holiday} from './domain/holiday';
export {findCalendar, workCalendar} from './queries/show-calendar';
