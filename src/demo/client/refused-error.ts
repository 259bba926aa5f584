interface ProblemBody {
  readonly code?: unknown;
  readonly detail?: unknown;
  readonly faults?: unknown;
}

/** The server answered with something else than success (RFC 9457 problem details, if it sent them). */
export class RefusedError extends Error {
  readonly status: number;
  readonly code: string;
  /** Seconds to wait before the same again makes sense, or null. */
  readonly retryAfter: number | null;

  constructor(what: string, status: number, problem: ProblemBody, retryAfter: number | null) {
    const code = typeof problem.code === 'string' ? problem.code : '';
    const faults = problem.faults === undefined ? '' : ` ${JSON.stringify(problem.faults)}`;
    const detail = typeof problem.detail === 'string' ? problem.detail : '';
    super(`${what} was answered ${status} ${code}: ${detail}${faults}`);
    this.name = 'RefusedError';
    this.status = status;
    this.code = code;
    this.retryAfter = retryAfter;
  }

  static async from(response: Response, what: string): Promise<RefusedError> {
    const json = response.headers.get('content-type')?.includes('json') === true;
    const problem = json ? ((await response.json()) as ProblemBody) : {detail: await response.text()};
    const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
    return new RefusedError(what, response.status, problem, Number.isFinite(seconds) ? seconds : null);
  }
}
