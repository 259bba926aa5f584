import {attendance} from './attendance';
import {places} from './generated';
import type {Operations, Problem} from './generated';
import {NoAnswerError, ProblemError} from './problem-error';
import {signInAgain} from './sign-in-again';
import type {AskReason} from './sign-in-again';

type Name = keyof Operations;
type Given<K extends string, T> = [T] extends [null]
  ? object
  : object extends T
    ? {readonly [P in K]?: T}
    : {readonly [P in K]: T};

/** What an operation takes: its path's and query's parameters and its body, as far as it has them. */
export type Arguments<N extends Name> = Given<'path', Operations[N]['path']> &
  Given<'query', Operations[N]['query']> &
  Given<'body', Operations[N]['body']>;

export type Reply<N extends Name> = Operations[N]['reply'];

export interface CallOptions {
  readonly signal?: AbortSignal;
  /** The version that was seen, for `If-Match`; null where nothing was there, for `If-None-Match`. */
  readonly version?: string | null;
  /** Makes a repetition of the same request harmless. */
  readonly key?: string;
  /** The page asks of its own accord; nobody need be there, and the session goes on growing idle. */
  readonly unattended?: boolean;
  /** Do not ask for the password over the page: whoever calls does so themselves. */
  readonly atTheDoor?: boolean;
}

interface Sent {
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  readonly body?: unknown;
}

/**
 * Calls an operation of the interface by its name. A stale or ended sign-in is renewed over the page, and the request
 * repeated.
 *
 * @throws ProblemError on every answer that is no success, NoAnswerError when there is none
 */
export async function call<N extends Name>(
  name: N,
  given: Arguments<N>,
  options: CallOptions = {},
): Promise<Reply<N>> {
  const [method, template] = places[name];
  const sent = given as Sent;
  const address = addressOf(template, sent);
  const headers: Record<string, string> = {'X-Collegium': '1'};
  if (options.version === null) headers['If-None-Match'] = '*';
  else if (options.version !== undefined) headers['If-Match'] = `"${options.version}"`;
  if (options.key !== undefined) headers['Idempotency-Key'] = options.key;
  if (options.unattended === true || !attendance.isThere()) headers['X-Collegium-Unattended'] = '1';
  if (sent.body !== undefined) headers['Content-Type'] = 'application/json';
  const request: RequestInit = {method, headers, cache: 'no-store', signal: options.signal ?? null};
  if (sent.body !== undefined) request.body = JSON.stringify(sent.body);
  for (;;) {
    const response = await answered(address, request);
    if (response.ok) return (await read(response)) as Reply<N>;
    const problem = await problemOf(response);
    const reason = options.atTheDoor === true ? null : reasonToAsk(problem);
    if (reason === null || !(await signInAgain.ask(reason))) throw problem;
  }
}

/** The address of an operation, its parameters filled in; for links to files too. */
function addressOf(template: string, {path = {}, query = {}}: Sent): string {
  const filled = template.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(path[name] ?? ''));
  const asked = Object.entries(query).flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [[name, String(value)]],
  );
  return asked.length === 0 ? filled : `${filled}?${new URLSearchParams(asked).toString()}`;
}

async function answered(address: string, request: RequestInit): Promise<Response> {
  try {
    return await fetch(address, request);
  } catch (cause) {
    if (request.signal?.aborted === true) throw cause;
    throw new NoAnswerError({cause});
  }
}

async function read(response: Response): Promise<unknown> {
  if (response.status === 204 || response.status === 202) return null;
  const type = response.headers.get('content-type') ?? '';
  if (type.includes('json')) return response.json();
  return type.startsWith('text/') ? response.text() : response.blob();
}

async function problemOf(response: Response): Promise<ProblemError> {
  const type = response.headers.get('content-type') ?? '';
  if (type.includes('json')) return new ProblemError((await response.json()) as Problem);
  const {status, statusText: title} = response;
  return new ProblemError({type: 'about:blank', title, status, code: 'unavailable'});
}

export function reasonToAsk({code}: ProblemError): AskReason | null {
  if (code === 'unauthenticated' || code === 'second_factor_required') return 'expired';
  if (code === 'full_sign_in_required') return 'full';
  return code === 'reauthentication_required' ? 'sensitive' : null;
}
