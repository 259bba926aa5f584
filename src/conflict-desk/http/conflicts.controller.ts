import {Body, Controller, Get, HttpCode, Param, Post} from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import {CurrentPerson} from '../../identity';
import type {SignedInPerson} from '../../identity';
import {ApiProblems} from '../../platform/http/api-problems';
import {IdPipe} from '../../platform/http/id.pipe';
import {Decide} from '../commands/decide';
import {Declare} from '../commands/declare';
import {ListConflicts} from '../queries/list-conflicts';
import {
  ClearanceDto,
  ConflictDecisionDto,
  ConflictDto,
  DecidedDto,
  DeclarationDto,
  DeclaredDto,
  SecondWordDto,
  presentClearance,
  presentConflict,
} from './conflicts.dto';

@ApiTags('conflicts of interest')
@Controller('cases/:id/conflicts')
export class ConflictsController {
  constructor(
    private readonly list: ListConflicts,
    private readonly declaring: Declare,
    private readonly deciding: Decide,
  ) {}

  @Get()
  @ApiOperation({
    operationId: 'listConflicts',
    summary:
      'Conflicts with a case, with evidence and provenance; to everybody but office and chair, what they declared',
  })
  @ApiProblems('not_found')
  @ApiOkResponse({type: [ConflictDto]})
  async all(
    @CurrentPerson() person: SignedInPerson,
    @Param('id', IdPipe) id: string,
  ): Promise<ConflictDto[]> {
    return (await this.list.all(person, id)).map(presentConflict);
  }

  @Get('people/:person')
  @ApiOperation({
    operationId: 'couldReview',
    summary:
      'Whether somebody could review the case, and what is known against it; for the office and the chair',
  })
  @ApiProblems('not_found')
  @ApiOkResponse({type: ClearanceDto})
  async one(
    @CurrentPerson() person: SignedInPerson,
    @Param('id', IdPipe) id: string,
    @Param('person', IdPipe) about: string,
  ): Promise<ClearanceDto> {
    return presentClearance(await this.list.couldReview(person, id, about));
  }

  @Post()
  @ApiOperation({
    operationId: 'declareConflict',
    summary:
      'Declare a conflict of one’s own, which counts at once, or of another, for the office to confirm',
  })
  @ApiProblems('not_found', 'invalid', 'action_not_allowed')
  @ApiCreatedResponse({type: DeclaredDto})
  declare(
    @CurrentPerson() person: SignedInPerson,
    @Param('id', IdPipe) id: string,
    @Body() {personId, kind, occasion, detail}: DeclarationDto,
  ): Promise<DeclaredDto> {
    return this.declaring.run(person, id, {personId, kind, occasion, detail: detail.trim()});
  }

  @Post('decisions')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'decideConflict',
    summary: 'Confirm, dismiss or pin a conflict; to free somebody against a grave one takes a second person',
  })
  @ApiProblems('not_found', 'invalid', 'action_not_allowed')
  @ApiOkResponse({type: DecidedDto})
  async decide(
    @CurrentPerson() person: SignedInPerson,
    @Param('id', IdPipe) id: string,
    @Body() {personId, kind, source, decision, reason}: ConflictDecisionDto,
  ): Promise<DecidedDto> {
    const decided = {personId, kind, source, decision, reason: reason.trim()};
    return {waitsForSecond: await this.deciding.first(person, id, decided)};
  }

  @Post('seconds')
  @HttpCode(204)
  @ApiOperation({
    operationId: 'secondConflict',
    summary: 'Agree that somebody is freed of a conflict, or decline it',
  })
  @ApiProblems('not_found', 'invalid', 'action_not_allowed')
  @ApiNoContentResponse()
  second(
    @CurrentPerson() person: SignedInPerson,
    @Param('id', IdPipe) id: string,
    @Body() {personId, kind, source, agree, reason}: SecondWordDto,
  ): Promise<void> {
    return this.deciding.second(person, id, {personId, kind, source, agree, reason: reason.trim()});
  }
}
