import {readFileSync} from 'node:fs';
import {join} from 'node:path';

/** The description as it is committed, at the repository's root; `collegium openapi` writes it. */
export const OPEN_API_FILE = 'openapi.json';

export function readOpenApiFile(): string {
  return readFileSync(join(__dirname, '..', '..', '..', OPEN_API_FILE), 'utf8');
}
