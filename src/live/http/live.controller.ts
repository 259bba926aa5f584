import {Controller, Get, Req, Res} from '@nestjs/common';
import {ApiOkResponse, ApiOperation, ApiProduces, ApiTags} from '@nestjs/swagger';
import type {FastifyReply, FastifyRequest} from 'fastify';
import {CurrentPerson, SessionWatch} from '../../identity';
import type {SignedInPerson} from '../../identity';
import {ApiProblems} from '../../platform/http/api-problems';
import {LiveStreams} from '../queries/live-streams';

@ApiTags('live')
@Controller('live')
export class LiveController {
  readonly #streams: LiveStreams;
  readonly #watch: SessionWatch;

  constructor(streams: LiveStreams, watch: SessionWatch) {
    this.#streams = streams;
    this.#watch = watch;
  }

  @Get()
  @ApiOperation({
    operationId: 'watch',
    summary:
      'An event stream: `changed` with the id of a case of which the person signed in sees something new, or null when one ' +
      'is out of their sight; its content is to be asked for. It ends with the session, and does not keep it alive',
  })
  @ApiProblems('too_many_requests', 'unavailable')
  @ApiProduces('text/event-stream')
  @ApiOkResponse({schema: {type: 'string'}})
  async watch(
    @CurrentPerson() person: SignedInPerson,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const session = request.sessionName ?? '';
    const stream = await this.#streams.open(person, {session, stillHere: this.#watch.of(request)});
    // Whoever left while it was being opened has closed the answer already.
    if (reply.raw.destroyed) stream.end();
    reply.raw.once('close', () => {
      stream.end();
    });
    void reply
      // A proxy that gathers answers before it passes them on would pass on nothing.
      .header('x-accel-buffering', 'no')
      // A server that stops waits for connections that were kept for another request.
      .header('connection', 'close')
      .type('text/event-stream')
      .send(stream.body);
  }
}
