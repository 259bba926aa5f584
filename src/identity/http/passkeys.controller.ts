import {Body, Controller, HttpCode, Inject, Post, Req, Res, UseGuards} from '@nestjs/common';
import {ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags} from '@nestjs/swagger';
import type {FastifyReply, FastifyRequest} from 'fastify';
import type {Config} from '../../platform/config/config';
import {problems} from '../../platform/errors/problem';
import {ApiProblems} from '../../platform/http/api-problems';
import {CONFIG} from '../../platform/platform.module';
import {AddPasskey} from '../commands/add-passkey';
import {AskForPasskey} from '../commands/ask-for-passkey';
import {ProofUse, ProvePasskey} from '../commands/prove-passkey';
import type {ChallengeUse} from '../domain/passkey';
import type {SignedInPerson} from '../domain/signed-in-person';
import {CurrentPerson} from './current-person';
import {AddedPasskeyDto, NewPasskeyDto, PasskeyAnswerDto, passkeyOptions} from './passkeys.dto';
import {presentProven} from './present-session';
import {FullSignInGuard} from './full-sign-in.guard';
import {readToken, setToken} from './session-cookie';
import {SessionDto} from './session.dto';
import type {SessionView} from './session.dto';
import {partyOf} from './site-of';

/** Passkeys: new ones, and what those that there are prove. */
@ApiTags('session')
@Controller('session')
export class PasskeysController {
  constructor(
    private readonly ask: AskForPasskey,
    private readonly add: AddPasskey,
    private readonly prove: ProvePasskey,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Post('factors/passkeys/options')
  @HttpCode(200)
  @UseGuards(FullSignInGuard)
  @ApiOperation({operationId: 'beginPasskey', summary: 'Begin to set up a passkey'})
  @ApiProblems('reauthentication_required', 'full_sign_in_required', 'action_not_allowed')
  @ApiOkResponse(passkeyOptions)
  begin(@CurrentPerson() person: SignedInPerson, @Req() request: FastifyRequest): Promise<object> {
    return this.#options(person, request, 'registration');
  }

  @Post('factors/passkeys')
  @UseGuards(FullSignInGuard)
  @ApiOperation({operationId: 'addPasskey', summary: 'Let a passkey count, by its answer'})
  @ApiProblems('reauthentication_required', 'full_sign_in_required', 'action_not_allowed', 'invalid')
  @ApiCreatedResponse({type: AddedPasskeyDto})
  register(
    @CurrentPerson() person: SignedInPerson,
    @Body() {name, credential}: NewPasskeyDto,
    @Req() request: FastifyRequest,
  ): Promise<AddedPasskeyDto> {
    const token = readToken(request, this.config);
    return this.add.run({person, token, party: partyOf(request, this.config), name, credential});
  }

  @Post('passkey/options')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'askForPasskey',
    summary: 'Be asked for one of one’s own passkeys, to sign in or for sensitive actions',
  })
  @ApiProblems('action_not_allowed')
  @ApiOkResponse(passkeyOptions)
  options(@CurrentPerson() person: SignedInPerson, @Req() request: FastifyRequest): Promise<object> {
    return this.#options(person, request, 'proof');
  }

  @Post('second-factor/passkey')
  @HttpCode(200)
  @ApiOperation({operationId: 'provePasskey', summary: 'Give the answer of a passkey as second factor'})
  @ApiProblems('action_not_allowed', 'invalid')
  @ApiOkResponse({type: SessionDto})
  async proveFactor(
    @CurrentPerson() person: SignedInPerson,
    @Body() {credential}: PasskeyAnswerDto,
    @Req() request: FastifyRequest,
    @Res({passthrough: true}) reply: FastifyReply,
  ): Promise<SessionView> {
    await this.#proven(person, {credential, request, reply, use: 'secondFactor'});
    return presentProven(person, this.config.demonstration);
  }

  @Post('confirm/passkey')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'confirmSessionByPasskey',
    summary: 'Give the answer of a passkey, for sensitive actions',
  })
  @ApiProblems('action_not_allowed', 'invalid')
  @ApiOkResponse({type: SessionDto})
  async confirm(
    @CurrentPerson() person: SignedInPerson,
    @Body() {credential}: PasskeyAnswerDto,
    @Req() request: FastifyRequest,
    @Res({passthrough: true}) reply: FastifyReply,
  ): Promise<SessionView> {
    const confirmedAt = await this.#proven(person, {credential, request, reply, use: 'confirmation'});
    return presentProven({...person, confirmedAt}, this.config.demonstration);
  }

  #options(person: SignedInPerson, request: FastifyRequest, use: ChallengeUse): Promise<object> {
    const token = readToken(request, this.config);
    return this.ask.run({person, token, party: partyOf(request, this.config), use});
  }

  async #proven(
    person: SignedInPerson,
    {
      credential,
      request,
      reply,
      use,
    }: {credential: object; request: FastifyRequest; reply: FastifyReply; use: ProofUse},
  ): Promise<Date> {
    const token = readToken(request, this.config);
    const party = partyOf(request, this.config);
    const renewed = await this.prove.run({person, token, party, credential, use});
    if (!renewed) throw problems.invalid([{pointer: '/credential', detail: NOT_PROVEN}]);
    setToken(reply, renewed.token, this.config);
    return renewed.at;
  }
}

const NOT_PROVEN = 'proves nothing: ask again, and answer once, on this site, with a passkey that unlocks';
