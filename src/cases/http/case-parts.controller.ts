import {Body, Controller, Get, HttpCode, Param, Post, Put, Req, Res} from '@nestjs/common';
import {
  ApiBody,
  ApiConsumes,
  ApiCreatedResponse,
  ApiHeader,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiTags,
} from '@nestjs/swagger';
import {RouteConfig} from '@nestjs/platform-fastify';
import type {FastifyReply, FastifyRequest} from 'fastify';
import {CurrentPerson} from '../../identity';
import type {SignedInPerson} from '../../identity';
import {ApiProblems} from '../../platform/http/api-problems';
import {IdPipe} from '../../platform/http/id.pipe';
import {fileOf} from '../../platform/http/multipart';
import {Draft, Drafts} from '../commands/drafts';
import {ReceiveUpload, UploadReply} from '../commands/receive-upload';
import {CaseHistory} from '../queries/case-history';
import {Preview, PreviewAction} from '../queries/preview-action';
import {DraftDto, HistoryDto, PreviewDto, UploadReplyDto} from './case-parts.dto';
import {AtDraft} from './case-headers';
import type {DraftPlace} from './case-headers';
import {DraftDataDto, PreviewRequestDto} from './case-request.dto';

@ApiTags('cases')
@Controller('cases/:id')
export class CasePartsController {
  readonly #history: CaseHistory;
  readonly #drafts: Drafts;
  readonly #upload: ReceiveUpload;
  readonly #previews: PreviewAction;

  constructor(history: CaseHistory, drafts: Drafts, upload: ReceiveUpload, previews: PreviewAction) {
    this.#history = history;
    this.#drafts = drafts;
    this.#upload = upload;
    this.#previews = previews;
  }

  @Get('history')
  @ApiOperation({
    operationId: 'showHistory',
    summary: 'What was done to the case, as far as the person signed in may see it',
  })
  @ApiOkResponse({type: HistoryDto})
  async history(
    @CurrentPerson() person: SignedInPerson,
    @Param('id', IdPipe) id: string,
  ): Promise<HistoryDto> {
    return {items: await this.#history.history(person, id)};
  }

  @Get('drafts/:type')
  @ApiOperation({operationId: 'showDraft', summary: 'The own draft of an action’s form'})
  @ApiProblems('action_not_allowed')
  @ApiOkResponse({type: DraftDto})
  @ApiNoContentResponse({description: 'There is none'})
  async draft(
    @CurrentPerson() person: SignedInPerson,
    @Param('id', IdPipe) id: string,
    @Param('type') type: string,
    @Res({passthrough: true}) reply: FastifyReply,
  ): Promise<Draft | null> {
    const draft = await this.#drafts.show(person, id, type);
    if (!draft) void reply.status(204);
    return draft;
  }

  @Put('drafts/:type')
  @ApiOperation({
    operationId: 'saveDraft',
    summary: 'Keep a draft of an action’s form; nobody else ever sees it',
  })
  @ApiProblems('action_not_allowed', 'stale')
  @ApiParam({name: 'type', schema: {type: 'string'}})
  @ApiHeader({name: 'If-Match', required: false, description: 'The version that was seen, in double quotes'})
  @ApiHeader({name: 'If-None-Match', required: false, description: '`*` where no draft was seen'})
  @ApiOkResponse({type: DraftDto})
  async saveDraft(
    @CurrentPerson() person: SignedInPerson,
    @Param('id', IdPipe) id: string,
    @AtDraft() place: DraftPlace,
    @Body() {data}: DraftDataDto,
  ): Promise<Draft> {
    return this.#drafts.save(person, id, {...place, data});
  }

  @Post('actions/preview')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'previewAction',
    summary:
      'What an action’s data would meet with: faults, and names that should not be said; nothing is kept',
  })
  @ApiProblems('unknown_action', 'action_not_allowed')
  @ApiOkResponse({type: PreviewDto})
  async preview(
    @CurrentPerson() person: SignedInPerson,
    @Param('id', IdPipe) id: string,
    @Body() {type, data = {}, panel = false}: PreviewRequestDto,
  ): Promise<Preview> {
    return this.#previews.preview(person, id, {type, data, panel});
  }

  @Post('uploads/:type')
  @RouteConfig({upload: true})
  @ApiOperation({operationId: 'uploadFile', summary: 'Send the file of an action that has an upload'})
  @ApiProblems('unknown_action', 'action_not_allowed', 'invalid')
  @ApiConsumes('multipart/form-data')
  @ApiBody({
    schema: {type: 'object', required: ['file'], properties: {file: {type: 'string', format: 'binary'}}},
  })
  @ApiCreatedResponse({type: UploadReplyDto})
  async upload(
    @CurrentPerson() person: SignedInPerson,
    @Param('id', IdPipe) id: string,
    @Param('type') type: string,
    @Req() request: FastifyRequest,
  ): Promise<UploadReply> {
    return fileOf(request, (file) => this.#upload.receive(person, {caseId: id, type, file}));
  }
}
