import {Body, Controller, Delete, Get, HttpCode, Param, Post, Query, UseGuards} from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import {CurrentPerson} from '../../identity';
import type {SignedInPerson} from '../../identity';
import {ApiProblems} from '../../platform/http/api-problems';
import {IdPipe} from '../../platform/http/id.pipe';
import {KeepReport} from '../commands/keep-report';
import {SavedReport, SavedReports} from '../queries/saved-reports';
import {EventPage} from '../queries/search-events';
import {EventPageDto} from './audit-events.dto';
import {ComplianceGuard} from './compliance.guard';
import {NewReportDto, ReportPageDto, SavedReportDto} from './reports.dto';
import {EnteredDto} from './retention.dto';
import {questionIn} from './search-query.dto';

/** Questions to the log that are kept under a name and asked again. */
@ApiTags('audit')
@Controller('audit/reports')
@UseGuards(ComplianceGuard)
export class ReportsController {
  readonly #keep: KeepReport;
  readonly #reports: SavedReports;

  constructor(keep: KeepReport, reports: SavedReports) {
    this.#keep = keep;
    this.#reports = reports;
  }

  @Get()
  @ApiOperation({operationId: 'listReports', summary: 'Saved reports, own and the desk’s; for compliance'})
  @ApiProblems('not_found')
  @ApiOkResponse({type: [SavedReportDto]})
  async list(@CurrentPerson() person: SignedInPerson): Promise<SavedReport[]> {
    return this.#reports.list(person);
  }

  @Post()
  @ApiOperation({
    operationId: 'saveReport',
    summary: 'Keep a question to the log under a name; for compliance',
  })
  @ApiProblems('not_found', 'invalid')
  @ApiCreatedResponse({type: EnteredDto})
  async save(@CurrentPerson() person: SignedInPerson, @Body() body: NewReportDto): Promise<EnteredDto> {
    const {name, shared = false, lastDays = null} = body;
    return {id: await this.#keep.save(person, {name, shared, lastDays, question: questionIn(body)})};
  }

  @Get(':id/events')
  @ApiOperation({
    operationId: 'runReport',
    summary: 'Ask the question of a saved report again; for compliance',
  })
  @ApiProblems('not_found')
  @ApiOkResponse({type: EventPageDto})
  async run(
    @CurrentPerson() person: SignedInPerson,
    @Param('id', IdPipe) id: string,
    @Query() {limit, cursor}: ReportPageDto,
  ): Promise<EventPage> {
    return this.#reports.run(person, id, {limit: Number(limit ?? 50), cursor: cursor ?? null});
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({operationId: 'removeReport', summary: 'Remove a saved report; for compliance'})
  @ApiProblems('not_found')
  @ApiNoContentResponse()
  async remove(@CurrentPerson() person: SignedInPerson, @Param('id', IdPipe) id: string): Promise<void> {
    await this.#keep.remove(person, id);
  }
}
