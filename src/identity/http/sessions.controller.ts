import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Inject,
  Param,
  Put,
  Req,
  Res,
  UseGuards,
} from '@nestjs/common';
import {ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiParam, ApiTags} from '@nestjs/swagger';
import type {FastifyReply, FastifyRequest} from 'fastify';
import type {Config} from '../../platform/config/config';
import {ApiProblems} from '../../platform/http/api-problems';
import {CONFIG} from '../../platform/platform.module';
import {ChangePassword} from '../commands/change-password';
import {EndSessions} from '../commands/end-sessions';
import {SESSION_NAME, sessionName} from '../domain/access-token';
import type {SignedInPerson} from '../domain/signed-in-person';
import {ListSessions} from '../queries/list-sessions';
import {CurrentPerson} from './current-person';
import {FullSignInGuard} from './full-sign-in.guard';
import {RecentSignInGuard} from './recent-sign-in.guard';
import {clearToken, readToken} from './session-cookie';
import {SessionNamePipe} from './session-name.pipe';
import {NewPasswordDto, OwnSessionDto} from './sessions.dto';

/** All of one's own sessions, and the password that opens them. */
@ApiTags('session')
@Controller()
export class SessionsController {
  constructor(
    private readonly list: ListSessions,
    private readonly end: EndSessions,
    private readonly change: ChangePassword,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get('sessions')
  @ApiOperation({operationId: 'listSessions', summary: 'One’s own sessions that are open'})
  @ApiOkResponse({type: [OwnSessionDto]})
  all(
    @CurrentPerson() person: SignedInPerson,
    @Req() request: FastifyRequest,
  ): Promise<readonly OwnSessionDto[]> {
    return this.list.run(person, sessionName(readToken(request, this.config)));
  }

  @Delete('sessions')
  @HttpCode(204)
  @UseGuards(RecentSignInGuard)
  @ApiOperation({operationId: 'endSessions', summary: 'Sign out everywhere'})
  @ApiProblems('reauthentication_required')
  @ApiNoContentResponse()
  async endAll(
    @CurrentPerson() person: SignedInPerson,
    @Res({passthrough: true}) reply: FastifyReply,
  ): Promise<void> {
    await this.end.run(person, null);
    clearToken(reply, this.config);
  }

  @Delete('sessions/:id')
  @HttpCode(204)
  @UseGuards(RecentSignInGuard)
  @ApiOperation({operationId: 'endSession', summary: 'Sign one of one’s own sessions out'})
  @ApiParam({name: 'id', schema: {type: 'string', pattern: SESSION_NAME.source}})
  @ApiProblems('reauthentication_required', 'not_found')
  @ApiNoContentResponse()
  async endOne(
    @CurrentPerson() person: SignedInPerson,
    @Param('id', SessionNamePipe) id: string,
  ): Promise<void> {
    await this.end.run(person, id);
  }

  @Put('session/password')
  @HttpCode(204)
  @UseGuards(FullSignInGuard)
  @ApiOperation({
    operationId: 'changePassword',
    summary: 'Change one’s own password; all other sessions and all tokens end',
  })
  @ApiProblems('reauthentication_required', 'full_sign_in_required', 'invalid')
  @ApiNoContentResponse()
  async changePassword(
    @CurrentPerson() person: SignedInPerson,
    @Body() {current, password}: NewPasswordDto,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    await this.change.run({person, token: readToken(request, this.config), current, password});
  }
}
