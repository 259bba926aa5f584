import {readFileSync} from 'node:fs';
import {parseVerifier} from '../audit';
import type {NoteVerifier} from '../audit';
import {UsageError, optional, repeated} from './command';
import type {Values} from './command';

/** What somebody kept of a log: `--key FILE` and `--checkpoint FILE`, the latter more than once. */
export interface LogKeepsakes {
  readonly key: NoteVerifier | null;
  readonly checkpoints: readonly string[];
}

/** @throws UsageError when a file cannot be read, or the key is none */
export function keepsakesOf(values: Values): LogKeepsakes {
  const keyFile = optional(values, 'key');
  const key = keyFile === null ? null : parseVerifier(textOf(keyFile).trim());
  if (keyFile !== null && !key)
    throw new UsageError(
      `--key: ${keyFile} holds no verifier key, <name>+<hash>+<base64> (C2SP signed-note)`,
    );
  return {key, checkpoints: repeated(values, 'checkpoint').map(textOf)};
}

/** @throws UsageError */
export function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new UsageError(`${path} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unreadable'})`);
  }
}
