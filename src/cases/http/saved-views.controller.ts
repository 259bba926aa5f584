import {Body, Controller, Delete, Get, HttpCode, Param, Post, Put} from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import {CurrentPerson} from '../../identity';
import type {SignedInPerson} from '../../identity';
import {ApiProblems} from '../../platform/http/api-problems';
import {IdPipe} from '../../platform/http/id.pipe';
import {SavedViews} from '../commands/saved-views';
import type {SavedView} from '../domain/saved-view';
import {ListViews} from '../queries/list-views';
import {NewViewDto, SavedViewDto} from './saved-view.dto';

@ApiTags('cases')
@Controller('views')
export class SavedViewsController {
  readonly #views: SavedViews;
  readonly #list: ListViews;

  constructor(views: SavedViews, list: ListViews) {
    this.#views = views;
    this.#list = list;
  }

  @Get()
  @ApiOperation({operationId: 'listViews', summary: 'One’s own views of the list of cases, by name'})
  @ApiOkResponse({type: [SavedViewDto]})
  async list(@CurrentPerson() person: SignedInPerson): Promise<readonly SavedView[]> {
    return this.#list.run(person);
  }

  @Post()
  @ApiOperation({
    operationId: 'saveView',
    summary: 'Keep what was chosen above the list of cases, under a name',
  })
  @ApiProblems('invalid')
  @ApiCreatedResponse({type: SavedViewDto})
  async save(@CurrentPerson() person: SignedInPerson, @Body() view: NewViewDto): Promise<SavedView> {
    return this.#views.save(person, view);
  }

  @Put(':id')
  @ApiOperation({
    operationId: 'changeView',
    summary: 'Give one of one’s own views another name or other choices',
  })
  @ApiProblems('invalid')
  @ApiOkResponse({type: SavedViewDto})
  async change(
    @CurrentPerson() person: SignedInPerson,
    @Param('id', IdPipe) id: string,
    @Body() {name, filter}: NewViewDto,
  ): Promise<SavedView> {
    return this.#views.change(person, {id, name, filter});
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({operationId: 'deleteView', summary: 'Delete one of one’s own views'})
  @ApiProblems('not_found')
  @ApiNoContentResponse()
  async forget(@CurrentPerson() person: SignedInPerson, @Param('id', IdPipe) id: string): Promise<void> {
    await this.#views.forget(person, id);
  }
}
