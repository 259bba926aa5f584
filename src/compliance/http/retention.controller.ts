import {Body, Controller, Get, HttpCode, Param, Post, UseGuards} from '@nestjs/common';
import {ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags} from '@nestjs/swagger';
import {CurrentPerson, RecentSignInGuard} from '../../identity';
import type {SignedInPerson} from '../../identity';
import {ApiProblems} from '../../platform/http/api-problems';
import {IdPipe} from '../../platform/http/id.pipe';
import {RetentionRules} from '../commands/retention-rules';
import {RetentionDesk} from '../queries/retention-desk';
import {OrganisationComplianceGuard} from './organisation-compliance.guard';
import {holdBody, policyBody} from './present-retention';
import {
  EnteredDto,
  HoldDto,
  NewHoldDto,
  NewPolicyDto,
  PolicyDto,
  ReasonDto,
  ReleasedDto,
} from './retention.dto';

/** How long records are kept, by whose word, and what is held whatever the policies say. */
@ApiTags('retention')
@Controller('retention')
@UseGuards(OrganisationComplianceGuard)
export class RetentionController {
  readonly #desk: RetentionDesk;
  readonly #rules: RetentionRules;

  constructor(desk: RetentionDesk, rules: RetentionRules) {
    this.#desk = desk;
    this.#rules = rules;
  }

  @Get('policies')
  @ApiOperation({operationId: 'listPolicies', summary: 'Retention policies, those in force first'})
  @ApiOkResponse({type: [PolicyDto]})
  async policies(@CurrentPerson() person: SignedInPerson): Promise<PolicyDto[]> {
    return (await this.#desk.policies(person)).map(policyBody);
  }

  @Post('policies')
  @UseGuards(RecentSignInGuard)
  @ApiOperation({operationId: 'enterPolicy', summary: 'Enter a policy that counsel approved'})
  @ApiProblems('reauthentication_required', 'action_not_allowed', 'invalid')
  @ApiCreatedResponse({type: EnteredDto})
  async enter(@CurrentPerson() person: SignedInPerson, @Body() policy: NewPolicyDto): Promise<EnteredDto> {
    return {id: await this.#rules.enterPolicy(person, policy)};
  }

  @Get('holds')
  @ApiOperation({operationId: 'listHolds', summary: 'Legal holds, those in force first'})
  @ApiOkResponse({type: [HoldDto]})
  async holds(@CurrentPerson() person: SignedInPerson): Promise<HoldDto[]> {
    return (await this.#desk.holds(person)).map(holdBody);
  }

  @Post('holds')
  @UseGuards(RecentSignInGuard)
  @ApiOperation({operationId: 'placeHold', summary: 'Hold what no policy may then dispose of'})
  @ApiProblems('reauthentication_required', 'invalid')
  @ApiCreatedResponse({type: EnteredDto})
  async hold(
    @CurrentPerson() person: SignedInPerson,
    @Body() {scope, subject = '', reason}: NewHoldDto,
  ): Promise<EnteredDto> {
    return {id: await this.#rules.placeHold(person, {scope, subject, reason})};
  }

  @Post('holds/:id/release')
  @HttpCode(200)
  @UseGuards(RecentSignInGuard)
  @ApiOperation({
    operationId: 'releaseHold',
    summary: 'Ask for a hold’s release, or, as a second person, release it',
  })
  @ApiProblems('reauthentication_required', 'action_not_allowed')
  @ApiOkResponse({type: ReleasedDto})
  async release(
    @CurrentPerson() person: SignedInPerson,
    @Param('id', IdPipe) id: string,
    @Body() {reason}: ReasonDto,
  ): Promise<ReleasedDto> {
    return {released: await this.#rules.release(person, id, reason)};
  }
}
