import {ArgumentsHost, Catch, ExceptionFilter} from '@nestjs/common';
import type {FastifyReply, FastifyRequest} from 'fastify';
import {Randomness} from '../crypto/randomness';
import {Problem, ProblemBody} from '../errors/problem';
import {ProblemTranslator, errorCode, problemOf} from '../errors/problem-of';
import {routeOf} from './route-of';

export const PROBLEM_TYPE = 'application/problem+json';

/** Answers every error as RFC 9457; what is no problem of the client's own becomes `internal` and leaks no text. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    private readonly randomness: Randomness,
    private readonly translators: readonly ProblemTranslator[],
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    if (reply.sent) return;
    const problem = problemOf(error, this.translators);
    const body = problem?.body() ?? this.#incident(error, request);
    if (body.code === 'too_large') drain(request, reply);
    void reply
      .status(body.status)
      .headers(problem?.headers ?? {})
      .header('content-type', PROBLEM_TYPE)
      .send(JSON.stringify(body));
  }

  /** The log line names the error's kind and place, never its text: texts of libraries quote what was sent. */
  #incident(error: unknown, request: FastifyRequest): ProblemBody {
    const incident = this.randomness.uuid();
    const {name, stack} = error instanceof Error ? error : {name: typeof error, stack: ''};
    const at = (stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
    request.log.error(
      {incident, name, code: errorCode(error), route: routeOf(request), at},
      'internal error',
    );
    return {...new Problem('internal').body(), incident};
  }
}

/** Reads on to the end of what was refused; a connection closed in the midst of it would lose the answer. */
function drain(request: FastifyRequest, reply: FastifyReply): void {
  reply.removeHeader('connection');
  request.raw.resume();
}
