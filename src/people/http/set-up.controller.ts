import {Body, Controller, HttpCode, Post} from '@nestjs/common';
import {ApiNoContentResponse, ApiOperation, ApiTags} from '@nestjs/swagger';
import {ApiProblems} from '../../platform/http/api-problems';
import {SetUp} from '../commands/set-up';
import {SetUpDto} from './set-up.dto';

@ApiTags('people')
@Controller('set-up')
export class SetUpController {
  constructor(private readonly setUp: SetUp) {}

  @Post()
  @HttpCode(204)
  @ApiOperation({
    operationId: 'setUp',
    summary: 'Make the first organisation and its administrator, with the link that the first start prints',
    security: [],
  })
  @ApiProblems('invalid')
  @ApiNoContentResponse()
  run(@Body() body: SetUpDto): Promise<void> {
    return this.setUp.run(body);
  }
}
