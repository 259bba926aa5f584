import {Controller, Get, HttpCode, Param, Post, StreamableFile, UseGuards} from '@nestjs/common';
import {ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiProduces, ApiTags} from '@nestjs/swagger';
import {CurrentPerson} from '../../identity';
import type {SignedInPerson} from '../../identity';
import {ApiProblems} from '../../platform/http/api-problems';
import {IdPipe} from '../../platform/http/id.pipe';
import {renderToBuffer} from '../../reports';
import {Dispose} from '../commands/dispose';
import {certificate} from '../domain/certificate';
import {ShowDisposal} from '../queries/show-disposal';
import {ComplianceGuard} from './compliance.guard';
import {DisposedDto, EnteredDto} from './retention.dto';

const object = {schema: {type: 'object', additionalProperties: true}} as const;
const objects = {schema: {type: 'array', items: object.schema}} as const;

/** Disposal of what is due: looked at first, asked for by one person, approved by another, then carried out. */
@ApiTags('retention')
@Controller('retention')
@UseGuards(ComplianceGuard)
export class DisposalsController {
  readonly #show: ShowDisposal;
  readonly #dispose: Dispose;

  constructor(show: ShowDisposal, dispose: Dispose) {
    this.#show = show;
    this.#dispose = dispose;
  }

  @Get('dry-run')
  @ApiOperation({
    operationId: 'dryRunDisposal',
    summary: 'Every settled case, and why each class of it goes or stays',
  })
  @ApiOkResponse(objects)
  async dryRun(@CurrentPerson() person: SignedInPerson): Promise<object[]> {
    return (await this.#show.dryRun(person)).map(({row, judged}) => ({
      case: row.id,
      number: row.number,
      settledSince: row.stage_since,
      classes: judged,
    }));
  }

  @Get('disposals')
  @ApiOperation({operationId: 'listDisposals', summary: 'Disposals, latest first'})
  @ApiOkResponse(objects)
  async list(@CurrentPerson() person: SignedInPerson): Promise<object[]> {
    return this.#show.list(person);
  }

  @Post('disposals')
  @ApiOperation({operationId: 'requestDisposal', summary: 'Ask for the disposal of what is due now'})
  @ApiProblems('action_not_allowed')
  @ApiCreatedResponse({type: EnteredDto})
  async request(@CurrentPerson() person: SignedInPerson): Promise<EnteredDto> {
    return {id: await this.#dispose.request(person)};
  }

  @Get('disposals/:id')
  @ApiOperation({operationId: 'showDisposal', summary: 'One disposal and what it lists'})
  @ApiOkResponse(object)
  async one(@CurrentPerson() person: SignedInPerson, @Param('id', IdPipe) id: string): Promise<object> {
    return this.#show.show(person, id);
  }

  @Post('disposals/:id/approve')
  @HttpCode(200)
  @ApiOperation({operationId: 'approveDisposal', summary: 'Approve a disposal that another person asked for'})
  @ApiProblems('action_not_allowed')
  @ApiOkResponse({type: EnteredDto})
  async approve(
    @CurrentPerson() person: SignedInPerson,
    @Param('id', IdPipe) id: string,
  ): Promise<EnteredDto> {
    await this.#dispose.approve(person, id);
    return {id};
  }

  @Post('disposals/:id/execute')
  @HttpCode(200)
  @ApiOperation({operationId: 'executeDisposal', summary: 'Carry out an approved disposal, or go on with it'})
  @ApiProblems('action_not_allowed')
  @ApiOkResponse({type: DisposedDto})
  async execute(
    @CurrentPerson() person: SignedInPerson,
    @Param('id', IdPipe) id: string,
  ): Promise<DisposedDto> {
    return this.#dispose.execute(person, id);
  }

  @Get('disposals/:id/certificate')
  @ApiOperation({operationId: 'showCertificate', summary: 'The certificate of destruction'})
  @ApiProblems('action_not_allowed')
  @ApiOkResponse(object)
  async certificate(
    @CurrentPerson() person: SignedInPerson,
    @Param('id', IdPipe) id: string,
  ): Promise<object> {
    return this.#show.certificate(person, id);
  }

  @Get('disposals/:id/certificate.pdf')
  @ApiOperation({operationId: 'downloadCertificate', summary: 'The certificate of destruction, printed'})
  @ApiProblems('action_not_allowed')
  @ApiProduces('application/pdf')
  @ApiOkResponse({schema: {type: 'string', format: 'binary'}})
  async printed(
    @CurrentPerson() person: SignedInPerson,
    @Param('id', IdPipe) id: string,
  ): Promise<StreamableFile> {
    const {disposal, madeAt, ...parts} = await this.#show.certificate(person, id);
    const model = certificate({
      ...parts,
      organisation: '',
      number: disposal.number,
      requestedBy: disposal.requested_by,
      requestedAt: disposal.requested_at.toISOString(),
      approvedBy: disposal.approved_by ?? '',
      approvedAt: disposal.approved_at?.toISOString() ?? '',
      madeAt,
      madeFor: person.displayName,
    });
    return new StreamableFile(await renderToBuffer(model), {
      type: 'application/pdf',
      disposition: 'attachment; filename="certificate-of-destruction.pdf"',
    });
  }
}
