import {Body, Controller, Delete, Get, HttpCode, Inject, Post, Req, Res} from '@nestjs/common';
import {ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags} from '@nestjs/swagger';
import type {FastifyReply, FastifyRequest} from 'fastify';
import type {Config} from '../../platform/config/config';
import {problems} from '../../platform/errors/problem';
import {ApiProblems} from '../../platform/http/api-problems';
import {CONFIG} from '../../platform/platform.module';
import {ConfirmSignIn} from '../commands/confirm-sign-in';
import {SignIn} from '../commands/sign-in';
import {SignOut} from '../commands/sign-out';
import type {SignedInPerson} from '../domain/signed-in-person';
import {CurrentPerson} from './current-person';
import {presentSession} from './present-session';
import {clearToken, readToken, setToken} from './session-cookie';
import {ConfirmDto, SessionDto, SignInDto} from './session.dto';
import type {SessionView} from './session.dto';

@ApiTags('session')
@Controller('session')
export class SessionController {
  constructor(
    private readonly signIn: SignIn,
    private readonly signOut: SignOut,
    private readonly confirm: ConfirmSignIn,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Post()
  @HttpCode(200)
  @ApiOperation({operationId: 'signIn', summary: 'Sign in', security: []})
  @ApiProblems('unauthenticated')
  @ApiOkResponse({type: SessionDto})
  async create(
    @Body() {email, password}: SignInDto,
    @Req() request: FastifyRequest,
    @Res({passthrough: true}) reply: FastifyReply,
  ): Promise<SessionView> {
    const formerToken = readToken(request, this.config);
    const opened = await this.signIn.run({email, password, address: request.ip, formerToken});
    if (!opened) throw problems.unauthenticated('The e-mail address or the password is wrong.');
    setToken(reply, opened.token, this.config);
    return this.#present(opened.person);
  }

  @Get()
  @ApiOperation({operationId: 'showSession', summary: 'Who is signed in, with which roles'})
  @ApiOkResponse({type: SessionDto})
  read(@CurrentPerson() person: SignedInPerson): SessionView {
    return this.#present(person);
  }

  @Delete()
  @HttpCode(204)
  @ApiOperation({operationId: 'signOut', summary: 'Sign out'})
  @ApiNoContentResponse()
  async remove(
    @CurrentPerson() person: SignedInPerson,
    @Req() request: FastifyRequest,
    @Res({passthrough: true}) reply: FastifyReply,
  ): Promise<void> {
    await this.signOut.run(person, readToken(request, this.config));
    clearToken(reply, this.config);
  }

  @Post('confirm')
  @HttpCode(200)
  @ApiOperation({operationId: 'confirmSession', summary: 'Give the password again, for sensitive actions'})
  @ApiProblems('reauthentication_required')
  @ApiOkResponse({type: SessionDto})
  async renew(
    @CurrentPerson() person: SignedInPerson,
    @Body() {password}: ConfirmDto,
    @Req() request: FastifyRequest,
    @Res({passthrough: true}) reply: FastifyReply,
  ): Promise<SessionView> {
    const token = readToken(request, this.config);
    const renewed = await this.confirm.run({person, token, password});
    if (!renewed) throw problems.reauthenticationRequired('The password is wrong.');
    setToken(reply, renewed.token, this.config);
    return this.#present({...person, confirmedAt: renewed.at});
  }

  #present(person: SignedInPerson): SessionView {
    return presentSession(person, this.config.demonstration);
  }
}
