import {errorCode} from '../platform/errors/problem-of';

/** A job could not be done. The reason is stored and shown to coordinators: short, and nothing of a case in it. */
export class JobFailedError extends Error {
  readonly reason: string;
  /** Whether another attempt would be in vain. */
  readonly permanent: boolean;

  constructor(reason: string, {permanent, cause}: {permanent: boolean; cause?: unknown}) {
    super(reason, {cause});
    this.name = 'JobFailedError';
    this.reason = reason;
    this.permanent = permanent;
  }
}

/** What may be stored of an error: the reason it was given for that, else its name and code, never its message. */
export function failureText(error: unknown): string {
  if (error instanceof JobFailedError) return error.reason;
  const name = error instanceof Error ? error.name : 'unknown error';
  return `${name} ${errorCode(error) ?? ''}`.trim();
}
