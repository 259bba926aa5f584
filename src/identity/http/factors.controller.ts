import {Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Req, UseGuards} from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type {FastifyRequest} from 'fastify';
import type {Config} from '../../platform/config/config';
import {ApiProblems} from '../../platform/http/api-problems';
import {IdPipe} from '../../platform/http/id.pipe';
import {CONFIG} from '../../platform/platform.module';
import {BeginTotp} from '../commands/begin-totp';
import {EndFactor} from '../commands/end-factor';
import {RecoveryCodes} from '../commands/recovery-codes';
import {mustHaveFactor} from '../domain/second-factor';
import type {SignedInPerson} from '../domain/signed-in-person';
import {ListFactors} from '../queries/list-factors';
import {CurrentPerson} from './current-person';
import {BegunTotpDto, FactorNameDto, FactorsDto, RecoveryCodesDto} from './factors.dto';
import {FullSignInGuard} from './full-sign-in.guard';
import {RecentSignInGuard} from './recent-sign-in.guard';
import {readToken} from './session-cookie';

@ApiTags('session')
@Controller('session/factors')
export class FactorsController {
  constructor(
    private readonly begin: BeginTotp,
    private readonly end: EndFactor,
    private readonly codes: RecoveryCodes,
    private readonly list: ListFactors,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get()
  @UseGuards(RecentSignInGuard)
  @ApiOperation({operationId: 'listSecondFactors', summary: 'One’s own second factors'})
  @ApiProblems('reauthentication_required')
  @ApiOkResponse({type: FactorsDto})
  all(@CurrentPerson() person: SignedInPerson): Promise<FactorsDto> {
    return this.list.run(person);
  }

  @Post('totp')
  @UseGuards(FullSignInGuard)
  @ApiOperation({operationId: 'beginAuthenticator', summary: 'Begin to set up an authenticator'})
  @ApiProblems('reauthentication_required', 'full_sign_in_required')
  @ApiCreatedResponse({type: BegunTotpDto})
  beginTotp(@CurrentPerson() person: SignedInPerson, @Body() {name}: FactorNameDto): Promise<BegunTotpDto> {
    return this.begin.run(person, name);
  }

  @Delete(':id')
  @HttpCode(204)
  @UseGuards(FullSignInGuard)
  @ApiOperation({operationId: 'endSecondFactor', summary: 'Take one of one’s own second factors away'})
  @ApiProblems('reauthentication_required', 'full_sign_in_required', 'not_found', 'action_not_allowed')
  @ApiNoContentResponse()
  remove(
    @CurrentPerson() person: SignedInPerson,
    @Param('id', IdPipe) id: string,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    const required = mustHaveFactor(person, this.config.demonstration);
    return this.end.run(person, {id, token: readToken(request, this.config), required});
  }

  @Post('recovery-codes')
  @HttpCode(200)
  @UseGuards(FullSignInGuard)
  @ApiOperation({
    operationId: 'renewRecoveryCodes',
    summary: 'New recovery codes; those of before no longer count',
  })
  @ApiProblems('reauthentication_required', 'full_sign_in_required', 'action_not_allowed')
  @ApiOkResponse({type: RecoveryCodesDto})
  async renew(@CurrentPerson() person: SignedInPerson): Promise<RecoveryCodesDto> {
    return {recoveryCodes: await this.codes.renew(person)};
  }
}
