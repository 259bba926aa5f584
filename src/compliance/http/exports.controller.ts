import {Body, Controller, Get, Post, Query, StreamableFile, UseGuards} from '@nestjs/common';
import {ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiProduces, ApiTags} from '@nestjs/swagger';
import {CurrentPerson, RecentSignInGuard} from '../../identity';
import type {SignedInPerson} from '../../identity';
import {ApiProblems} from '../../platform/http/api-problems';
import {ExportEvents} from '../commands/export-events';
import {ExportEntry, ListExports} from '../queries/list-exports';
import {RegisterPage} from '../queries/register-page';
import {ComplianceGuard} from './compliance.guard';
import {ExportListDto, ExportPageDto, NewExportDto} from './exports.dto';
import {questionIn} from './search-query.dto';

const TYPES = {
  ndjson: 'application/x-ndjson',
  fhir: 'application/fhir+ndjson',
  csv: 'text/csv; charset=utf-8; header=present',
  pdf: 'application/pdf',
} as const;

@ApiTags('audit')
@Controller('audit/exports')
@UseGuards(ComplianceGuard)
export class ExportsController {
  readonly #exports: ExportEvents;
  readonly #list: ListExports;

  constructor(exports: ExportEvents, list: ListExports) {
    this.#exports = exports;
    this.#list = list;
  }

  @Post()
  @UseGuards(RecentSignInGuard)
  @ApiOperation({
    operationId: 'exportLog',
    summary: 'Events of the log as a numbered, watermarked file; for compliance',
  })
  @ApiProblems('not_found', 'reauthentication_required', 'invalid')
  @ApiProduces('application/x-ndjson', 'application/fhir+ndjson', 'text/csv', 'application/pdf')
  @ApiCreatedResponse({schema: {type: 'string', format: 'binary'}})
  async make(@CurrentPerson() person: SignedInPerson, @Body() body: NewExportDto): Promise<StreamableFile> {
    const {format} = body;
    const {number, content} = await this.#exports.run(person, questionIn(body), format);
    return new StreamableFile(content, {
      type: TYPES[format],
      disposition: `attachment; filename="${number}.${format === 'fhir' ? 'ndjson' : format}"`,
    });
  }

  @Get()
  @ApiOperation({
    operationId: 'listExports',
    summary: 'The register of exports, latest first; for compliance',
  })
  @ApiProblems('not_found')
  @ApiOkResponse({type: ExportPageDto})
  async list(
    @CurrentPerson() person: SignedInPerson,
    @Query() {limit, cursor}: ExportListDto,
  ): Promise<RegisterPage<ExportEntry>> {
    return this.#list.latest(person, {limit: Number(limit ?? 50), cursor: cursor ?? null});
  }
}
