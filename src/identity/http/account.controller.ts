import {Body, Controller, HttpCode, Post, Req} from '@nestjs/common';
import {ApiAcceptedResponse, ApiNoContentResponse, ApiOperation, ApiTags} from '@nestjs/swagger';
import type {FastifyRequest} from 'fastify';
import {ApiProblems} from '../../platform/http/api-problems';
import {AccountLinks} from '../commands/account-links';
import {SetPasswordByLink} from '../commands/set-password-by-link';
import {PasswordByLinkDto, RecoveryDto} from './account.dto';

/** What can be done about one's own account without being signed in. */
@ApiTags('session')
@Controller('account')
export class AccountController {
  constructor(
    private readonly links: AccountLinks,
    private readonly setPassword: SetPasswordByLink,
  ) {}

  @Post('recovery')
  @HttpCode(202)
  @ApiOperation({
    operationId: 'askForRecovery',
    summary: 'Have a link mailed, if somebody has this address; the answer is the same if nobody has',
    security: [],
  })
  @ApiAcceptedResponse()
  async recover(@Body() {email}: RecoveryDto, @Req() {ip}: FastifyRequest): Promise<void> {
    await this.links.askForRecovery({email, address: ip});
  }

  @Post('password')
  @HttpCode(204)
  @ApiOperation({
    operationId: 'choosePassword',
    summary: 'Choose a password with a one-time link; every session ends, second factors stay',
    security: [],
  })
  @ApiProblems('invalid')
  @ApiNoContentResponse()
  async choose(@Body() body: PasswordByLinkDto): Promise<void> {
    await this.setPassword.run(body);
  }
}
