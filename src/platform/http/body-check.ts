import type {FastifyRequest} from 'fastify';
import {problems} from '../errors/problem';

/** Largest body of a request that is no upload, bytes. */
export const BODY_LIMIT = 1_048_576;

/** Largest file that any upload takes, bytes: each has a smaller limit of its own. */
export const FILE_LIMIT = 64 * BODY_LIMIT;

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The route takes multipart/form-data and limits it itself: `@RouteConfig({upload: true})`. */
    upload?: boolean;
  }
}

/**
 * Refuses by its headers a body that will not be read: too large first, then of the wrong type. Said before the body
 * arrives, and without closing the connection, the answer reaches the client.
 *
 * @throws Problem `too_large`, `unsupported_media_type`
 */
export function checkBody(request: FastifyRequest): void {
  if (request.is404) return;
  const {headers} = request;
  const type = headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase();
  const upload = request.routeOptions.config.upload === true;
  const length = Number(headers['content-length'] ?? 0);
  if (upload && type === 'multipart/form-data') {
    // The form around the file is small.
    if (length > FILE_LIMIT + BODY_LIMIT)
      throw problems.tooLarge(
        `At most ${FILE_LIMIT / BODY_LIMIT} MB are read. Send a shorter file, or several.`,
      );
    return;
  }
  if (length > BODY_LIMIT) throw problems.tooLarge(`The limit is ${BODY_LIMIT} bytes.`);
  const carriesBody = length > 0 || headers['transfer-encoding'] !== undefined;
  if (!carriesBody) return;
  if (upload) throw problems.unsupportedMediaType('Send multipart/form-data.');
  if (type !== 'application/json' || (headers['content-encoding'] ?? 'identity') !== 'identity')
    throw problems.unsupportedMediaType();
}
