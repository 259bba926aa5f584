import {HttpException} from '@nestjs/common';
import {Problem, problems} from './problem';

/** Turns an error of some feature or library into a problem; `null` when it does not know the error. */
export type ProblemTranslator = (error: unknown) => Problem | null;

/** Fastify's, Node's and PostgreSQL's codes that mean: the client sent something that cannot be used. */
const byCode: Readonly<Record<string, () => Problem>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: problems.tooLarge,
  FST_REQ_FILE_TOO_LARGE: problems.tooLarge,
  FST_FILES_LIMIT: problems.malformed,
  FST_FIELDS_LIMIT: problems.malformed,
  FST_PARTS_LIMIT: problems.malformed,
  FST_INVALID_MULTIPART_CONTENT_TYPE: problems.unsupportedMediaType,
  FST_ERR_CTP_INVALID_MEDIA_TYPE: problems.unsupportedMediaType,
  FST_ERR_CTP_INVALID_JSON_BODY: problems.malformed,
  FST_ERR_CTP_EMPTY_JSON_BODY: problems.malformed,
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: problems.malformed,
  FST_ERR_BAD_URL: problems.malformed,
  FST_ERR_MAX_PARAM_LENGTH: problems.notFound,
  FST_ERR_NOT_FOUND: problems.notFound,
  // Text that PostgreSQL cannot store: NUL, or an escape for half a character.
  '22021': problems.malformed,
  '22P05': problems.malformed,
};

const byStatus: Readonly<Record<number, () => Problem>> = {
  400: problems.malformed,
  401: problems.unauthenticated,
  403: problems.notFound,
  404: problems.notFound,
  405: problems.notFound,
  406: problems.malformed,
  408: () => new Problem('malformed', {status: 408}),
  413: problems.tooLarge,
  414: problems.notFound,
  415: problems.unsupportedMediaType,
  422: problems.invalid,
  429: () => problems.tooManyRequests(60),
  431: () => new Problem('malformed', {status: 431}),
  503: problems.unavailable,
};

/** The problem that an error of ours or of a library stands for; `null` when it is a fault of ours. Passes on no text. */
export function problemOf(error: unknown, translators: readonly ProblemTranslator[] = []): Problem | null {
  if (error instanceof Problem) return error;
  for (const translate of translators) {
    const translated = translate(error);
    if (translated) return translated;
  }
  const code = errorCode(error);
  const known = code === null ? undefined : byCode[code];
  if (known) return known();
  return byStatus[statusOf(error)]?.() ?? null;
}

/** Whether nothing but the status says what a library's error means. */
function statusOf(error: unknown): number {
  if (error instanceof HttpException) return error.getStatus();
  const status = (error as {statusCode?: unknown} | null)?.statusCode;
  return typeof status === 'number' ? status : 500;
}

/** The `code` of an error, a SQLSTATE or a system's name for it. */
export function errorCode(error: unknown): string | null {
  const code = (error as {code?: unknown} | null)?.code;
  return typeof code === 'string' ? code : null;
}
