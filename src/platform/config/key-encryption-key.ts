import {execFileSync} from 'node:child_process';
import {closeSync, fsyncSync, linkSync, openSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {randomBytes} from 'node:crypto';
import {dirname} from 'node:path';
import type {Config, KeyGiven} from './config';
import {makeDirectory} from './make-directory';

const keyBytes = 32;

/** Where the key is to come from is nothing, cannot be made, or holds something else. The message never holds the key. */
export class KeyError extends Error {
  constructor(
    /** "key file /etc/collegium.key", "setting COLLEGIUM_KEY". */
    readonly place: string,
    readonly reason: string,
    readonly fix: string,
    options?: ErrorOptions,
  ) {
    super(`The ${place} ${reason}.\n${fix}`, options);
    this.name = 'KeyError';
  }
}

export const howToMakeKey = `Make one with: node -p "crypto.randomBytes(${keyBytes}).toString('base64')" > FILE; chmod 600 FILE`;

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException | undefined)?.code ?? 'unreadable';

/**
 * Reads 32 bytes written in base64 (RFC 4648 section 4).
 *
 * @throws KeyError whose `cause` has the code `ENOENT` when there is no such file
 */
export function readKeyFile(path: string): Buffer {
  let content: string;
  try {
    content = readFileSync(path, 'utf8').trim();
  } catch (cause) {
    const code = codeOf(cause);
    const fix =
      code === 'ENOENT' ? howToMakeKey : 'Make it a file that the user who starts Collegium may read.';
    throw new KeyError(fileAt(path), `cannot be read (${code})`, fix, {cause});
  }
  return keyOf(content, fileAt(path), howToMakeKey);
}

const fileAt = (path: string): string => `key file ${path}`;

function keyOf(content: string, place: string, fix: string): Buffer {
  const key = Buffer.from(content, 'base64');
  if (key.length !== keyBytes || key.toString('base64') !== content)
    throw new KeyError(place, `does not hold ${keyBytes} bytes in base64`, fix);
  return key;
}

/** How long a vault may take to answer, in milliseconds. */
const PATIENCE = 30_000;
const COMMAND = 'command of COLLEGIUM_KEY_COMMAND';
const howToTry =
  'Run it by hand as the user who starts Collegium: it has to print 32 bytes in base64, nothing else, and end within 30 seconds.';

type KeyPlace = Pick<Config, 'keyFile' | 'keyGiven'>;

const printed = new WeakMap<KeyGiven, Buffer>();

/** Where the key comes from, in words. */
export const keyPlace = ({keyFile, keyGiven}: KeyPlace): string =>
  keyGiven === null ? fileAt(keyFile) : keyGiven.kind === 'environment' ? 'setting COLLEGIUM_KEY' : COMMAND;

/**
 * The key from where the configuration says; none is made. A command is run once for each configuration.
 *
 * @throws KeyError
 */
export function readKey(config: KeyPlace): Buffer {
  const {keyFile, keyGiven} = config;
  if (keyGiven === null) return readKeyFile(keyFile);
  if (keyGiven.kind === 'environment') return keyOf(keyGiven.value.trim(), keyPlace(config), howToMakeKey);
  const key = printed.get(keyGiven) ?? keyFromCommand(keyGiven.words);
  printed.set(keyGiven, key);
  return key;
}

function keyFromCommand([program = '', ...words]: readonly string[]): Buffer {
  let output: string;
  try {
    output = execFileSync(program, words, {
      encoding: 'utf8',
      timeout: PATIENCE,
      maxBuffer: 4096,
      // What it has to say of its trouble goes to ours.
      stdio: ['ignore', 'pipe', 'inherit'],
    });
  } catch (error) {
    const {status, code} = error as {readonly status?: number | null; readonly code?: string};
    const how = typeof status === 'number' ? `ended with ${status}` : `failed (${code ?? 'killed'})`;
    // Its cause would hold what it printed.
    throw new KeyError(COMMAND, how, howToTry);
  }
  return keyOf(output.trim(), COMMAND, howToTry);
}

/** Whether the error says that there is no key file at all. */
export const isMissing = (error: unknown): error is KeyError =>
  error instanceof KeyError && codeOf(error.cause) === 'ENOENT';

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
 * @throws KeyError
 */
export function loadKeyEncryptionKey(config: KeyPlace & Pick<Config, 'demonstration'>): Buffer {
  const {demonstration, keyFile} = config;
  try {
    return readKey(config);
  } catch (error) {
    if (!demonstration || !isMissing(error)) throw error;
  }
  try {
    generateKeyFile(keyFile);
  } catch (cause) {
    const fix = 'Make its folder one that this user may write to, or name another one in COLLEGIUM_DATA.';
    throw new KeyError(fileAt(keyFile), `cannot be written (${codeOf(cause)})`, fix, {cause});
  }
  return readKeyFile(keyFile);
}
