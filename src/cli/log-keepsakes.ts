import {readFileSync} from 'node:fs';
import {parseVerifier, pemCertificates} from '../audit';
import type {NoteVerifier} from '../audit';
import {UsageError, optional, repeated} from './command';
import type {Values} from './command';

/**
 * What somebody kept of a log: `--key FILE`, with one key a line, `--checkpoint FILE`, more than once, and whose time stamps
 * count, `--timestamp-ca FILE`.
 */
export interface LogKeepsakes {
  /** The first of the file: the others follow from it. */
  readonly key: NoteVerifier | null;
  /** All keys of the file, for what stands by itself. */
  readonly keys: readonly NoteVerifier[];
  readonly checkpoints: readonly string[];
  readonly authorities: readonly Buffer[] | undefined;
}

/** @throws UsageError when a file cannot be read, or the key is none */
export function keepsakesOf(values: Values): LogKeepsakes {
  const keyFile = optional(values, 'key');
  const lines = keyFile === null ? [] : textOf(keyFile).trim().split('\n');
  const keys = lines.map((line) => {
    const key = parseVerifier(line.trim());
    if (key) return key;
    throw new UsageError(
      `--key: ${keyFile ?? ''} holds no verifier key, <name>+<hash>+<base64> (C2SP signed-note)`,
    );
  });
  const checkpoints = repeated(values, 'checkpoint').map(textOf);
  return {key: keys[0] ?? null, keys, checkpoints, authorities: authoritiesIn(values)};
}

function authoritiesIn(values: Values): readonly Buffer[] | undefined {
  const file = optional(values, 'timestamp-ca');
  if (file === null) return undefined;
  const authorities = pemCertificates(textOf(file));
  if (authorities.length > 0) return authorities;
  throw new UsageError(`--timestamp-ca: ${file} holds no certificate, PEM`);
}

/** @throws UsageError */
export function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new UsageError(`${path} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unreadable'})`);
  }
}
