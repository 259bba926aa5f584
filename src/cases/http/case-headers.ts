import {ExecutionContext, createParamDecorator} from '@nestjs/common';
import type {FastifyRequest} from 'fastify';
import {problems} from '../../platform/errors/problem';
import type {ExpectedDraft} from '../commands/drafts';

const ENTITY_TAG = /^"([A-Za-z0-9_-]{1,64})"$/;
const KEY = /^[\x21-\x7e]{1,200}$/;

/** RFC 9110 section 8.8.3: the version in double quotes. */
export const entityTag = (version: string): string => `"${version}"`;

/** The version in `If-Match`, or null when there is none; what is no entity tag matches nothing. */
export function versionIn(ifMatch: string | undefined): string | null {
  if (ifMatch === undefined) return null;
  return ENTITY_TAG.exec(ifMatch.trim())?.[1] ?? '';
}

/** @throws Problem `malformed` on a key that is empty, too long or no visible ASCII */
export function idempotencyKey(key: string | undefined): string | null {
  if (key === undefined) return null;
  if (!KEY.test(key))
    throw problems.malformed(undefined, 'Idempotency-Key must be 1 to 200 visible ASCII characters.');
  return key;
}

/** A draft's type in the path, and what its writer expects to lie there. */
export interface DraftPlace {
  readonly type: string;
  readonly expected: ExpectedDraft | undefined;
}

/** `If-Match` with the version, `If-None-Match: *` where none was seen, or neither. */
function expectedIn(headers: FastifyRequest['headers']): ExpectedDraft | undefined {
  const version = versionIn(headers['if-match']);
  if (version !== null) return {version};
  return headers['if-none-match']?.trim() === '*' ? 'none' : undefined;
}

/** `@AtDraft() {type, expected}: DraftPlace`, below a path that ends in `:type`. */
export const AtDraft = createParamDecorator((_data: undefined, context: ExecutionContext): DraftPlace => {
  const {params, headers} = context.switchToHttp().getRequest<FastifyRequest>();
  return {type: (params as {type: string}).type, expected: expectedIn(headers)};
});
