import {Module} from '@nestjs/common';
import {AuditModule} from '../audit';
import {SetHolidays} from './commands/set-holidays';
import {CalendarController} from './http/calendar.controller';
import {ShowCalendar} from './queries/show-calendar';

/** By which days an organisation works. */
@Module({imports: [AuditModule], controllers: [CalendarController], providers: [SetHolidays, ShowCalendar]})
export class CalendarModule {}
