import {Body, Controller, Get, HttpCode, Param, Post, UseGuards} from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import {CurrentPerson, RecentSignInGuard} from '../../identity';
import type {SignedInPerson} from '../../identity';
import {ApiProblems} from '../../platform/http/api-problems';
import {IdPipe} from '../../platform/http/id.pipe';
import {DecideProposal} from '../commands/decide-proposal';
import {EndRole} from '../commands/end-role';
import {ProposeRole} from '../commands/propose-role';
import type {ProposedRole} from '../commands/propose-role';
import {ListProposals, ListedProposal} from '../queries/list-proposals';
import {AdministratorGuard} from './administrator.guard';
import {CreatedDto, DecisionDto, ProposalDto, RoleDto} from './people.dto';

@ApiTags('people')
@Controller('roles')
export class RolesController {
  constructor(
    private readonly propose: ProposeRole,
    private readonly decisions: DecideProposal,
    private readonly ending: EndRole,
    private readonly proposals: ListProposals,
  ) {}

  @Get('proposals')
  @ApiOperation({
    operationId: 'listRoleProposals',
    summary:
      'Roles that wait for a second person; for administrators, compliance and the chairs of the committee',
  })
  @ApiOkResponse({type: [ProposalDto]})
  all(@CurrentPerson() person: SignedInPerson): Promise<readonly ListedProposal[]> {
    return this.proposals.all(person);
  }

  @Post('proposals')
  @UseGuards(AdministratorGuard, RecentSignInGuard)
  @ApiOperation({
    operationId: 'proposeRole',
    summary: 'Propose a role for somebody; it counts once a second person agrees',
  })
  @ApiProblems('not_found', 'invalid', 'reauthentication_required')
  @ApiCreatedResponse({type: CreatedDto})
  async create(@CurrentPerson() person: SignedInPerson, @Body() body: RoleDto): Promise<CreatedDto> {
    return {id: await this.propose.run(person, proposed(body))};
  }

  @Post('proposals/:id/decision')
  @HttpCode(204)
  @UseGuards(RecentSignInGuard)
  @ApiOperation({operationId: 'decideRoleProposal', summary: 'Agree to a proposed role, or decline it'})
  @ApiProblems('not_found', 'action_not_allowed', 'reauthentication_required')
  @ApiNoContentResponse()
  decide(
    @CurrentPerson() person: SignedInPerson,
    @Param('id', IdPipe) id: string,
    @Body() {decision}: DecisionDto,
  ): Promise<void> {
    return this.decisions.run(person, id, decision);
  }

  @Post('endings')
  @HttpCode(204)
  @UseGuards(AdministratorGuard, RecentSignInGuard)
  @ApiOperation({operationId: 'endRole', summary: 'Take a role away, at once'})
  @ApiProblems('not_found', 'invalid', 'action_not_allowed', 'reauthentication_required')
  @ApiNoContentResponse()
  end(@CurrentPerson() person: SignedInPerson, @Body() body: RoleDto): Promise<void> {
    return this.ending.run(person, proposed(body));
  }
}

const proposed = ({personId, role, committeeId = null, reason}: RoleDto): ProposedRole => ({
  personId,
  role,
  committeeId,
  reason: reason.trim(),
});
