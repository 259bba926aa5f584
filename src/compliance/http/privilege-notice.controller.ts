import {Controller, Get} from '@nestjs/common';
import {ApiOkResponse, ApiOperation, ApiTags} from '@nestjs/swagger';
import {CurrentPerson} from '../../identity';
import type {SignedInPerson} from '../../identity';
import {PrivilegeLibrary} from '../queries/privilege-library';
import {PrivilegeNoticeDto} from './privilege.dto';

/** What stands on every page, whoever reads it. */
@ApiTags('privilege')
@Controller('privilege/notice')
export class PrivilegeNoticeController {
  readonly #library: PrivilegeLibrary;

  constructor(library: PrivilegeLibrary) {
    this.#library = library;
  }

  @Get()
  @ApiOperation({
    operationId: 'showPrivilegeNotice',
    summary: 'The privilege text of all committees together, or a general one, for whoever is signed in',
  })
  @ApiOkResponse({type: PrivilegeNoticeDto})
  async show(@CurrentPerson() {organisationId}: SignedInPerson): Promise<PrivilegeNoticeDto> {
    return {text: await this.#library.notice(organisationId)};
  }
}
