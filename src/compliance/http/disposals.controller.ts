import {Controller, Get, HttpCode, Param, Post, Query, StreamableFile, UseGuards} from '@nestjs/common';
import {ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiProduces, ApiTags} from '@nestjs/swagger';
import {CurrentPerson, RecentSignInGuard} from '../../identity';
import type {SignedInPerson} from '../../identity';
import {ApiProblems} from '../../platform/http/api-problems';
import {IdPipe} from '../../platform/http/id.pipe';
import {renderToBuffer} from '../../reports';
import {Certify} from '../commands/certify';
import {Dispose} from '../commands/dispose';
import {TellDestructions} from '../commands/tell-destructions';
import {certificate} from '../domain/certificate';
import {DryRun} from '../queries/dry-run';
import {ShowDisposal} from '../queries/show-disposal';
import {
  CertificateDto,
  DisposalDto,
  JudgedCaseListDto,
  JudgedPageDto,
  ShownDisposalDto,
} from './disposals.dto';
import {OrganisationComplianceGuard} from './organisation-compliance.guard';
import {certificateBody, disposalBody, judgedCaseBody} from './present-retention';
import {DisposedDto, EnteredDto} from './retention.dto';

/** Disposal of what is due: looked at first, asked for by one person, approved by another, then carried out. */
@ApiTags('retention')
@Controller('retention')
@UseGuards(OrganisationComplianceGuard)
export class DisposalsController {
  readonly #dry: DryRun;
  readonly #show: ShowDisposal;
  readonly #dispose: Dispose;
  readonly #told: TellDestructions;
  readonly #certify: Certify;

  constructor(dry: DryRun, show: ShowDisposal, dispose: Dispose, told: TellDestructions, certify: Certify) {
    this.#dry = dry;
    this.#show = show;
    this.#dispose = dispose;
    this.#told = told;
    this.#certify = certify;
  }

  @Get('dry-run')
  @ApiOperation({
    operationId: 'dryRunDisposal',
    summary: 'Every settled case, and why each class of it goes or stays',
  })
  @ApiOkResponse({type: JudgedCaseListDto})
  async dryRun(
    @CurrentPerson() person: SignedInPerson,
    @Query() {limit, cursor}: JudgedPageDto,
  ): Promise<JudgedCaseListDto> {
    const page = await this.#dry.page(person, {limit: Number(limit ?? 50), cursor: cursor ?? null});
    return {items: page.items.map(judgedCaseBody), next: page.next};
  }

  @Get('disposals')
  @ApiOperation({operationId: 'listDisposals', summary: 'Disposals, latest first'})
  @ApiOkResponse({type: [DisposalDto]})
  async list(@CurrentPerson() person: SignedInPerson): Promise<DisposalDto[]> {
    const {disposals, names} = await this.#show.list(person);
    return disposals.map((disposal) => disposalBody(disposal, names));
  }

  @Post('disposals')
  @UseGuards(RecentSignInGuard)
  @ApiOperation({operationId: 'requestDisposal', summary: 'Ask for the disposal of what is due now'})
  @ApiProblems('reauthentication_required', 'action_not_allowed')
  @ApiCreatedResponse({type: EnteredDto})
  async request(@CurrentPerson() person: SignedInPerson): Promise<EnteredDto> {
    return {id: await this.#dispose.request(person)};
  }

  @Get('disposals/:id')
  @ApiOperation({operationId: 'showDisposal', summary: 'One disposal and what it lists'})
  @ApiOkResponse({type: ShownDisposalDto})
  async one(
    @CurrentPerson() person: SignedInPerson,
    @Param('id', IdPipe) id: string,
  ): Promise<ShownDisposalDto> {
    const {disposal, names, items} = await this.#show.show(person, id);
    return {disposal: disposalBody(disposal, names), items};
  }

  @Post('disposals/:id/approve')
  @HttpCode(200)
  @UseGuards(RecentSignInGuard)
  @ApiOperation({operationId: 'approveDisposal', summary: 'Approve a disposal that another person asked for'})
  @ApiProblems('reauthentication_required', 'action_not_allowed')
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
  @UseGuards(RecentSignInGuard)
  @ApiOperation({operationId: 'executeDisposal', summary: 'Carry out an approved disposal, or go on with it'})
  @ApiProblems('reauthentication_required', 'action_not_allowed')
  @ApiOkResponse({type: DisposedDto})
  async execute(
    @CurrentPerson() person: SignedInPerson,
    @Param('id', IdPipe) id: string,
  ): Promise<DisposedDto> {
    const done = await this.#dispose.execute(person, id);
    // Told outside before anybody hears that it is done.
    await this.#told.tell();
    return done;
  }

  @Get('disposals/:id/certificate')
  @ApiOperation({operationId: 'showCertificate', summary: 'The certificate of destruction'})
  @ApiProblems('action_not_allowed')
  @ApiOkResponse({type: CertificateDto})
  async certificate(
    @CurrentPerson() person: SignedInPerson,
    @Param('id', IdPipe) id: string,
  ): Promise<CertificateDto> {
    await this.#certify.run(person, id);
    return certificateBody(await this.#show.certificate(person, id));
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
    await this.#certify.run(person, id);
    const {disposal, names, ...parts} = await this.#show.certificate(person, id);
    const {requestedBy, requestedAt, approvedBy, approvedAt} = disposalBody(disposal, names);
    const model = certificate({
      ...parts,
      number: disposal.number,
      requestedBy: requestedBy.name,
      requestedAt,
      approvedBy: approvedBy?.name ?? '',
      approvedAt: approvedAt ?? '',
      madeAt: parts.log.verifiedAt,
      madeFor: person.displayName,
    });
    return new StreamableFile(await renderToBuffer(model), {
      type: 'application/pdf',
      disposition: 'attachment; filename="certificate-of-destruction.pdf"',
    });
  }
}
