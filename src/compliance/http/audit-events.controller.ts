import {Controller, Get, Param, Query, UseGuards} from '@nestjs/common';
import {ApiOkResponse, ApiOperation, ApiTags} from '@nestjs/swagger';
import {CurrentPerson} from '../../identity';
import type {SignedInPerson} from '../../identity';
import {ApiProblems} from '../../platform/http/api-problems';
import {IdPipe} from '../../platform/http/id.pipe';
import {NamedQuestions, Sightings} from '../queries/named-questions';
import {EventPage, SearchEvents} from '../queries/search-events';
import {EventPageDto, SightingsDto} from './audit-events.dto';
import {ComplianceGuard} from './compliance.guard';
import {EventSearchDto, TimeDto, questionIn} from './search-query.dto';

@ApiTags('audit')
@Controller('audit')
@UseGuards(ComplianceGuard)
export class AuditEventsController {
  readonly #search: SearchEvents;
  readonly #questions: NamedQuestions;

  constructor(search: SearchEvents, questions: NamedQuestions) {
    this.#search = search;
    this.#questions = questions;
  }

  @Get('events')
  @ApiOperation({
    operationId: 'searchLog',
    summary: 'Events of the log that answer what is asked, latest first; for compliance',
  })
  @ApiProblems('not_found')
  @ApiOkResponse({type: EventPageDto})
  async search(@CurrentPerson() person: SignedInPerson, @Query() query: EventSearchDto): Promise<EventPage> {
    return this.#search.search(person, {
      question: questionIn(query),
      limit: Number(query.limit ?? 50),
      cursor: query.cursor ?? null,
    });
  }

  @Get('who-saw/:id')
  @ApiOperation({
    operationId: 'whoSaw',
    summary: 'Who saw this case, how often and what of it; for compliance',
  })
  @ApiOkResponse({type: SightingsDto})
  async whoSaw(
    @CurrentPerson() person: SignedInPerson,
    @Param('id', IdPipe) id: string,
    @Query() time: TimeDto,
  ): Promise<Sightings> {
    return this.#questions.whoSaw(person, id, questionIn(time));
  }

  @Get('seen-by/:id')
  @ApiOperation({
    operationId: 'seenBy',
    summary: 'What this person saw, as far as the gate tells who it was; for compliance',
  })
  @ApiOkResponse({type: SightingsDto})
  async seenBy(
    @CurrentPerson() person: SignedInPerson,
    @Param('id', IdPipe) id: string,
    @Query() time: TimeDto,
  ): Promise<Sightings> {
    return this.#questions.seenBy(person, id, questionIn(time));
  }
}
