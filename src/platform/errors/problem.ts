import {STATUS_CODES} from 'node:http';

/** What went wrong with one field; `pointer` is a JSON Pointer (RFC 6901) into the body, empty for the body itself. */
export interface Fault {
  readonly pointer: string;
  readonly detail: string;
}

interface Kind {
  readonly status: number;
  readonly detail: string;
}

/** Every code a client may meet, with its status and its words; stable, clients decide by them. */
const kinds = {
  unauthenticated: {status: 401, detail: 'Sign in first.'},
  reauthentication_required: {status: 401, detail: 'Confirm your password first.'},
  full_sign_in_required: {
    status: 401,
    detail: 'Give your password and your second factor again first: this changes how you sign in.',
  },
  second_factor_required: {status: 403, detail: 'Prove your second factor first.'},
  attestation_required: {
    status: 403,
    detail: 'Sign the yearly attestation first: GET, then POST /api/session/attestation.',
  },
  csrf: {status: 403, detail: 'The request did not come from this application.'},
  malformed: {status: 400, detail: 'The request cannot be read.'},
  unknown_action: {status: 400, detail: 'There is no such action in this workflow.'},
  not_found: {status: 404, detail: 'There is nothing here for you.'},
  precondition_required: {status: 428, detail: 'Say which version you saw, with If-Match.'},
  stale: {status: 409, detail: 'What you saw has changed since; load it again.'},
  action_not_allowed: {status: 409, detail: 'You cannot do this now.'},
  invalid: {status: 422, detail: 'Some of what was entered cannot be accepted.'},
  key_reused: {status: 422, detail: 'This Idempotency-Key was used for another request.'},
  too_large: {status: 413, detail: 'The request is too large.'},
  unsupported_media_type: {status: 415, detail: 'Send application/json.'},
  too_many_requests: {status: 429, detail: 'Too many requests; wait a little.'},
  log_unavailable: {status: 503, detail: 'The audit log cannot be written now, so nothing is shown.'},
  unavailable: {status: 503, detail: 'Collegium is stopping or not ready; try again soon.'},
  internal: {status: 500, detail: 'Something went wrong on our side; nothing was changed.'},
} as const satisfies Record<string, Kind>;

export type ProblemCode = keyof typeof kinds;

export const PROBLEM_CODES = Object.keys(kinds) as readonly ProblemCode[];

export interface ProblemOptions {
  readonly detail?: string;
  readonly faults?: readonly Fault[];
  readonly headers?: Readonly<Record<string, string>>;
  /** Another status of the same family than the code's own, e.g. 431 beside 400. */
  readonly status?: number;
}

/** The body of an error, RFC 9457. `type` is absent in meaning (`about:blank`): `code` tells problems apart. */
export interface ProblemBody {
  readonly type: 'about:blank';
  readonly title: string;
  readonly status: number;
  readonly code: ProblemCode;
  readonly detail?: string;
  readonly faults?: readonly Fault[];
  /** Names the line in our log, for `internal` alone. */
  readonly incident?: string;
}

/** An answer that is no success; whoever throws it decides every word that the client reads. */
export class Problem extends Error {
  readonly status: number;
  readonly detail: string;
  readonly faults: readonly Fault[] | undefined;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    readonly code: ProblemCode,
    options: ProblemOptions = {},
  ) {
    const {status, detail} = kinds[code];
    super(options.detail ?? detail);
    this.name = 'Problem';
    this.status = options.status ?? status;
    this.detail = options.detail ?? detail;
    this.faults = options.faults;
    this.headers = options.headers ?? {};
  }

  body(): ProblemBody {
    return {
      type: 'about:blank',
      title: STATUS_CODES[this.status] ?? 'Error',
      status: this.status,
      code: this.code,
      detail: this.detail,
      ...(this.faults && {faults: this.faults}),
    };
  }
}

const problem =
  (code: ProblemCode) =>
  (detail?: string): Problem =>
    new Problem(code, detail === undefined ? {} : {detail});

const faulty =
  (code: ProblemCode) =>
  (faults?: readonly Fault[], detail?: string): Problem =>
    new Problem(code, {...(faults && {faults}), ...(detail !== undefined && {detail})});

/** One factory a code. `detail` replaces the code's own words; it must say nothing that the reader may not know. */
export const problems = {
  unauthenticated: problem('unauthenticated'),
  reauthenticationRequired: problem('reauthentication_required'),
  fullSignInRequired: problem('full_sign_in_required'),
  secondFactorRequired: problem('second_factor_required'),
  attestationRequired: problem('attestation_required'),
  csrf: problem('csrf'),
  malformed: faulty('malformed'),
  unknownAction: problem('unknown_action'),
  /** Absent and hidden alike: no detail can be given. */
  notFound: () => new Problem('not_found'),
  preconditionRequired: problem('precondition_required'),
  stale: problem('stale'),
  actionNotAllowed: problem('action_not_allowed'),
  invalid: faulty('invalid'),
  keyReused: problem('key_reused'),
  tooLarge: problem('too_large'),
  unsupportedMediaType: problem('unsupported_media_type'),
  /** @param seconds until the next try may succeed */
  tooManyRequests: (seconds: number) =>
    new Problem('too_many_requests', {headers: {'retry-after': String(seconds)}}),
  logUnavailable: problem('log_unavailable'),
  unavailable: problem('unavailable'),
} as const;

/** A JSON Pointer from its parts, RFC 6901 section 3. */
export function pointer(...parts: readonly (string | number)[]): string {
  return parts.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
