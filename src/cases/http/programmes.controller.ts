import {Controller, Get} from '@nestjs/common';
import {ApiOkResponse, ApiOperation, ApiTags} from '@nestjs/swagger';
import {CurrentPerson} from '../../identity';
import type {SignedInPerson} from '../../identity';
import {ListProgrammes, Programme} from '../queries/list-programmes';
import {ProgrammeDto} from './programme.dto';

@ApiTags('cases')
@Controller('programmes')
export class ProgrammesController {
  readonly #programmes: ListProgrammes;

  constructor(programmes: ListProgrammes) {
    this.#programmes = programmes;
  }

  @Get()
  @ApiOperation({
    operationId: 'listProgrammes',
    summary: 'Programmes to which a case can be referred, each with its form',
  })
  @ApiOkResponse({type: [ProgrammeDto]})
  async list(@CurrentPerson() person: SignedInPerson): Promise<Programme[]> {
    return this.#programmes.list(person);
  }
}
