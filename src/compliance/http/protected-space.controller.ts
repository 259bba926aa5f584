import {Body, Controller, Get, Param, Post, UseGuards} from '@nestjs/common';
import {ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags} from '@nestjs/swagger';
import {CurrentPerson, RecentSignInGuard} from '../../identity';
import type {SignedInPerson} from '../../identity';
import {ApiProblems} from '../../platform/http/api-problems';
import {RemoveFromSpace} from '../commands/remove-from-space';
import {ProtectedSpace} from '../queries/protected-space';
import {OrganisationComplianceGuard} from './organisation-compliance.guard';
import {NewRemovalDto, RemovedDto, SpaceEntryDto, SpaceExitDto} from './protected-space.dto';

/** The protected space (patient safety evaluation system): what entered it when, and what left it. */
@ApiTags('protected space')
@Controller('protected-space')
@UseGuards(OrganisationComplianceGuard)
export class ProtectedSpaceController {
  readonly #space: ProtectedSpace;
  readonly #remove: RemoveFromSpace;

  constructor(space: ProtectedSpace, remove: RemoveFromSpace) {
    this.#space = space;
    this.#remove = remove;
  }

  @Get('exits')
  @ApiOperation({
    operationId: 'listSpaceExits',
    summary: 'Hand-offs to the formal process and removals, each by its number, latest first; for compliance',
  })
  @ApiProblems('not_found')
  @ApiOkResponse({type: [SpaceExitDto]})
  async exits(@CurrentPerson() person: SignedInPerson): Promise<SpaceExitDto[]> {
    return (await this.#space.exits(person)).map(
      ({number, kind, case_id, case_number, item_kind, made_at}) => ({
        ...{number, kind, case: case_id, caseNumber: case_number, removed: item_kind},
        at: made_at.toISOString(),
      }),
    );
  }

  @Get('entries/:case')
  @ApiOperation({
    operationId: 'showSpaceEntry',
    summary: 'When a case (id or number) entered the protected space, and with what; for compliance',
  })
  @ApiProblems('not_found')
  @ApiOkResponse({type: SpaceEntryDto})
  async entry(
    @CurrentPerson() person: SignedInPerson,
    @Param('case') wanted: string,
  ): Promise<SpaceEntryDto> {
    const row = await this.#space.entry(person, wanted);
    return {
      ...{case: row.case_id, caseNumber: row.case_number, enteredAt: row.entered_at.toISOString()},
      ...{enteredWith: row.entered_with, since: row.since},
    };
  }

  @Post('removals')
  @UseGuards(RecentSignInGuard)
  @ApiOperation({
    operationId: 'removeFromSpace',
    summary: 'Put on record, under a number, that a record left the protected space; for compliance',
  })
  @ApiProblems('not_found', 'reauthentication_required', 'action_not_allowed', 'invalid')
  @ApiCreatedResponse({type: RemovedDto})
  async remove(@CurrentPerson() person: SignedInPerson, @Body() body: NewRemovalDto): Promise<RemovedDto> {
    return {number: await this.#remove.run(person, body)};
  }
}
