import multipart from '@fastify/multipart';
import type {FastifyInstance, FastifyRequest} from 'fastify';
import {Readable} from 'node:stream';
import {Problem, problems} from '../errors/problem';
import {errorCode} from '../errors/problem-of';
import {FILE_LIMIT} from './body-check';

/** Lets routes read one file as a stream; nothing is buffered, and fields beside the file are refused. */
export async function takeFiles(fastify: FastifyInstance): Promise<void> {
  await fastify.register(multipart, {
    throwFileSizeLimit: false,
    limits: {fileSize: FILE_LIMIT, files: 1, fields: 0, parts: 1, headerPairs: 20},
  });
}

/**
 * Hands the one file of a multipart request to `take`, and drains what `take` leaves unread.
 *
 * @throws Problem `unsupported_media_type` when the body is no multipart form, `malformed` when it has no file
 */
export async function fileOf<T>(
  request: FastifyRequest,
  take: (file: {stream: Readable; name: string}) => Promise<T>,
): Promise<T> {
  // RFC 7578 section 4.1: without a boundary the parts cannot be told apart.
  if (!request.isMultipart() || !/;\s*boundary="?[^\s;"]/i.test(request.headers['content-type'] ?? ''))
    throw problems.unsupportedMediaType('Send multipart/form-data with one part named file.');
  const part = await request.file().catch((error: unknown) => {
    throw errorCode(error) === null ? unreadable() : error;
  });
  if (part?.fieldname !== 'file')
    throw problems.malformed([{pointer: '/file', detail: 'must be the one part of the form'}]);
  let broken: unknown;
  part.file.once('error', (error: Error) => {
    broken = error;
  });
  try {
    return await take({stream: part.file, name: part.filename});
  } catch (error) {
    throw error === broken ? unreadable() : error;
  } finally {
    // Off the connection itself: the parser waits for whoever held the file, and the sender for us.
    request.raw.unpipe();
    request.raw.resume();
  }
}

/** What the parser says of a form that breaks off or has no heads comes as an error without a code. */
const unreadable = (): Problem =>
  problems.malformed([{pointer: '', detail: 'is not a multipart form that can be read'}]);
