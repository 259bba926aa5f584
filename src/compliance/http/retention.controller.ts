import {Body, Controller, Get, HttpCode, Param, Post, UseGuards} from '@nestjs/common';
import {ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags} from '@nestjs/swagger';
import {CurrentPerson} from '../../identity';
import type {SignedInPerson} from '../../identity';
import {ApiProblems} from '../../platform/http/api-problems';
import {IdPipe} from '../../platform/http/id.pipe';
import {RetentionRules} from '../commands/retention-rules';
import {RetentionDesk} from '../queries/retention-desk';
import {ComplianceGuard} from './compliance.guard';
import {EnteredDto, NewHoldDto, NewPolicyDto, ReasonDto, ReleasedDto} from './retention.dto';

const objects = {schema: {type: 'array', items: {type: 'object', additionalProperties: true}}} as const;

/** How long records are kept, by whose word, and what is held whatever the policies say. */
@ApiTags('retention')
@Controller('retention')
@UseGuards(ComplianceGuard)
export class RetentionController {
  readonly #desk: RetentionDesk;
  readonly #rules: RetentionRules;

  constructor(desk: RetentionDesk, rules: RetentionRules) {
    this.#desk = desk;
    this.#rules = rules;
  }

  @Get('policies')
  @ApiOperation({operationId: 'listPolicies', summary: 'Retention policies, those in force first'})
  @ApiOkResponse(objects)
  async policies(@CurrentPerson() person: SignedInPerson): Promise<object[]> {
    return (await this.#desk.policies(person)).map(
      ({approved_on, entered_by, entered_at, ended_at, ...rest}) => ({
        ...rest,
        approvedOn: approved_on,
        enteredBy: entered_by,
        enteredAt: entered_at,
        endedAt: ended_at,
      }),
    );
  }

  @Post('policies')
  @ApiOperation({operationId: 'enterPolicy', summary: 'Enter a policy that counsel approved'})
  @ApiProblems('invalid')
  @ApiCreatedResponse({type: EnteredDto})
  async enter(@CurrentPerson() person: SignedInPerson, @Body() policy: NewPolicyDto): Promise<EnteredDto> {
    return {id: await this.#rules.enterPolicy(person, policy)};
  }

  @Get('holds')
  @ApiOperation({operationId: 'listHolds', summary: 'Legal holds, those in force first'})
  @ApiOkResponse(objects)
  async holds(@CurrentPerson() person: SignedInPerson): Promise<object[]> {
    return (await this.#desk.holds(person)).map((hold) => ({
      id: hold.id,
      scope: hold.scope,
      subject: hold.subject,
      reason: hold.reason,
      placedBy: hold.placed_by,
      placedAt: hold.placed_at,
      releaseAskedBy: hold.release_asked_by,
      releaseReason: hold.release_reason,
      releasedBy: hold.released_by,
      releasedAt: hold.released_at,
    }));
  }

  @Post('holds')
  @ApiOperation({operationId: 'placeHold', summary: 'Hold what no policy may then dispose of'})
  @ApiProblems('invalid')
  @ApiCreatedResponse({type: EnteredDto})
  async hold(
    @CurrentPerson() person: SignedInPerson,
    @Body() {scope, subject = '', reason}: NewHoldDto,
  ): Promise<EnteredDto> {
    return {id: await this.#rules.placeHold(person, {scope, subject, reason})};
  }

  @Post('holds/:id/release')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'releaseHold',
    summary: 'Ask for a hold’s release, or, as a second person, release it',
  })
  @ApiProblems('action_not_allowed')
  @ApiOkResponse({type: ReleasedDto})
  async release(
    @CurrentPerson() person: SignedInPerson,
    @Param('id', IdPipe) id: string,
    @Body() {reason}: ReasonDto,
  ): Promise<ReleasedDto> {
    return {released: await this.#rules.release(person, id, reason)};
  }
}
