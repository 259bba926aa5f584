import {Body, Controller, Get, HttpCode, Param, Post, Put, UseGuards} from '@nestjs/common';
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
import {ChangeRegistry, NewIdentity, NewTie} from '../commands/change-registry';
import {ShowRegistry} from '../queries/show-registry';
import {
  AddedDto,
  AliasDto,
  NewIdentityDto,
  NewTieDto,
  PlaceholderDto,
  PracticeGroupDto,
  RegisteredNamesDto,
  RegisteredPersonDto,
} from './registry.dto';
import {RegistryGuard} from './registry.guard';

/** What is known of people and organisations beyond their own entries, for finding conflicts. */
@ApiTags('registry')
@Controller('registry')
@UseGuards(RegistryGuard)
export class RegistryController {
  constructor(
    private readonly shown: ShowRegistry,
    private readonly registry: ChangeRegistry,
  ) {}

  @Get('people/:id')
  @ApiOperation({
    operationId: 'showRegistered',
    summary: 'Further identities and ties of a person; for administrators',
  })
  @ApiProblems('not_found')
  @ApiOkResponse({type: RegisteredPersonDto})
  async person(
    @CurrentPerson() {organisationId}: SignedInPerson,
    @Param('id', IdPipe) id: string,
  ): Promise<RegisteredPersonDto> {
    const {identities, ties} = await this.shown.person(organisationId, id);
    return {
      identities: identities.map(({id, kind, value, verified}) => ({
        ...{id, value, verified},
        kind: kind as NewIdentity['kind'],
      })),
      ties: ties.map(({id, kind, person_id, other_id, verified}) => ({
        ...{id, personId: person_id, otherId: other_id, verified},
        kind: kind as NewTie['kind'],
      })),
    };
  }

  @Post('people/:id/identities')
  @ApiOperation({
    operationId: 'addIdentity',
    summary: 'Another name, number, address or employer of a person',
  })
  @ApiProblems('not_found', 'invalid')
  @ApiCreatedResponse({type: AddedDto})
  async identity(
    @CurrentPerson() person: SignedInPerson,
    @Param('id', IdPipe) personId: string,
    @Body() {kind, value, verified}: NewIdentityDto,
  ): Promise<AddedDto> {
    return {id: await this.registry.addIdentity(person, {personId, kind, value: value.trim(), verified})};
  }

  @Post('identities/:id/end')
  @HttpCode(204)
  @ApiOperation({operationId: 'endIdentity', summary: 'An identity no longer counts'})
  @ApiProblems('not_found')
  @ApiNoContentResponse()
  endIdentity(@CurrentPerson() person: SignedInPerson, @Param('id', IdPipe) id: string): Promise<void> {
    return this.registry.endIdentity(person, id);
  }

  @Put('people/:id/practice-group')
  @HttpCode(204)
  @ApiOperation({
    operationId: 'setPracticeGroup',
    summary: 'Move a person to a practice group, or out of any',
  })
  @ApiProblems('not_found', 'invalid')
  @ApiNoContentResponse()
  group(
    @CurrentPerson() person: SignedInPerson,
    @Param('id', IdPipe) id: string,
    @Body() {practiceGroupId}: PracticeGroupDto,
  ): Promise<void> {
    return this.registry.moveToGroup(person, id, practiceGroupId);
  }

  @Post('ties')
  @ApiOperation({
    operationId: 'addTie',
    summary: 'Two people are related, have money together, or one supervises the other',
  })
  @ApiProblems('not_found', 'invalid')
  @ApiCreatedResponse({type: AddedDto})
  async tie(@CurrentPerson() person: SignedInPerson, @Body() body: NewTieDto): Promise<AddedDto> {
    const {kind, personId, otherId, verified} = body;
    return {id: await this.registry.addTie(person, {kind, personId, otherId, verified})};
  }

  @Post('ties/:id/end')
  @HttpCode(204)
  @ApiOperation({operationId: 'endTie', summary: 'A tie no longer counts'})
  @ApiProblems('not_found')
  @ApiNoContentResponse()
  endTie(@CurrentPerson() person: SignedInPerson, @Param('id', IdPipe) id: string): Promise<void> {
    return this.registry.endTie(person, id);
  }

  @Get('organisations')
  @ApiOperation({
    operationId: 'listOrganisationNames',
    summary: 'Names under which organisations go, and changes of the stop list; for administrators',
  })
  @ApiProblems('not_found')
  @ApiOkResponse({type: RegisteredNamesDto})
  names(@CurrentPerson() {organisationId}: SignedInPerson): Promise<RegisteredNamesDto> {
    return this.shown.names(organisationId);
  }

  @Put('organisations/aliases')
  @HttpCode(204)
  @ApiOperation({
    operationId: 'setAlias',
    summary: 'A name or domain stands for an organisation, or no longer',
  })
  @ApiProblems('not_found', 'invalid')
  @ApiNoContentResponse()
  alias(@CurrentPerson() person: SignedInPerson, @Body() {alias, standsFor}: AliasDto): Promise<void> {
    return this.registry.setAlias(person, alias, standsFor);
  }

  @Put('organisations/placeholders')
  @HttpCode(204)
  @ApiOperation({
    operationId: 'setPlaceholder',
    summary: 'A name or domain stands for nobody, or does after all',
  })
  @ApiProblems('not_found', 'invalid')
  @ApiNoContentResponse()
  placeholder(
    @CurrentPerson() person: SignedInPerson,
    @Body() {value, listed}: PlaceholderDto,
  ): Promise<void> {
    return this.registry.setPlaceholder(person, value, listed);
  }
}
