import {ArgumentsHost, Catch, ExceptionFilter} from '@nestjs/common';
import type {FastifyReply, FastifyRequest} from 'fastify';
import {Randomness} from '../crypto/randomness';
import {Problem, ProblemBody} from '../errors/problem';
import {ProblemTranslator, errorCode, problemOf} from '../errors/problem-of';
import {routeOf} from './route-of';

export const PROBLEM_TYPE = 'application/problem+json';

/** Puts a refusal on record before it is answered; throws when it cannot. */
export type RefusalRecorder = (request: FastifyRequest, problem: Problem) => Promise<void>;

/**
 * Answers every error as RFC 9457; what is no problem of the client's own becomes `internal` and leaks no text. A refusal
 * is on record before its answer is sent.
 */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    private readonly randomness: Randomness,
    private readonly translators: readonly ProblemTranslator[],
    private readonly record: RefusalRecorder,
  ) {}

  async catch(error: unknown, host: ArgumentsHost): Promise<void> {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    if (reply.sent) return;
    const {problem, body} = await this.#answer(error, request);
    if (body.code === 'too_large') drain(request, reply);
    void reply
      .status(body.status)
      .headers(problem?.headers ?? {})
      .header('content-type', PROBLEM_TYPE)
      .send(JSON.stringify(body));
  }

  /** What is answered: a refusal that could not be recorded becomes what kept it from being so. */
  async #answer(
    error: unknown,
    request: FastifyRequest,
  ): Promise<{problem: Problem | null; body: ProblemBody}> {
    const problem = problemOf(error, this.translators);
    if (!problem) return {problem, body: this.#incident(error, request)};
    try {
      await this.record(request, problem);
      return {problem, body: problem.body()};
    } catch (failure) {
      const instead = problemOf(failure, this.translators);
      return {problem: instead, body: instead?.body() ?? this.#incident(failure, request)};
    }
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
