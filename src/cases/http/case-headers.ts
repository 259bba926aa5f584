import {problems} from '../../platform/errors/problem';

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
