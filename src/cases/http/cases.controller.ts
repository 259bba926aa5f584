import {Body, Controller, Get, Headers, HttpCode, Param, Post, Query, Res} from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiHeader,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type {FastifyReply} from 'fastify';
import {CurrentPerson} from '../../identity';
import type {SignedInPerson} from '../../identity';
import {ApiProblems} from '../../platform/http/api-problems';
import {IdPipe} from '../../platform/http/id.pipe';
import {ActionReply, PerformAction} from '../commands/perform-action';
import {ReferCase} from '../commands/refer-case';
import type {CaseBody} from '../domain/present-case';
import {CasePage, ListCases} from '../queries/list-cases';
import {Preview} from '../queries/preview-action';
import {PreviewReferral} from '../queries/preview-referral';
import {ShowCase} from '../queries/show-case';
import {ActionReplyDto, CaseDto, CasePageDto} from './case.dto';
import {PreviewDto} from './case-parts.dto';
import {ActionDto, CaseListQueryDto, PrintDto, ReferralDto} from './case-request.dto';
import {entityTag, idempotencyKey, versionIn} from './case-headers';

const text = {schema: {type: 'string'}} as const;

@ApiTags('cases')
@Controller('cases')
export class CasesController {
  readonly #refer: ReferCase;
  readonly #list: ListCases;
  readonly #show: ShowCase;
  readonly #perform: PerformAction;
  readonly #previews: PreviewReferral;

  constructor(
    refer: ReferCase,
    list: ListCases,
    show: ShowCase,
    perform: PerformAction,
    previews: PreviewReferral,
  ) {
    this.#refer = refer;
    this.#list = list;
    this.#show = show;
    this.#perform = perform;
    this.#previews = previews;
  }

  @Post()
  @ApiOperation({operationId: 'referCase', summary: 'Refer a case'})
  @ApiProblems('invalid')
  @ApiCreatedResponse({type: CaseDto, headers: {Location: text, ETag: text}})
  async refer(
    @CurrentPerson() person: SignedInPerson,
    @Body() {programme, data}: ReferralDto,
    @Res({passthrough: true}) reply: FastifyReply,
  ): Promise<CaseBody> {
    const body = await this.#refer.refer(person, programme, data);
    void reply.header('location', `/api/cases/${body.id}`).header('etag', entityTag(body.version));
    return body;
  }

  @Post('preview')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'previewReferral',
    summary: 'What a referral would meet with: faults, and names that should not be said; nothing is kept',
  })
  @ApiProblems('invalid')
  @ApiOkResponse({type: PreviewDto})
  async preview(
    @CurrentPerson() person: SignedInPerson,
    @Body() {programme, data}: ReferralDto,
  ): Promise<Preview> {
    return this.#previews.preview(person, programme, data);
  }

  @Get()
  @ApiOperation({
    operationId: 'listCases',
    summary: 'Cases that the person signed in may know of, latest first',
  })
  @ApiOkResponse({type: CasePageDto})
  async list(@CurrentPerson() person: SignedInPerson, @Query() query: CaseListQueryDto): Promise<CasePage> {
    return this.#list.list(person, {
      limit: Number(query.limit ?? 25),
      cursor: query.cursor ?? null,
      state: query.state ?? null,
      settled: query.settled === undefined ? null : query.settled === 'true',
      programme: query.programme ?? null,
      mine: query.turn === 'mine',
      referred: query.referred === 'mine',
    });
  }

  @Get(':id')
  @ApiOperation({operationId: 'showCase', summary: 'One case, as far as the person signed in may see it'})
  @ApiOkResponse({type: CaseDto, headers: {ETag: text}})
  async show(
    @CurrentPerson() person: SignedInPerson,
    @Param('id', IdPipe) id: string,
    @Res({passthrough: true}) reply: FastifyReply,
  ): Promise<CaseBody> {
    const body = await this.#show.show(person, id);
    void reply.header('etag', entityTag(body.version));
    return body;
  }

  @Post(':id/prints')
  @HttpCode(204)
  @ApiOperation({
    operationId: 'recordPrint',
    summary: 'Put on record that a page of the case is being printed, with what is shown of it',
  })
  @ApiNoContentResponse()
  async print(
    @CurrentPerson() person: SignedInPerson,
    @Param('id', IdPipe) id: string,
    @Body() {page}: PrintDto,
  ): Promise<void> {
    await this.#show.print(person, id, page);
  }

  @Post(':id/actions')
  @HttpCode(200)
  @ApiOperation({operationId: 'performAction', summary: 'Do one of the allowed actions'})
  @ApiProblems(
    'unknown_action',
    'precondition_required',
    'stale',
    'action_not_allowed',
    'invalid',
    'key_reused',
  )
  @ApiHeader({name: 'If-Match', required: true, description: 'The version that was seen, in double quotes'})
  @ApiHeader({name: 'Idempotency-Key', required: false})
  @ApiOkResponse({type: ActionReplyDto})
  async act(
    @CurrentPerson() person: SignedInPerson,
    @Param('id', IdPipe) id: string,
    @Body() {type, data}: ActionDto,
    @Headers() headers: Readonly<Record<string, string | undefined>>,
  ): Promise<ActionReply> {
    return this.#perform.perform(person, {
      caseId: id,
      type,
      data: data ?? {},
      ifMatch: versionIn(headers['if-match']),
      key: idempotencyKey(headers['idempotency-key']),
    });
  }
}
