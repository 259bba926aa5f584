import {Body, Controller, Get, HttpCode, Param, Post, UseGuards} from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import {CurrentPerson, RecentSignInGuard} from '../../identity';
import type {SignedInPerson} from '../../identity';
import {ApiProblems} from '../../platform/http/api-problems';
import {IdPipe} from '../../platform/http/id.pipe';
import {BreakGlass} from '../commands/break-glass';
import {ListGlass} from '../queries/list-glass';
import {ComplianceGuard} from './compliance.guard';
import {BrokenGlassDto, GlassDto, NewGlassDto, presentGlass} from './glass.dto';

/** Compartments of a case that compliance opens for a time. */
@ApiTags('break-glass')
@Controller('broken-glass')
@UseGuards(ComplianceGuard)
export class GlassController {
  constructor(
    private readonly list: ListGlass,
    private readonly glass: BreakGlass,
  ) {}

  @Get()
  @ApiOperation({
    operationId: 'listBrokenGlass',
    summary: 'Where the glass was broken, latest first; for compliance',
  })
  @ApiProblems('not_found')
  @ApiOkResponse({type: [GlassDto]})
  async all(@CurrentPerson() person: SignedInPerson): Promise<GlassDto[]> {
    return (await this.list.all(person)).map(presentGlass);
  }

  @Post()
  @UseGuards(RecentSignInGuard)
  @ApiOperation({
    operationId: 'breakGlass',
    summary:
      'Open compartments of a case to oneself, for a time and with a reason; announced to its chair; for compliance',
  })
  @ApiProblems('not_found', 'invalid', 'action_not_allowed', 'reauthentication_required')
  @ApiCreatedResponse({type: BrokenGlassDto})
  async open(@CurrentPerson() person: SignedInPerson, @Body() body: NewGlassDto): Promise<BrokenGlassDto> {
    const {hours = 4, reason, ...order} = body;
    const {id, endsAt} = await this.glass.open(person, {...order, hours, reason: reason.trim()});
    return {id, endsAt: endsAt.toISOString()};
  }

  @Post(':id/end')
  @HttpCode(204)
  @ApiOperation({operationId: 'endBrokenGlass', summary: 'End it before its time; for compliance'})
  @ApiProblems('not_found', 'action_not_allowed')
  @ApiNoContentResponse()
  end(@CurrentPerson() person: SignedInPerson, @Param('id', IdPipe) id: string): Promise<void> {
    return this.glass.end(person, id);
  }
}
