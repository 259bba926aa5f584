import {
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import {randomBytes} from 'node:crypto';
import {dirname} from 'node:path';
import type {Config} from './config';

const keyBytes = 32;

/** The key file is missing or holds something else. The message never holds the key. */
export class KeyFileError extends Error {
  constructor(
    readonly problem: string,
    readonly fix: string,
    options?: ErrorOptions,
  ) {
    super(`${problem} ${fix}`, options);
    this.name = 'KeyFileError';
  }
}

export const howToMakeKey = `Make one with: node -p "crypto.randomBytes(${keyBytes}).toString('base64')" > FILE; chmod 600 FILE`;

/**
 * Reads 32 bytes written in base64 (RFC 4648 section 4).
 *
 * @throws KeyFileError
 */
export function readKeyFile(path: string): Buffer {
  let content: string;
  try {
    content = readFileSync(path, 'utf8').trim();
  } catch (cause) {
    const reason = (cause as NodeJS.ErrnoException).code ?? 'unreadable';
    throw new KeyFileError(`names ${path}, which cannot be read (${reason}).`, howToMakeKey, {cause});
  }
  const key = Buffer.from(content, 'base64');
  if (key.length !== keyBytes || key.toString('base64') !== content) {
    throw new KeyFileError(`names ${path}, which does not hold ${keyBytes} bytes in base64.`, howToMakeKey);
  }
  return key;
}

/** Whole and on disk before it has its name; of two that start at once, the first one's key stands. */
function generateKeyFile(path: string): void {
  const draft = `${path}.${process.pid}`;
  mkdirSync(dirname(path), {recursive: true, mode: 0o700});
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
export function loadKeyEncryptionKey(config: Pick<Config, 'demonstration' | 'keyFile'>): Buffer {
  try {
    return readKeyFile(config.keyFile);
  } catch (error) {
    const missing =
      error instanceof KeyFileError && (error.cause as NodeJS.ErrnoException | undefined)?.code === 'ENOENT';
    if (!config.demonstration || !missing) throw error;
  }
  generateKeyFile(config.keyFile);
  return readKeyFile(config.keyFile);
}
