import {Controller, Get, HttpCode, Param, Post, Query} from '@nestjs/common';
import {ApiOkResponse, ApiOperation, ApiTags} from '@nestjs/swagger';
import {CurrentPerson} from '../../identity';
import type {SignedInPerson} from '../../identity';
import {problems} from '../../platform/errors/problem';
import {ApiProblems} from '../../platform/http/api-problems';
import {IdPipe} from '../../platform/http/id.pipe';
import {MarkNoticeRead} from '../commands/mark-notice-read';
import {InboxPage, ListInbox} from '../queries/list-inbox';
import {ListMailFailures, MailFailure} from '../queries/list-mail-failures';
import {InboxPageDto, InboxQueryDto, MailFailureDto} from './inbox.dto';

@ApiTags('inbox')
@Controller('inbox')
export class InboxController {
  readonly #inbox: ListInbox;
  readonly #failures: ListMailFailures;
  readonly #markRead: MarkNoticeRead;

  constructor(inbox: ListInbox, failures: ListMailFailures, markRead: MarkNoticeRead) {
    this.#inbox = inbox;
    this.#failures = failures;
    this.#markRead = markRead;
  }

  @Get()
  @ApiOperation({operationId: 'listInbox', summary: 'What awaits the person signed in, latest first'})
  @ApiOkResponse({type: InboxPageDto})
  async list(@CurrentPerson() person: SignedInPerson, @Query() query: InboxQueryDto): Promise<InboxPage> {
    return this.#inbox.page(person, {limit: Number(query.limit ?? 25), cursor: query.cursor ?? null});
  }

  @Get('failures')
  @ApiOperation({
    operationId: 'listMailFailures',
    summary: 'Mails that did not reach their recipient; for coordinators',
  })
  @ApiProblems('not_found')
  @ApiOkResponse({type: [MailFailureDto]})
  async failures(@CurrentPerson() person: SignedInPerson): Promise<readonly MailFailure[]> {
    if (!person.roles.some(({role}) => role === 'coordinator')) throw problems.notFound();
    return this.#failures.latest(person);
  }

  @Post(':id/read')
  @HttpCode(200)
  @ApiOperation({operationId: 'markNoticeRead', summary: 'Marks one of the own notices as read'})
  @ApiOkResponse({schema: {type: 'object'}})
  async read(
    @CurrentPerson() person: SignedInPerson,
    @Param('id', IdPipe) id: string,
  ): Promise<Record<string, never>> {
    await this.#markRead.run(person, id);
    return {};
  }
}
