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
import {PrivilegeTexts} from '../commands/privilege-texts';
import {PrivilegeLibrary} from '../queries/privilege-library';
import {OrganisationComplianceGuard} from './organisation-compliance.guard';
import {ApprovalDto, EnteredTextDto, NewPrivilegeTextDto, PrivilegeLibraryDto} from './privilege.dto';

@ApiTags('privilege')
@Controller('privilege')
@UseGuards(OrganisationComplianceGuard)
export class PrivilegeController {
  readonly #texts: PrivilegeTexts;
  readonly #library: PrivilegeLibrary;

  constructor(texts: PrivilegeTexts, library: PrivilegeLibrary) {
    this.#texts = texts;
    this.#library = library;
  }

  @Get()
  @ApiOperation({
    operationId: 'listPrivilegeTexts',
    summary: 'Privilege texts: starter texts by jurisdiction, and those of our committees; for compliance',
  })
  @ApiProblems('not_found')
  @ApiOkResponse({type: PrivilegeLibraryDto})
  async list(@CurrentPerson() {organisationId}: SignedInPerson): Promise<PrivilegeLibraryDto> {
    return {examples: this.#library.examples(), texts: await this.#library.texts(organisationId)};
  }

  @Post('texts')
  @UseGuards(RecentSignInGuard)
  @ApiOperation({
    operationId: 'enterPrivilegeText',
    summary: 'Enter the next version of a committee’s privilege text; nothing shows it before it is approved',
  })
  @ApiProblems('not_found', 'reauthentication_required', 'invalid')
  @ApiCreatedResponse({type: EnteredTextDto})
  async enter(
    @CurrentPerson() person: SignedInPerson,
    @Body() {committee, ...text}: NewPrivilegeTextDto,
  ): Promise<EnteredTextDto> {
    return this.#texts.enter(person, committee, text);
  }

  @Post('texts/:id/approval')
  @HttpCode(204)
  @UseGuards(RecentSignInGuard)
  @ApiOperation({
    operationId: 'approvePrivilegeText',
    summary:
      'Record that counsel approved a text: from now on it stands on every page and export of its committee',
  })
  @ApiProblems('reauthentication_required', 'invalid')
  @ApiNoContentResponse()
  async approve(
    @CurrentPerson() person: SignedInPerson,
    @Param('id', IdPipe) id: string,
    @Body() {counsel}: ApprovalDto,
  ): Promise<void> {
    await this.#texts.approve(person, id, counsel.trim());
  }
}
