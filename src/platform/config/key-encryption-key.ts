import {closeSync, fsyncSync, linkSync, openSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {randomBytes} from 'node:crypto';
import {dirname} from 'node:path';
import type {Config} from './config';
import {makeDirectory} from './make-directory';

const keyBytes = 32;

/** The key file is missing, cannot be made, or holds something else. The message never holds the key. */
export class KeyFileError extends Error {
  constructor(
    readonly path: string,
    readonly reason: string,
    readonly fix: string,
    options?: ErrorOptions,
  ) {
    super(`The key file ${path} ${reason}.\n${fix}`, options);
    this.name = 'KeyFileError';
  }
}

export const howToMakeKey = `Make one with: node -p "crypto.randomBytes(${keyBytes}).toString('base64')" > FILE; chmod 600 FILE`;

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException | undefined)?.code ?? 'unreadable';

/**
 * Reads 32 bytes written in base64 (RFC 4648 section 4).
 *
 * @throws KeyFileError whose `cause` has the code `ENOENT` when there is no such file
 */
export function readKeyFile(path: string): Buffer {
  let content: string;
  try {
    content = readFileSync(path, 'utf8').trim();
  } catch (cause) {
    const code = codeOf(cause);
    const fix =
      code === 'ENOENT' ? howToMakeKey : 'Make it a file that the user who starts Collegium may read.';
    throw new KeyFileError(path, `cannot be read (${code})`, fix, {cause});
  }
  const key = Buffer.from(content, 'base64');
  if (key.length !== keyBytes || key.toString('base64') !== content)
    throw new KeyFileError(path, `does not hold ${keyBytes} bytes in base64`, howToMakeKey);
  return key;
}

/** Whether the error says that there is no key file at all. */
export const isMissing = (error: unknown): error is KeyFileError =>
  error instanceof KeyFileError && codeOf(error.cause) === 'ENOENT';

/** Whole and on disk before it has its name; of two that start at once, the first one's key stands. */
function generateKeyFile(path: string): void {
  const draft = `${path}.${process.pid}`;
  makeDirectory(dirname(path));
  const file = openSync(draft, 'wx', 0o600);
  try {
    writeFileSync(file, `${randomBytes(keyBytes).toString('base64')}\n`);
    fsyncSync(file);
    linkSync(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    closeSync(file);
    rmSync(draft);
  }
}

/**
 * The installation's key-encryption key, 32 bytes. In demonstration mode a missing one is generated with mode 0600;
 * elsewhere it is never made up, since data under a lost key must not be joined by data under a new one.
 *
 * @throws KeyFileError
 */
export function loadKeyEncryptionKey({
  demonstration,
  keyFile,
}: Pick<Config, 'demonstration' | 'keyFile'>): Buffer {
  try {
    return readKeyFile(keyFile);
  } catch (error) {
    if (!demonstration || !isMissing(error)) throw error;
  }
  try {
    generateKeyFile(keyFile);
  } catch (cause) {
    const fix = 'Make its folder one that this user may write to, or name another one in COLLEGIUM_DATA.';
    throw new KeyFileError(keyFile, `cannot be written (${codeOf(cause)})`, fix, {cause});
  }
  return readKeyFile(keyFile);
}
