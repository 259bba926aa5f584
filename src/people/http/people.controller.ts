import {Body, Controller, Get, HttpCode, Param, Post, Query, UseGuards} from '@nestjs/common';
import {
  ApiAcceptedResponse,
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
import {ChangeAccess} from '../commands/change-access';
import {EnterPerson} from '../commands/enter-person';
import {ImportPeople} from '../commands/import-people';
import {ListPeople, ListedPerson, PeoplePage} from '../queries/list-people';
import {AdministratorGuard} from './administrator.guard';
import {
  AccessDto,
  CreatedDto,
  ImportDto,
  ImportReportDto,
  ListedPersonDto,
  NewPersonDto,
  PeoplePageDto,
  PeopleQueryDto,
  presentImport,
} from './people.dto';

@ApiTags('people')
@Controller('people')
@UseGuards(AdministratorGuard)
export class PeopleController {
  constructor(
    private readonly list: ListPeople,
    private readonly enter: EnterPerson,
    private readonly access: ChangeAccess,
    private readonly imports: ImportPeople,
  ) {}

  @Get()
  @ApiOperation({operationId: 'listPeople', summary: 'The organisation’s people by name; for administrators'})
  @ApiProblems('not_found', 'malformed')
  @ApiOkResponse({type: PeoplePageDto})
  page(
    @CurrentPerson() person: SignedInPerson,
    @Query() {limit = '50', cursor}: PeopleQueryDto,
  ): Promise<PeoplePage> {
    return this.list.page(person, {limit: Number(limit), cursor: cursor ?? null});
  }

  @Get(':id')
  @ApiOperation({operationId: 'showPerson', summary: 'One person; for administrators'})
  @ApiProblems('not_found')
  @ApiOkResponse({type: ListedPersonDto})
  one(@CurrentPerson() person: SignedInPerson, @Param('id', IdPipe) id: string): Promise<ListedPerson> {
    return this.list.one(person, id);
  }

  @Post()
  @ApiOperation({operationId: 'enterPerson', summary: 'Enter somebody, and have them invited by mail'})
  @ApiProblems('not_found', 'invalid')
  @ApiCreatedResponse({type: CreatedDto})
  async create(@CurrentPerson() person: SignedInPerson, @Body() body: NewPersonDto): Promise<CreatedDto> {
    return {id: await this.enter.run(person, body)};
  }

  @Post('import')
  @HttpCode(200)
  @UseGuards(RecentSignInGuard)
  @ApiOperation({
    operationId: 'importPeople',
    summary:
      'Enter, change, shut out and let in the people of a CSV; shows what would happen unless told to apply it',
  })
  @ApiProblems('not_found', 'invalid', 'action_not_allowed', 'reauthentication_required')
  @ApiOkResponse({type: ImportReportDto})
  async import(
    @CurrentPerson() person: SignedInPerson,
    @Body() {csv, apply = false}: ImportDto,
  ): Promise<ImportReportDto> {
    return presentImport(await this.imports.run(person, {csv, apply}));
  }

  @Post(':id/invitation')
  @HttpCode(202)
  @ApiOperation({
    operationId: 'invitePerson',
    summary: 'Mail a link by which they choose a password, to their own address',
  })
  @ApiProblems('not_found')
  @ApiAcceptedResponse()
  invite(@CurrentPerson() person: SignedInPerson, @Param('id', IdPipe) id: string): Promise<void> {
    return this.enter.invite(person, id);
  }

  @Post(':id/access')
  @HttpCode(204)
  @UseGuards(RecentSignInGuard)
  @ApiOperation({operationId: 'changeAccess', summary: 'Shut somebody out at once, or let them in again'})
  @ApiProblems('not_found', 'action_not_allowed', 'reauthentication_required')
  @ApiNoContentResponse()
  change(
    @CurrentPerson() person: SignedInPerson,
    @Param('id', IdPipe) personId: string,
    @Body() {disabled, reason}: AccessDto,
  ): Promise<void> {
    return this.access.run(person, {personId, disabled, reason: reason.trim()});
  }
}
