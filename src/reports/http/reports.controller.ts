import {Controller, Get, Param, Query, StreamableFile, UseGuards} from '@nestjs/common';
import {ApiOkResponse, ApiOperation, ApiProduces, ApiTags} from '@nestjs/swagger';
import {CurrentPerson, RecentSignInGuard} from '../../identity';
import type {SignedInPerson} from '../../identity';
import {ApiProblems} from '../../platform/http/api-problems';
import {IdPipe} from '../../platform/http/id.pipe';
import {CaseReportQuery} from '../queries/case-report-query';
import {DeidentifiedCopyQuery} from '../queries/deidentified-copy-query';
import {renderDocument} from '../render/render-document';
import {DeidentifiedCopyQueryDto} from './reports.dto';

@ApiTags('reports')
@Controller('cases/:id')
export class ReportsController {
  readonly #reports: CaseReportQuery;
  readonly #copies: DeidentifiedCopyQuery;

  constructor(reports: CaseReportQuery, copies: DeidentifiedCopyQuery) {
    this.#reports = reports;
    this.#copies = copies;
  }

  @Get('report.pdf')
  @ApiOperation({
    operationId: 'downloadReport',
    summary: 'The case review report, as far as the person signed in may see the case',
  })
  @ApiProduces('application/pdf')
  @ApiOkResponse({schema: {type: 'string', format: 'binary'}})
  async report(
    @CurrentPerson() person: SignedInPerson,
    @Param('id', IdPipe) id: string,
  ): Promise<StreamableFile> {
    const model = await this.#reports.report(person, id);
    return new StreamableFile(renderDocument(model), {
      type: 'application/pdf',
      disposition: 'attachment; filename="case-review-report.pdf"',
    });
  }

  @Get('deidentified.pdf')
  @UseGuards(RecentSignInGuard)
  @ApiOperation({
    operationId: 'downloadDeidentifiedCopy',
    summary:
      'A settled case for others, masked by Safe Harbor in full: for those who know by their role whose case it is, and who ' +
      'have to read it before they hand it on; asks for a recent sign-in',
  })
  @ApiProblems('not_found', 'reauthentication_required')
  @ApiProduces('application/pdf')
  @ApiOkResponse({schema: {type: 'string', format: 'binary'}})
  async deidentified(
    @CurrentPerson() person: SignedInPerson,
    @Param('id', IdPipe) id: string,
    @Query() {for: purpose}: DeidentifiedCopyQueryDto,
  ): Promise<StreamableFile> {
    const model = await this.#copies.copy(person, id, purpose);
    return new StreamableFile(renderDocument(model), {
      type: 'application/pdf',
      disposition: 'attachment; filename="de-identified-case.pdf"',
    });
  }
}
