import {createHash} from 'node:crypto';

/** Bytes of a session's token. */
export const TOKEN_BYTES = 32;

/** A token from random bytes. */
export const tokenOf = (bytes: Buffer): string => bytes.toString('base64url');

const wellFormed = /^[A-Za-z0-9_-]{43}$/;

/** What is stored of a token: its SHA-256. `null` for text that is no token. */
export const tokenHash = (token: string | undefined): Buffer | null =>
  token !== undefined && wellFormed.test(token) ? createHash('sha256').update(token).digest() : null;

/** What `sessionName` gives. */
export const SESSION_NAME = /^[0-9a-f]{16}$/;

/** What the log calls the sign-in that a token stands for: 16 hexadecimal digits of its hash, from which no token follows. */
export const sessionName = (token: string | undefined): string | null =>
  tokenHash(token)?.toString('hex').slice(0, 16) ?? null;
