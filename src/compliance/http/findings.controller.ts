import {Body, Controller, Get, HttpCode, Param, Post, Query, UseGuards} from '@nestjs/common';
import {ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags} from '@nestjs/swagger';
import {CurrentPerson} from '../../identity';
import type {SignedInPerson} from '../../identity';
import {ApiProblems} from '../../platform/http/api-problems';
import {IdPipe} from '../../platform/http/id.pipe';
import {Findings} from '../commands/findings';
import {ListFindings, ShownFinding} from '../queries/list-findings';
import {RegisterPage} from '../queries/register-page';
import {OrganisationComplianceGuard} from './organisation-compliance.guard';
import {FindingListDto, FindingPageDto, FindingStateDto, FindingTimeDto, FoundDto} from './findings.dto';

@ApiTags('audit')
@Controller('audit/findings')
@UseGuards(OrganisationComplianceGuard)
export class FindingsController {
  readonly #findings: Findings;
  readonly #list: ListFindings;

  constructor(findings: Findings, list: ListFindings) {
    this.#findings = findings;
    this.#list = list;
  }

  @Post('search')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'seekUnusualAccess',
    summary: 'Look for unusual access within a time; what is found is kept for review; for compliance',
  })
  @ApiProblems('not_found', 'invalid')
  @ApiOkResponse({type: FoundDto})
  async look(
    @CurrentPerson() person: SignedInPerson,
    @Body() {from, to}: FindingTimeDto,
  ): Promise<{found: number; new: number}> {
    return this.#findings.look(person, {from: new Date(from), to: new Date(to)});
  }

  @Get()
  @ApiOperation({
    operationId: 'listFindings',
    summary: 'Findings of unusual access, latest first; for compliance',
  })
  @ApiProblems('not_found')
  @ApiOkResponse({type: FindingPageDto})
  async list(
    @CurrentPerson() person: SignedInPerson,
    @Query() {state = 'open', limit, cursor}: FindingListDto,
  ): Promise<RegisterPage<ShownFinding>> {
    return this.#list.list(person, state, {limit: Number(limit ?? 50), cursor: cursor ?? null});
  }

  @Post(':id/state')
  @HttpCode(204)
  @ApiOperation({operationId: 'changeFinding', summary: 'Explain or confirm a finding, or open it again'})
  @ApiNoContentResponse()
  async change(
    @CurrentPerson() person: SignedInPerson,
    @Param('id', IdPipe) id: string,
    @Body() {state, reason}: FindingStateDto,
  ): Promise<void> {
    await this.#findings.change(person, id, {state, reason: reason.trim()});
  }
}
