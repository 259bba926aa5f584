import {readFileSync, readdirSync} from 'node:fs';
import {join} from 'node:path';
import {openCheckpoint, originOf} from '../domain/checkpoint';
import {HASH_BYTES, TreeHead} from '../domain/merkle';
import {NoteVerifier, parseVerifier, strictBase64} from '../domain/signed-note';

/** A checkpoint as it lies in a folder outside the database. */
export interface ExportedHead extends TreeHead {
  /** Of its file. */
  readonly path: string;
  /** Whether one of the given keys signed it; a key that came later may have. */
  readonly verified: boolean;
}

/**
 * The checkpoints of one organisation's log among the files of a folder and of those below it; other files are left
 * aside.
 *
 * @param skip names of folders that are not looked into
 * @param verifiers keys that are known, C2SP signed-note
 * @throws the system's error when a folder or file cannot be read
 */
export function readExportedHeads(
  folder: string,
  organisation: string,
  {verifiers, skip}: {readonly verifiers: readonly string[]; readonly skip: readonly string[]},
): ExportedHead[] {
  const keys = verifiers.flatMap((text) => parseVerifier(text) ?? []);
  return filesIn(folder, skip).flatMap((path) => {
    const head = headOf(readFileSync(path, 'utf8'), organisation, keys);
    return head ? [{...head, path}] : [];
  });
}

function headOf(
  note: string,
  organisation: string,
  keys: readonly NoteVerifier[],
): (TreeHead & {readonly verified: boolean}) | null {
  for (const key of keys) {
    const {checkpoint} = openCheckpoint(note, key);
    if (checkpoint?.origin === originOf(organisation)) return {...checkpoint, verified: true};
  }
  const [origin, size = '', root = ''] = note.split('\n');
  const bytes = strictBase64(root);
  if (origin !== originOf(organisation) || !/^(0|[1-9][0-9]{0,14})$/.test(size)) return null;
  return bytes?.length === HASH_BYTES ? {size: Number(size), root: bytes, verified: false} : null;
}

function filesIn(folder: string, skip: readonly string[]): string[] {
  return entriesOf(folder).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (!entry.isDirectory()) return [path];
    return skip.includes(entry.name) ? [] : filesIn(path, []);
  });
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, {withFileTypes: true});
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
