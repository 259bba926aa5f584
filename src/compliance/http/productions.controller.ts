import {Body, Controller, Get, Param, Post, Query, StreamableFile, UseGuards} from '@nestjs/common';
import {ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiProduces, ApiTags} from '@nestjs/swagger';
import {CurrentPerson, RecentSignInGuard} from '../../identity';
import type {SignedInPerson} from '../../identity';
import {ApiProblems} from '../../platform/http/api-problems';
import {IdPipe} from '../../platform/http/id.pipe';
import {ExportPrivilegeLog} from '../commands/export-privilege-log';
import {Produce} from '../commands/produce';
import type {ProductionRow} from '../queries/show-production';
import {ProductionCandidates} from '../queries/production-candidates';
import {ShowProduction} from '../queries/show-production';
import {OrganisationComplianceGuard} from './organisation-compliance.guard';
import {
  CandidateDto,
  CandidatesQueryDto,
  NewProductionDto,
  NewProductionMadeDto,
  PrivilegeLogFormatDto,
  ProductionDto,
  ShownProductionDto,
} from './productions.dto';

const TYPES = {csv: 'text/csv; charset=utf-8; header=present', pdf: 'application/pdf'} as const;

/** What was produced under a subpoena, and what was withheld and why. */
@ApiTags('productions')
@Controller('productions')
@UseGuards(OrganisationComplianceGuard)
export class ProductionsController {
  readonly #candidates: ProductionCandidates;
  readonly #show: ShowProduction;
  readonly #produce: Produce;
  readonly #logs: ExportPrivilegeLog;

  constructor(
    candidates: ProductionCandidates,
    show: ShowProduction,
    produce: Produce,
    logs: ExportPrivilegeLog,
  ) {
    this.#candidates = candidates;
    this.#show = show;
    this.#produce = produce;
    this.#logs = logs;
  }

  @Get()
  @ApiOperation({operationId: 'listProductions', summary: 'Productions, latest first; for compliance'})
  @ApiProblems('not_found')
  @ApiOkResponse({type: [ProductionDto]})
  async list(@CurrentPerson() person: SignedInPerson): Promise<ProductionDto[]> {
    return (await this.#show.list(person)).map(productionBody);
  }

  @Get('records')
  @ApiOperation({
    operationId: 'listProducible',
    summary: 'Every record of some cases as it would stand in a privilege log; for compliance',
  })
  @ApiProblems('not_found')
  @ApiOkResponse({type: [CandidateDto]})
  async records(
    @CurrentPerson() person: SignedInPerson,
    @Query() {cases}: CandidatesQueryDto,
  ): Promise<CandidateDto[]> {
    return this.#candidates.list(person, cases.split(','));
  }

  @Post()
  @UseGuards(RecentSignInGuard)
  @ApiOperation({
    operationId: 'recordProduction',
    summary: 'Put on record what was produced and what is withheld; for compliance',
  })
  @ApiProblems('not_found', 'reauthentication_required', 'invalid')
  @ApiCreatedResponse({type: NewProductionMadeDto})
  async make(
    @CurrentPerson() person: SignedInPerson,
    @Body() body: NewProductionDto,
  ): Promise<NewProductionMadeDto> {
    const {produced = [], files = [], basis = null, waiver = null, ...order} = body;
    const handed = files.map(({export: number = null, description, sha256}) => ({
      ...{export: number, description, sha256},
    }));
    return this.#produce.run(person, {...order, produced, basis, waiver, files: handed});
  }

  @Get(':id')
  @ApiOperation({
    operationId: 'showProduction',
    summary: 'A production with its privilege log; for compliance',
  })
  @ApiProblems('not_found')
  @ApiOkResponse({type: ShownProductionDto})
  async one(
    @CurrentPerson() person: SignedInPerson,
    @Param('id', IdPipe) id: string,
  ): Promise<ShownProductionDto> {
    const {production, madeBy, files, produced, withheld} = await this.#show.show(person, id);
    return {
      ...{production: productionBody(production), madeBy, produced, withheld},
      files: files.map(({export_number, description, sha256}) => ({
        ...{export: export_number, description, sha256},
      })),
    };
  }

  @Post(':id/privilege-log')
  @UseGuards(RecentSignInGuard)
  @ApiOperation({
    operationId: 'exportPrivilegeLog',
    summary: 'The privilege log as a numbered, watermarked file; for compliance',
  })
  @ApiProblems('not_found', 'reauthentication_required')
  @ApiProduces('text/csv', 'application/pdf')
  @ApiCreatedResponse({schema: {type: 'string', format: 'binary'}})
  async log(
    @CurrentPerson() person: SignedInPerson,
    @Param('id', IdPipe) id: string,
    @Body() {format}: PrivilegeLogFormatDto,
  ): Promise<StreamableFile> {
    const {number, content} = await this.#logs.run(person, id, format);
    return new StreamableFile(content, {
      type: TYPES[format],
      disposition: `attachment; filename="${number}.${format}"`,
    });
  }
}

const productionBody = (row: ProductionRow): ProductionDto => ({
  ...{id: row.id, number: row.number, requester: row.requester, authority: row.authority},
  ...{receivedOn: row.received_on, waiver: row.waiver, cases: row.case_ids},
  madeAt: row.made_at.toISOString(),
});
