import {Controller, Get, Param, StreamableFile, UseGuards} from '@nestjs/common';
import {ApiOkResponse, ApiOperation, ApiParam, ApiProduces, ApiTags} from '@nestjs/swagger';
import {PublishedTree} from '../../audit';
import {CurrentPerson} from '../../identity';
import type {SignedInPerson} from '../../identity';
import {problems} from '../../platform/errors/problem';
import {ApiProblems} from '../../platform/http/api-problems';
import {ComplianceGuard} from './compliance.guard';

const TEXT = 'text/plain; charset=utf-8';

/**
 * The log of the person's organisation as C2SP tlog-tiles serves it, for compliance. It holds commitments, ids of streams
 * and times, no content; so no look at it is on record.
 */
@ApiTags('audit')
@Controller('audit')
@UseGuards(ComplianceGuard)
export class LogController {
  readonly #tree: PublishedTree;

  constructor(tree: PublishedTree) {
    this.#tree = tree;
  }

  @Get('checkpoint')
  @ApiOperation({
    operationId: 'showCheckpoint',
    summary: 'The latest checkpoint of the log, a signed note (C2SP tlog-checkpoint); for compliance',
  })
  @ApiProblems('not_found')
  @ApiProduces('text/plain')
  @ApiOkResponse({schema: {type: 'string'}})
  async checkpoint(@CurrentPerson() {organisationId}: SignedInPerson): Promise<StreamableFile> {
    return text(await this.#tree.checkpoint(organisationId));
  }

  @Get('key')
  @ApiOperation({
    operationId: 'showLogKey',
    summary:
      'The key that verifies checkpoints (C2SP signed-note) in the first line, keys that it superseded in the next; keep a copy elsewhere; for compliance',
  })
  @ApiProblems('not_found')
  @ApiProduces('text/plain')
  @ApiOkResponse({schema: {type: 'string'}})
  async key(@CurrentPerson() {organisationId}: SignedInPerson): Promise<StreamableFile> {
    const keys = await this.#tree.keys(organisationId);
    return text(keys.length === 0 ? null : keys.map((key) => `${key}\n`).join(''));
  }

  @Get('tile/*')
  @ApiOperation({
    operationId: 'showTile',
    summary: 'A tile of hashes or a bundle of entries of the log (C2SP tlog-tiles); for compliance',
  })
  @ApiParam({
    name: '*',
    schema: {type: 'string'},
    description: 'With its slashes: `0/x001/234`, `0/000.p/7`, `entries/000`.',
  })
  @ApiProblems('not_found')
  @ApiProduces('application/octet-stream')
  @ApiOkResponse({schema: {type: 'string', format: 'binary'}})
  async tile(
    @CurrentPerson() {organisationId}: SignedInPerson,
    @Param('*') path: string,
  ): Promise<StreamableFile> {
    const bytes = await this.#tree.tile(organisationId, `tile/${path}`);
    if (!bytes) throw problems.notFound();
    return new StreamableFile(bytes, {type: 'application/octet-stream'});
  }
}

function text(content: string | null): StreamableFile {
  if (content === null) throw problems.notFound();
  return new StreamableFile(Buffer.from(content), {type: TEXT});
}
