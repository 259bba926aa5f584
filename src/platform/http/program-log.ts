import type {LoggerService} from '@nestjs/common';
import type {FastifyBaseLogger} from 'fastify';

/** Nest says by itself what fails at the start, which is told elsewhere. */
const TOLD_ELSEWHERE = 'ExceptionHandler';

/** What parts of the program say goes where the requests go: JSON lines on standard error. */
export class ProgramLog implements LoggerService {
  readonly #log: FastifyBaseLogger;

  constructor(log: FastifyBaseLogger) {
    this.#log = log;
  }

  /** Nest's own chatter at the start. */
  log(): void {
    return;
  }

  error(message: unknown, ...rest: unknown[]): void {
    const part = rest.at(-1);
    if (part !== TOLD_ELSEWHERE) this.#log.error({part}, String(message));
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.#log.warn({part: rest.at(-1)}, String(message));
  }
}
