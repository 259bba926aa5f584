import {Body, Controller, Get, HttpCode, Inject, Post, Req, Res} from '@nestjs/common';
import {ApiOkResponse, ApiOperation, ApiSeeOtherResponse, ApiTags} from '@nestjs/swagger';
import type {FastifyReply, FastifyRequest} from 'fastify';
import type {Config} from '../../platform/config/config';
import {problems} from '../../platform/errors/problem';
import {ApiProblems} from '../../platform/http/api-problems';
import {CONFIG} from '../../platform/platform.module';
import {BeginProviderSignIn} from '../commands/begin-provider-sign-in';
import {FinishProviderSignIn} from '../commands/finish-provider-sign-in';
import {IdentityProvider, ProviderUnavailableError} from '../identity-provider';
import {ProviderDto, ProviderLocationDto, ProviderSignInDto} from './provider.dto';
import {clearFlow, readFlowCookie, readToken, setFlow, setToken} from './session-cookie';
import {siteOf} from './site-of';

/** Where a browser lands; nothing that anybody sends changes it. */
const landing = {
  signedIn: '/',
  refused: '/#sign-in=refused',
  unavailable: '/#sign-in=unavailable',
} as const;

/** Signing in by the hospital's identity provider, OpenID Connect. */
@ApiTags('session')
@Controller('session/provider')
export class ProviderController {
  constructor(
    private readonly provider: IdentityProvider,
    private readonly begin: BeginProviderSignIn,
    private readonly finish: FinishProviderSignIn,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get()
  @ApiOperation({
    operationId: 'showIdentityProvider',
    summary: 'Whether one can sign in by an identity provider',
    security: [],
  })
  @ApiOkResponse({type: ProviderDto})
  show(): ProviderDto {
    return {label: this.provider.settings?.label ?? null};
  }

  @Post()
  @HttpCode(200)
  @ApiOperation({
    operationId: 'beginProviderSignIn',
    summary: 'Begin to sign in by the identity provider; send the browser where the answer says',
    security: [],
  })
  @ApiProblems('not_found')
  @ApiOkResponse({type: ProviderLocationDto})
  async start(
    @Body() {fresh = false}: ProviderSignInDto,
    @Req() request: FastifyRequest,
    @Res({passthrough: true}) reply: FastifyReply,
  ): Promise<ProviderLocationDto> {
    if (!this.provider.settings) throw problems.notFound();
    const back = `${siteOf(request, this.config).origin}/api/session/provider/callback`;
    const former = readToken(request, this.config) ?? null;
    try {
      const {location, sealed} = await this.begin.run({back, former, fresh});
      setFlow(reply, sealed, this.config);
      return {location};
    } catch (error) {
      if (!(error instanceof ProviderUnavailableError)) throw error;
      throw problems.unavailable('The identity provider does not answer; sign in with your password.');
    }
  }

  @Get('callback')
  @ApiOperation({
    operationId: 'finishProviderSignIn',
    summary:
      'Where the identity provider sends the browser back to; it goes on to the first page, signed in or not',
    security: [],
  })
  @ApiProblems('not_found')
  @ApiSeeOtherResponse()
  async come(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    if (!this.provider.settings) throw problems.notFound();
    const sealed = readFlowCookie(request, this.config);
    clearFlow(reply, this.config);
    const [, query = ''] = request.url.split('?', 2);
    const token = await this.finish.run({query, sealed, address: request.ip}).catch((error: unknown) => {
      if (error instanceof ProviderUnavailableError) return undefined;
      throw error;
    });
    if (typeof token === 'string') setToken(reply, token, this.config);
    const page = token === undefined ? 'unavailable' : token === null ? 'refused' : 'signedIn';
    await reply.code(303).header('location', landing[page]).send();
  }
}
