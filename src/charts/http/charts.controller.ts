import {Controller, Get, Param, Query, Res, StreamableFile} from '@nestjs/common';
import {ApiOkResponse, ApiOperation, ApiProduces, ApiTags} from '@nestjs/swagger';
import type {FastifyReply} from 'fastify';
import {CurrentPerson} from '../../identity';
import type {SignedInPerson} from '../../identity';
import {IdPipe} from '../../platform/http/id.pipe';
import {DownloadDocument} from '../queries/download-document';
import {ShowChart} from '../queries/show-chart';
import type {ChartPage} from '../queries/show-chart';
import {ChartPageDto, ChartQueryDto} from './chart.dto';
import {attachmentNamed} from './content-disposition';

@ApiTags('charts')
@Controller('cases/:id/chart')
export class ChartsController {
  readonly #chart: ShowChart;
  readonly #download: DownloadDocument;

  constructor(chart: ShowChart, download: DownloadDocument) {
    this.#chart = chart;
    this.#download = download;
  }

  @Get()
  @ApiOperation({operationId: 'showChart', summary: 'The charts of a case as one timeline, a page at a time'})
  @ApiOkResponse({type: ChartPageDto})
  async page(
    @CurrentPerson() person: SignedInPerson,
    @Param('id', IdPipe) caseId: string,
    @Query() query: ChartQueryDto,
  ): Promise<ChartPage> {
    const {limit = '200', cursor = null} = query;
    return this.#chart.page(person, {caseId, limit: Number(limit), cursor});
  }

  @Get('documents/:documentId')
  @ApiOperation({operationId: 'downloadDocument', summary: 'An attached file as it was sent'})
  @ApiProduces('application/octet-stream')
  @ApiOkResponse({schema: {type: 'string', format: 'binary'}})
  async document(
    @CurrentPerson() person: SignedInPerson,
    @Param('id', IdPipe) caseId: string,
    @Param('documentId', IdPipe) documentId: string,
    @Res({passthrough: true}) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const {document, stream} = await this.#download.open(person, {caseId, documentId});
    const {mediaType, name, bytes} = document;
    // Whatever the file holds, it is saved and never run as a page of ours.
    void reply
      .header('x-content-type-options', 'nosniff')
      .header(
        'content-security-policy',
        "sandbox; default-src 'none'; base-uri 'none'; frame-ancestors 'none'",
      )
      .header('cache-control', 'no-store');
    const type = mediaType === 'text/plain' ? 'text/plain; charset=utf-8' : mediaType;
    return new StreamableFile(stream, {
      type,
      disposition: attachmentNamed(name),
      ...(bytes !== undefined && {length: bytes}),
    });
  }
}
