import {Body, Controller, HttpCode, Inject, Param, Patch, Post, Req, Res, UseGuards} from '@nestjs/common';
import {ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags} from '@nestjs/swagger';
import type {FastifyReply, FastifyRequest} from 'fastify';
import type {Config} from '../../platform/config/config';
import {problems} from '../../platform/errors/problem';
import {ApiProblems} from '../../platform/http/api-problems';
import {IdPipe} from '../../platform/http/id.pipe';
import {CONFIG} from '../../platform/platform.module';
import {ConfirmTotp} from '../commands/confirm-totp';
import {ProveCode} from '../commands/prove-code';
import {RenameFactor} from '../commands/rename-factor';
import type {SignedInPerson} from '../domain/signed-in-person';
import {CurrentPerson} from './current-person';
import {CodeDto, FactorNameDto, RecoveryCodesDto} from './factors.dto';
import {presentProven} from './present-session';
import {FullSignInGuard} from './full-sign-in.guard';
import {readToken, setToken} from './session-cookie';
import {SessionDto} from './session.dto';
import type {SessionView} from './session.dto';

@ApiTags('session')
@Controller('session')
export class SecondFactorController {
  constructor(
    private readonly prove: ProveCode,
    private readonly confirm: ConfirmTotp,
    private readonly rename: RenameFactor,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Post('second-factor')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'proveSecondFactor',
    summary: 'Give a code of an authenticator or a recovery code',
  })
  @ApiProblems('unauthenticated')
  @ApiOkResponse({type: SessionDto})
  async proveCode(
    @CurrentPerson() person: SignedInPerson,
    @Body() {code}: CodeDto,
    @Req() request: FastifyRequest,
    @Res({passthrough: true}) reply: FastifyReply,
  ): Promise<SessionView> {
    const next = await this.prove.run({person, token: readToken(request, this.config), code});
    if (next === null) throw problems.invalid(WRONG_CODE);
    setToken(reply, next, this.config);
    return presentProven(person, this.config.demonstration);
  }

  @Post('factors/totp/:id')
  @HttpCode(200)
  @UseGuards(FullSignInGuard)
  @ApiOperation({operationId: 'confirmAuthenticator', summary: 'Let an authenticator count, by a code of it'})
  @ApiProblems('reauthentication_required', 'full_sign_in_required', 'not_found')
  @ApiOkResponse({type: RecoveryCodesDto})
  async confirmTotp(
    @CurrentPerson() person: SignedInPerson,
    @Param('id', IdPipe) id: string,
    @Body() {code}: CodeDto,
    @Req() request: FastifyRequest,
  ): Promise<RecoveryCodesDto> {
    const token = readToken(request, this.config);
    return {recoveryCodes: await this.confirm.run({person, token, id, code})};
  }

  @Patch('factors/:id')
  @HttpCode(204)
  @UseGuards(FullSignInGuard)
  @ApiOperation({
    operationId: 'renameSecondFactor',
    summary: 'Give one of one’s own second factors another name',
  })
  @ApiProblems('reauthentication_required', 'full_sign_in_required', 'not_found')
  @ApiNoContentResponse()
  renameFactor(
    @CurrentPerson() person: SignedInPerson,
    @Param('id', IdPipe) id: string,
    @Body() {name}: FactorNameDto,
  ): Promise<void> {
    return this.rename.run(person, id, name);
  }
}

const WRONG_CODE = [{pointer: '/code', detail: 'is wrong or was used before; wait for the next one'}];
