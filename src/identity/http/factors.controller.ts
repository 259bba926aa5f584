import {Body, Controller, Delete, Get, HttpCode, Param, Post, UseGuards} from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import {ApiProblems} from '../../platform/http/api-problems';
import {IdPipe} from '../../platform/http/id.pipe';
import {BeginTotp} from '../commands/begin-totp';
import {EndFactor} from '../commands/end-factor';
import {RecoveryCodes} from '../commands/recovery-codes';
import type {SignedInPerson} from '../domain/signed-in-person';
import {ListFactors} from '../queries/list-factors';
import {CurrentPerson} from './current-person';
import {BegunTotpDto, FactorNameDto, FactorsDto, RecoveryCodesDto} from './factors.dto';
import {RecentSignInGuard} from './recent-sign-in.guard';

@ApiTags('session')
@Controller('session/factors')
@UseGuards(RecentSignInGuard)
export class FactorsController {
  constructor(
    private readonly begin: BeginTotp,
    private readonly end: EndFactor,
    private readonly codes: RecoveryCodes,
    private readonly list: ListFactors,
  ) {}

  @Get()
  @ApiOperation({operationId: 'listSecondFactors', summary: 'One’s own second factors'})
  @ApiProblems('reauthentication_required')
  @ApiOkResponse({type: FactorsDto})
  all(@CurrentPerson() person: SignedInPerson): Promise<FactorsDto> {
    return this.list.run(person);
  }

  @Post('totp')
  @ApiOperation({operationId: 'beginAuthenticator', summary: 'Begin to set up an authenticator'})
  @ApiProblems('reauthentication_required')
  @ApiCreatedResponse({type: BegunTotpDto})
  beginTotp(@CurrentPerson() person: SignedInPerson, @Body() {name}: FactorNameDto): Promise<BegunTotpDto> {
    return this.begin.run(person, name);
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({operationId: 'endSecondFactor', summary: 'Take one of one’s own second factors away'})
  @ApiProblems('reauthentication_required', 'not_found')
  @ApiNoContentResponse()
  remove(@CurrentPerson() person: SignedInPerson, @Param('id', IdPipe) id: string): Promise<void> {
    return this.end.run(person, id);
  }

  @Post('recovery-codes')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'renewRecoveryCodes',
    summary: 'New recovery codes; those of before no longer count',
  })
  @ApiProblems('reauthentication_required', 'action_not_allowed')
  @ApiOkResponse({type: RecoveryCodesDto})
  async renew(@CurrentPerson() person: SignedInPerson): Promise<RecoveryCodesDto> {
    return {recoveryCodes: await this.codes.renew(person)};
  }
}
