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
import {ApiTokens, NewToken} from '../commands/api-tokens';
import type {SignedInPerson} from '../domain/signed-in-person';
import {ListTokens, TokenView} from '../queries/list-tokens';
import {CurrentPerson} from './current-person';
import {FullSignInGuard} from './full-sign-in.guard';
import {RecentSignInGuard} from './recent-sign-in.guard';
import {NewTokenDto, TokenDto, TokenOrderDto} from './tokens.dto';

@ApiTags('session')
@Controller('session/tokens')
export class TokensController {
  constructor(
    private readonly tokens: ApiTokens,
    private readonly list: ListTokens,
  ) {}

  @Get()
  @UseGuards(RecentSignInGuard)
  @ApiOperation({operationId: 'listTokens', summary: 'One’s own tokens for programs'})
  @ApiProblems('reauthentication_required')
  @ApiOkResponse({type: [TokenDto]})
  all(@CurrentPerson() person: SignedInPerson): Promise<readonly TokenView[]> {
    return this.list.run(person);
  }

  @Post()
  @UseGuards(FullSignInGuard)
  @ApiOperation({
    operationId: 'makeToken',
    summary: 'Make a token for a program: it is sent as Authorization: Bearer, and shown this once',
  })
  @ApiProblems('reauthentication_required', 'full_sign_in_required')
  @ApiCreatedResponse({type: NewTokenDto})
  make(
    @CurrentPerson() person: SignedInPerson,
    @Body() {name, scopes, days}: TokenOrderDto,
  ): Promise<NewToken> {
    return this.tokens.make(person, {name: name.trim(), scopes, days});
  }

  @Delete(':id')
  @HttpCode(204)
  @UseGuards(RecentSignInGuard)
  @ApiOperation({operationId: 'endToken', summary: 'End one of one’s own tokens'})
  @ApiProblems('reauthentication_required', 'not_found')
  @ApiNoContentResponse()
  remove(@CurrentPerson() person: SignedInPerson, @Param('id', IdPipe) id: string): Promise<void> {
    return this.tokens.end(person, id);
  }
}
