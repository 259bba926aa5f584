import {Controller, Get, Param, StreamableFile} from '@nestjs/common';
import {ApiOkResponse, ApiOperation, ApiProduces, ApiTags} from '@nestjs/swagger';
import {CurrentPerson} from '../../identity';
import type {SignedInPerson} from '../../identity';
import {IdPipe} from '../../platform/http/id.pipe';
import {CaseReportQuery} from '../queries/case-report-query';
import {renderDocument} from '../render/render-document';

@ApiTags('reports')
@Controller('cases/:id')
export class ReportsController {
  readonly #reports: CaseReportQuery;

  constructor(reports: CaseReportQuery) {
    this.#reports = reports;
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
}
