import {Body, Controller, Get, Put} from '@nestjs/common';
import {ApiOkResponse, ApiOperation, ApiTags} from '@nestjs/swagger';
import {CurrentPerson} from '../../identity';
import type {SignedInPerson} from '../../identity';
import {problems} from '../../platform/errors/problem';
import {ApiProblems} from '../../platform/http/api-problems';
import {SetHolidays} from '../commands/set-holidays';
import {Calendar, ShowCalendar} from '../queries/show-calendar';
import {CalendarDto, HolidaysDto} from './calendar.dto';

@ApiTags('calendar')
@Controller('calendar')
export class CalendarController {
  readonly #calendar: ShowCalendar;
  readonly #holidays: SetHolidays;

  constructor(calendar: ShowCalendar, holidays: SetHolidays) {
    this.#calendar = calendar;
    this.#holidays = holidays;
  }

  @Get()
  @ApiOperation({
    operationId: 'showCalendar',
    summary: 'The time zone and holidays by which deadlines are reckoned',
  })
  @ApiOkResponse({type: CalendarDto})
  async show(@CurrentPerson() {organisationId}: SignedInPerson): Promise<Calendar> {
    return this.#calendar.show(organisationId);
  }

  @Put('holidays')
  @ApiOperation({operationId: 'setHolidays', summary: 'Replaces the holidays; for administrators'})
  @ApiProblems('not_found', 'invalid')
  @ApiOkResponse({type: CalendarDto})
  async set(@CurrentPerson() person: SignedInPerson, @Body() {holidays}: HolidaysDto): Promise<Calendar> {
    const {organisationId, personId, roles} = person;
    if (!roles.some(({role}) => role === 'administrator')) throw problems.notFound();
    await this.#holidays.run(organisationId, () => holidays, {who: personId, as: ['administrator']});
    return this.#calendar.show(organisationId);
  }
}
