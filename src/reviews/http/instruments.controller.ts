import {Controller, Get, Param} from '@nestjs/common';
import {ApiOkResponse, ApiOperation, ApiTags} from '@nestjs/swagger';
import {ApiProblems} from '../../platform/http/api-problems';
import {ShowInstrument} from '../queries/show-instrument';
import type {ShownInstrument} from '../queries/show-instrument';
import {InstrumentDto} from './instrument.dto';

@ApiTags('instruments')
@Controller('instruments')
export class InstrumentsController {
  readonly #instruments: ShowInstrument;

  constructor(instruments: ShowInstrument) {
    this.#instruments = instruments;
  }

  @Get(':id/versions/:version')
  @ApiOperation({operationId: 'showInstrument', summary: 'What a version of an instrument asks'})
  @ApiProblems('not_found')
  @ApiOkResponse({type: InstrumentDto})
  show(@Param('id') id: string, @Param('version') version: string): ShownInstrument {
    return this.#instruments.show({id, version});
  }
}
