import type {Fault, Problem} from './generated';

type ProblemCode = Problem['code'];

/** What to do next, where the server's own words do not say it. */
const fixes: Partial<Record<ProblemCode, string>> = {
  unauthenticated: 'Check the address and the password, or have a new link mailed to you.',
  stale: 'Somebody was quicker. Look at the case as it is now; what you entered is still here.',
  action_not_allowed: 'The case has moved on. Look at it as it is now to see what can be done.',
  not_found: 'Perhaps the link is old, or it is not yours to see. Begin again from your home page.',
  too_many_requests: 'Wait a minute, then try again.',
  too_large: 'Choose a smaller file.',
  unavailable: 'Wait a little, then try again. What you entered is still here.',
  log_unavailable: 'Wait a little, then try again. If it lasts, tell whoever runs Collegium.',
  internal: 'Try again. If it happens once more, tell whoever runs Collegium.',
  csrf: 'Open Collegium by the address that you were given, and try again.',
};

/** An answer that is no success (RFC 9457). `message` says what is wrong, `fix` what to do next. */
export class ProblemError extends Error {
  readonly code: ProblemCode;
  readonly status: number;
  readonly faults: readonly Fault[];
  readonly fix: string | null;

  constructor({code, status, detail, title, faults = [], incident}: Problem) {
    super(detail ?? title);
    this.name = 'ProblemError';
    this.code = code;
    this.status = status;
    this.faults = faults;
    const fix = fixes[code] ?? null;
    this.fix = incident === undefined ? fix : `${fix ?? ''} Tell them this number: ${incident}.`.trim();
  }
}

/** No answer came at all. */
export class NoAnswerError extends Error {
  readonly fix = 'Check your connection and try again. What you entered is still here.';

  constructor(options?: ErrorOptions) {
    super('Collegium cannot be reached.', options);
    this.name = 'NoAnswerError';
  }
}

/** Something that the browser or the person at it did not do. */
export class NotDoneError extends Error {
  readonly fix: string;

  constructor(message: string, fix: string) {
    super(message);
    this.name = 'NotDoneError';
    this.fix = fix;
  }
}

export interface Told {
  readonly message: string;
  readonly fix: string | null;
}

/** What to tell somebody of a failure. */
export function told(error: unknown): Told {
  if (error instanceof ProblemError || error instanceof NoAnswerError || error instanceof NotDoneError)
    return {message: error.message, fix: error.fix};
  return {message: 'Something went wrong on this page.', fix: 'Load the page again.'};
}
